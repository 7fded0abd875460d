import type { Duty, ListKind } from '../../src/duty.js';
import { type Difference, type DutyChange, dutyOf } from '../../src/keeping/difference.js';

/** A hand-made duty; cells are given as plain text, one step each. */
export type Made = Partial<Omit<Duty, 'leadDuties' | 'townshipDuties' | 'workMethod'>> & {
  readonly leadDuties?: string;
  readonly townshipDuties?: string;
  readonly workMethod?: string;
};

const cell = (text: string | undefined) =>
  text === undefined || text === '' ? [] : [{ bodies: [], steps: [{ text }] }];

export function duty(list: ListKind, number: number, name: string, made: Made = {}): Duty {
  const { leadDuties, townshipDuties, workMethod, ...rest } = made;
  return {
    list,
    number,
    category: '民生服务',
    name,
    remark: '',
    leadBodies: [],
    receivingBodies: [],
    leadDuties: cell(leadDuties),
    townshipDuties: cell(townshipDuties),
    workMethod: cell(workMethod),
    notices: [],
    source: { fileName: '清单.txt', line: number, fingerprint: '00000000' },
    raw: [],
    ...rest,
  };
}

export const basic = (number: number, name: string, made?: Made): Duty => duty('basic', number, name, made);

export const cooperative = (number: number, name: string, made?: Made): Duty =>
  duty('cooperative', number, name, {
    leadBodies: ['县民政局'],
    leadDuties: `县民政局：制定${name}的实施方案，组织审核。`,
    townshipDuties: `受理${name}的申请，入户核实并公示。`,
    ...made,
  });

export const reclaimed = (number: number, name: string, made?: Made): Duty =>
  duty('reclaimed', number, name, {
    receivingBodies: ['县民政局'],
    workMethod: `由县民政局开展${name}。`,
    ...made,
  });

/** A small edition of all three lists, in which no duty is like another. */
export const EDITION: readonly Duty[] = [
  basic(1, '开展爱国卫生运动，倡导健康生活方式'),
  basic(2, '加强基层妇联组织建设，维护妇女儿童权益'),
  basic(3, '负责档案管理'),
  cooperative(1, '特困人员救助供养'),
  cooperative(2, '农作物病虫害防治'),
  cooperative(3, '校外培训机构监管'),
  cooperative(4, '野生动植物保护'),
  reclaimed(1, '对破坏水利工程的行政处罚'),
  reclaimed(2, '出具婚姻状况证明'),
];

/** `EDITION` with one duty changed. */
export const withChanged = (at: number, change: (duty: Duty) => Duty): Duty[] =>
  EDITION.map((one, place) => (place === at ? change(one) : one));

/** Each change as `配合3 wording`, so that a whole difference reads at a glance. */
export const told = ({ changes }: Difference): string[] =>
  changes.map((change) => `${place(change)} ${kinds(change)}`);

const place = (change: DutyChange): string => {
  const { list, number } = dutyOf(change);
  return `${list} ${number}`;
};
const kinds = (change: DutyChange): string =>
  change.kind === 'changed' ? change.changes.map(({ kind }) => kind).join('+') : change.kind;
