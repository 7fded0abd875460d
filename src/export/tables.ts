import { type Duty, type Edition, LIST_KINDS, type ListKind, type Section, type Township } from '../duty.js';
import { loadWording, type Say } from '../wording.js';

/** What an exported document says of the edition it was made from. */
export type ExportedEdition = Pick<Edition, 'title' | 'issued'>;

/** One of the three lists as a published document prints it: every cell is text, a line a step. */
export interface ListTable {
  readonly list: ListKind;
  /** 基本履职事项清单 */
  readonly name: string;
  /** 英吉沙县萨罕镇基本履职事项清单 */
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type ExportColumn =
  | 'number'
  | 'category'
  | 'name'
  | 'bodies'
  | 'lead'
  | 'township'
  | 'reception'
  | 'remark';

const COLUMNS: Readonly<Record<ListKind, readonly ExportColumn[]>> = {
  basic: ['number', 'category', 'name'],
  cooperative: ['number', 'category', 'name', 'bodies', 'lead', 'township'],
  reclaimed: ['number', 'category', 'name', 'reception'],
};

/** The lists that have duties, in their order. Read back from any format, they give the same duties. */
export function listTables(town: Pick<Township, 'fullName'>, duties: readonly Duty[]): readonly ListTable[] {
  const say = loadWording('export');
  return LIST_KINDS.flatMap((list) => {
    const own = duties.filter((duty) => duty.list === list).sort((a, b) => a.number - b.number);
    if (own.length === 0) return [];
    const remarked = own.some(({ remark }) => remark !== '');
    const columns: ExportColumn[] = [...COLUMNS[list], ...(remarked ? (['remark'] as const) : [])];
    const name = say(`list.${list}`);
    return {
      list,
      name,
      title: say('list.title', { town: town.fullName, list: name }),
      columns,
      header: columns.map((column) => say(`column.${column}`)),
      rows: own.map((duty) => columns.map((column) => cellOf(duty, column, say))),
    };
  });
}

function cellOf(duty: Duty, column: ExportColumn, say: Say): string {
  switch (column) {
    case 'number':
      return String(duty.number);
    case 'bodies':
      return duty.leadBodies.join(say('body.join'));
    case 'lead':
      return linesOf(duty.leadDuties);
    case 'township':
      return linesOf(duty.townshipDuties);
    case 'reception':
      return linesOf(duty.workMethod);
    default:
      return duty[column];
  }
}

/** Every heading and every step on a line of its own; one heading may be several, each with its colon. */
const linesOf = (sections: readonly Section[]): string =>
  sections
    .flatMap(({ heading, steps }) => [
      ...(heading === undefined ? [] : heading.split(/(?<=[：:])(?=.)/)),
      ...steps.map(({ marker, text }) => (marker ?? '') + text),
    ])
    .join('\n');
