import { type Duty, LIST_KINDS, type ListKind, type Township } from '../../src/duty.js';
import type { EditionInput } from '../../src/store/types.js';

/** What tests and their child processes share; apart from samples.ts because the child processes have no vitest. */

/** The user id of `nobody`. */
export const NOBODY = 65534;

export const TOWN: Township = {
  id: '英吉沙县萨罕镇',
  name: '萨罕镇',
  county: '英吉沙县',
  prefecture: '喀什地区',
  fullName: '英吉沙县萨罕镇',
};

const LEAD = '英吉沙县民政局';
const HELPER = '英吉沙县财政局';

export function sampleDuty(list: ListKind, number: number, name: string): Duty {
  const steps = [
    { marker: '1.', text: '受理申请；' },
    { marker: '2.', text: '入户调查。' },
  ];
  return {
    list,
    number,
    category: '民生服务',
    name,
    remark: '',
    leadBodies: list === 'cooperative' ? [LEAD] : [],
    leadDuties:
      list === 'cooperative'
        ? [
            { heading: `${LEAD}：`, bodies: [LEAD], steps },
            { heading: `${HELPER}：`, bodies: [HELPER], topic: '资金', steps: [{ text: '拨付资金。' }] },
          ]
        : [],
    townshipDuties: list === 'cooperative' ? [{ bodies: [], steps }] : [],
    receivingBodies: list === 'reclaimed' ? [LEAD] : [],
    workMethod: list === 'reclaimed' ? [{ bodies: [LEAD], steps: [{ text: '不再由乡镇承担。' }] }] : [],
    notices: [
      {
        rule: 'split-row',
        severity: 'info',
        place: { line: number, row: number },
        text: '此行跨页，已接上。',
      },
    ],
    source: { fileName: '萨罕镇.txt', fingerprint: '0a1b2c3d', line: number, row: number },
    raw: [
      [String(number), '民生服务', name],
      ['', '', ''],
    ],
  };
}

/** An edition whose every duty carries the title, so that a mixture of two would show. */
export function sampleInput(title: string, dutiesPerList: number, township = TOWN): EditionInput {
  const numbers = Array.from({ length: dutiesPerList }, (_, at) => at + 1);
  return {
    township,
    title,
    issued: '2025年7月',
    declared: { total: dutiesPerList * 3, cooperative: { duties: dutiesPerList, bodies: 2 } },
    fileName: `${township.name}.txt`,
    sha256: Buffer.from(title).toString('hex').padEnd(64, '0'),
    importedBy: '管理员',
    importedAt: '2025-08-01T00:00:00.000Z',
    duties: LIST_KINDS.flatMap((list) =>
      numbers.map((number) => sampleDuty(list, number, `${title}第${number}项`)),
    ),
    notices: [
      { rule: 'number-gap', severity: 'warning', place: { line: 7 }, text: '基本履职事项清单缺第4项。' },
    ],
    bodies: [
      { fullName: LEAD, stem: '民政局' },
      { fullName: HELPER, stem: '财政局' },
    ],
  };
}
