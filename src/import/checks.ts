import type { BodyCatalogue } from '../bodies.js';
import type { Declared, Duty, ListKind, Notice, Township } from '../duty.js';
import { cellText, LIST_KINDS } from '../duty.js';
import { bareText, similarity } from '../similar.js';
import type { NoticeMaker } from './notices.js';

/** Names of the lists for people. */
export type ListNames = Readonly<Record<ListKind, string>>;

/** What the checks compare the duties with. */
export interface CheckContext {
  readonly declared: Declared;
  readonly names: ListNames;
  readonly notice: NoticeMaker;
  readonly bodies: BodyCatalogue;
  readonly township: Township;
}

/** What is doubtful in the list as a whole, and what belongs to single duties (by index). */
export interface Checked {
  readonly edition: readonly Notice[];
  readonly duties: readonly Duty[];
}

/** Runs every check; none of them stops a readable list. */
export function checkDuties(duties: readonly Duty[], context: CheckContext): Checked {
  const { declared, names, notice, bodies, township } = context;
  const edition = [
    ...LIST_KINDS.flatMap((list) => checkCounts(duties, list, declared, names, notice)),
    ...LIST_KINDS.flatMap((list) => checkNumbers(duties, list, names, notice)),
    ...checkTotal(duties, declared, notice),
  ];
  const added = new Map<Duty, Notice[]>();
  for (const duty of duties)
    added.set(duty, [...checkCells(duty, notice), ...checkBodies(duty, bodies, township, notice)]);
  for (const [duty, twin] of findTwins(duties)) {
    const rule = twin.list === duty.list ? 'same-name' : 'same-name-other-list';
    const params = { list: names[twin.list], number: twin.number };
    added.get(duty)?.push(notice(rule, duty.source, params));
  }
  return {
    edition,
    duties: duties.map((duty) => ({ ...duty, notices: [...duty.notices, ...(added.get(duty) ?? [])] })),
  };
}

function checkTotal(duties: readonly Duty[], declared: Declared, notice: NoticeMaker): Notice[] {
  if (declared.total === undefined || declared.total === duties.length) return [];
  return [notice('declared-count', {}, { list: '全部', declared: declared.total, read: duties.length })];
}

function checkCounts(
  duties: readonly Duty[],
  list: ListKind,
  declared: Declared,
  names: ListNames,
  notice: NoticeMaker,
): Notice[] {
  const own = duties.filter((duty) => duty.list === list);
  const said = declared[list] ?? {};
  const params = { list: names[list] };
  if (own.length === 0) return [notice('list-missing', {}, params)];
  const notices: Notice[] = [];
  const compare = (
    rule: 'declared-count' | 'declared-categories' | 'declared-bodies',
    said: number | undefined,
    read: number,
  ) => {
    if (said !== undefined && said !== read)
      notices.push(notice(rule, {}, { ...params, declared: said, read }));
  };
  compare('declared-count', said.duties, own.length);
  compare('declared-categories', said.categories, new Set(own.map(({ category }) => category)).size);
  const bodies = new Set(own.flatMap((duty) => [...duty.leadBodies, ...duty.receivingBodies]));
  compare('declared-bodies', said.bodies, bodies.size);
  return notices;
}

function checkNumbers(
  duties: readonly Duty[],
  list: ListKind,
  names: ListNames,
  notice: NoticeMaker,
): Notice[] {
  const numbers = duties
    .filter((duty) => duty.list === list)
    .map(({ number, source }) => ({ number, source }));
  const seen = new Set<number>();
  const notices: Notice[] = [];
  for (const { number, source } of numbers) {
    if (seen.has(number)) notices.push(notice('number-double', source, { list: names[list], number }));
    seen.add(number);
  }
  const last = Math.max(0, ...seen);
  const missing = Array.from({ length: last }, (_, at) => at + 1).filter((number) => !seen.has(number));
  if (missing.length > 0)
    notices.push(notice('number-gap', {}, { list: names[list], numbers: missing.slice(0, 20).join('、') }));
  return notices;
}

const CELL_NAMES = {
  category: '事项类别',
  name: '事项名称',
  leadBodies: '对应上级部门',
  leadDuties: '上级部门职责',
  townshipDuties: '乡镇配合职责',
  workMethod: '承接部门及工作方式',
} as const;

function checkCells(duty: Duty, notice: NoticeMaker): Notice[] {
  const needed: (keyof typeof CELL_NAMES)[] = ['category', 'name'];
  if (duty.list === 'cooperative') needed.push('leadBodies', 'leadDuties', 'townshipDuties');
  if (duty.list === 'reclaimed') needed.push('workMethod');
  return needed
    .filter((cell) => duty[cell].length === 0)
    .map((cell) => notice('empty-cell', duty.source, { cell: CELL_NAMES[cell] }));
}

/**
 * A body in the column that the duties cell does not assign anything, and the reverse. Only a cell with
 * headings assigns; where the text has none, every duty is the column's.
 */
function checkBodies(duty: Duty, bodies: BodyCatalogue, township: Township, notice: NoticeMaker): Notice[] {
  if (duty.list !== 'cooperative') return [];
  const headed = new Set(duty.leadDuties.flatMap(({ bodies }) => bodies));
  if (headed.size === 0) return [];
  const text = cellText(duty.leadDuties);
  const isNamed = (body: string): boolean =>
    bodies
      .aliases(bodies.resolve(body, township).stem)
      .some((alias) => alias.length > 2 && text.includes(alias));
  const unassigned = duty.leadBodies.filter((body) => !headed.has(body) && !isNamed(body));
  const unlisted = [...headed].filter((body) => !duty.leadBodies.includes(body));
  return [
    ...unassigned.map((body) => notice('body-not-in-text', duty.source, { body })),
    ...unlisted.map((body) => notice('body-not-in-column', duty.source, { body })),
  ];
}

const NEARLY_SAME_MIN = 0.85;
/** Edges of a name that say nothing of its matter: 做好…工作, 开展…. */
const FRAME = /^(?:负责|做好|开展|加强|落实|推进|组织)?(?:本镇|本乡|辖区内?)?|工作$/g;

/** Pairs of duties of one edition whose names are nearly the same; the later one of each pair comes first. */
function findTwins(duties: readonly Duty[]): [Duty, Duty][] {
  const bare = duties.map(({ name }) => bareText(name).replace(FRAME, ''));
  const twins: [Duty, Duty][] = [];
  for (const [at, duty] of duties.entries()) {
    for (let before = 0; before < at; before += 1) {
      const other = duties[before];
      const a = bare[at] ?? '';
      const b = bare[before] ?? '';
      if (!other || Math.min(a.length, b.length) / Math.max(a.length, b.length, 1) < NEARLY_SAME_MIN)
        continue;
      const alike = other.list === duty.list ? a === b : similarity(a, b) >= NEARLY_SAME_MIN;
      if (alike) twins.push([duty, other]);
    }
  }
  return twins;
}
