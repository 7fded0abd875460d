import type { ListKind } from '../duty.js';

/** What a column of a published list holds. */
export type ColumnKind =
  | 'number'
  | 'category'
  | 'name'
  | 'leadBodies'
  | 'leadDuties'
  | 'townshipDuties'
  | 'reception'
  | 'receivingBodies'
  | 'workMethod'
  | 'remark';

/** The columns of one table and the list its header stands for; 'any' leaves the decision to the title. */
export interface Columns {
  readonly kinds: readonly (ColumnKind | undefined)[];
  readonly list: ListKind | 'any';
}

/**
 * Header words by column, most telling first: a header belongs to the first column one of whose patterns
 * it matches. Brackets and spaces are gone by then; 乡配合职责, 镇配合职责, 乡镇（街道）配合职责 are one.
 */
const HEADER_PATTERNS: readonly (readonly [ColumnKind, RegExp])[] = [
  ['number', /^(序号|编号|项号|事项编号)$/],
  ['category', /^(事项|职责)?(类别|类型|分类|领域)$/],
  ['reception', /承接(部门|单位|主体).*(方式|措施|办法)/],
  ['receivingBodies', /承接(部门|单位|主体)|收回(部门|单位)/],
  ['workMethod', /(工作|承接|履职)(方式|措施|办法)/],
  ['leadDuties', /(上级|县级|县直|市级|区级|主管|牵头)?(部门|单位)(主要)?职责/],
  ['townshipDuties', /(乡|镇|街道|属地).*(配合)?职责|配合职责/],
  ['leadBodies', /(对应|上级|主管|牵头|责任).*(部门|单位)/],
  ['name', /(事项|职责)?(名称|内容)|^(履职)?事项$/],
  ['remark', /^备注$|^说明$/],
];

/** The columns of a header row, or nothing when the row is no header. */
export function parseHeader(cells: readonly string[]): Columns | undefined {
  const kinds = cells.map(columnKind);
  if (!kinds.includes('number') || !kinds.includes('name')) return undefined;
  return { kinds, list: listOfColumns(kinds) };
}

function columnKind(header: string): ColumnKind | undefined {
  const word = header.replace(/<[^>]*>|[\s*（）()]/g, '');
  return HEADER_PATTERNS.find(([, pattern]) => pattern.test(word))?.[0];
}

function listOfColumns(kinds: readonly (ColumnKind | undefined)[]): ListKind | 'any' {
  if (kinds.includes('townshipDuties') || kinds.includes('leadDuties')) return 'cooperative';
  if (kinds.includes('reception') || kinds.includes('receivingBodies')) return 'reclaimed';
  return 'any';
}

const LIST_TITLE = /(基本履职|配合履职|(?:上级|上收)?(?:部门)?收回|上收)(?:履职)?事项(?:清)?单/;

/** The list a title line announces: 英吉沙县萨罕镇配合履职事项清单（公布版） → cooperative. */
export function parseListTitle(line: string): { list: ListKind; before: string } | undefined {
  const text = line.replace(/[\s*#]/g, '');
  const match = LIST_TITLE.exec(text);
  if (!match || text.length > 60 || /[。；，]/.test(text)) return undefined;
  const word = match[1] ?? '';
  const list = word.startsWith('基本') ? 'basic' : word.startsWith('配合') ? 'cooperative' : 'reclaimed';
  return { list, before: text.slice(0, match.index) };
}
