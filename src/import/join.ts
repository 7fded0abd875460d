import type { Notice, Place } from '../duty.js';
import { bareText, similarity } from '../similar.js';
import { CONTINUES_ABOVE, CONTINUES_BELOW, cleanCell } from './clean.js';
import type { ColumnKind } from './columns.js';
import type { NoticeMaker, Result } from './notices.js';
import type { Row } from './rows.js';

/** One duty's row, its pieces joined where a page break had cut it. */
export interface WholeRow {
  readonly row: Row;
  readonly number: number;
  readonly raw: readonly (readonly string[])[];
  readonly notices: readonly Notice[];
}

/** Two copies of a cell at least this alike are one cell that was printed twice. */
const SAME_CELL_MIN = 0.85;

/**
 * Joins split rows. A row continues the one before when it has the same number and name, or no number at
 * all; a cell that is only repeated is not doubled, one that goes on is appended. Rows without a number
 * that continue nothing are given back as leftovers.
 */
export function joinRows(
  rows: readonly Row[],
  notice: NoticeMaker,
): Result<{ rows: readonly WholeRow[]; leftovers: readonly { place: Place; text: string }[] }> {
  const whole: WholeRow[] = [];
  const leftovers: { place: Place; text: string }[] = [];
  const notices: Notice[] = [];
  for (const row of rows) {
    const last = whole.at(-1);
    const number = parseNumber(row.cells.number);
    if (last && row.above.includes('number') && last.row.list === row.list) {
      whole[whole.length - 1] = appendMerged(last, row);
    } else if (last && continues(last, row, number)) {
      whole[whole.length - 1] = append(last, row, notice);
    } else if (number !== undefined) {
      whole.push({ row, number, raw: [row.raw], notices: [] });
    } else if (!/\d/.test(bareNumber(row.cells.number))) {
      leftovers.push({ place: row.place, text: Object.values(row.cells).join('\n') });
    } else {
      notices.push(notice('number-unreadable', row.place, { text: (row.cells.number ?? '').slice(0, 20) }));
    }
  }
  return { value: { rows: whole, leftovers }, notices };
}

/** A number cell without its page mark and bold marks; '' when nothing else stands in it. */
const bareNumber = (cell: string | undefined): string =>
  cleanCell(cell ?? '')
    .text.normalize('NFKC')
    .replace(/\s/g, '');

function parseNumber(cell: string | undefined): number | undefined {
  const digits = /^第?(\d{1,4})(?:\.0+|[.、．项])?$/.exec(bareNumber(cell));
  return digits?.[1] === undefined ? undefined : Number(digits[1]);
}

function continues(last: WholeRow, row: Row, number: number | undefined): boolean {
  if (last.row.list !== row.list) return false;
  const { number: printed, category = '', name = '', ...duties } = row.cells;
  const lastPiece = last.raw.at(-1) ?? [];
  const marked =
    row.raw.some((cell) => cell.search(CONTINUES_ABOVE) >= 0) ||
    lastPiece.some((cell) => cell.search(CONTINUES_BELOW) >= 0);
  const sameName = sameCell(last.row.cells.name ?? '', name);
  if (number !== undefined) return number === last.number && (marked || sameName);
  if (bareNumber(printed) !== '') return false;
  const sameHead = sameName && sameCell(last.row.cells.category ?? '', category);
  return marked || (sameHead && Object.keys(duties).length > 0);
}

const sameCell = (a: string, b: string): boolean => b === '' || similarity(bare(a), bare(b)) >= SAME_CELL_MIN;
const bare = (cell: string): string => bareText(cleanCell(cell).text);

function append(last: WholeRow, row: Row, notice: NoticeMaker): WholeRow {
  const cells: Partial<Record<ColumnKind, string>> = { ...last.row.cells };
  const notices = [...last.notices, notice('split-row', row.place, { number: last.number })];
  for (const [key, next] of Object.entries(row.cells)) {
    const kind = key as ColumnKind;
    const before = cells[kind];
    if (before === undefined || kind === 'number') cells[kind] = before ?? next;
    else if (sameCell(before, next)) {
      cells[kind] = fuller(before, next);
      if (bare(before) !== bare(next))
        notices.push(notice('split-row-differs', row.place, { number: last.number }));
    } else if (holdsAgain(kind, before, next)) cells[kind] = fuller(before, next);
    else cells[kind] = before + (PHRASE_CELLS.includes(kind) ? '' : '\n') + next;
  }
  return { ...last, row: { ...last.row, cells }, raw: [...last.raw, row.raw], notices };
}

/** A row under the same merged number: what is merged stands there already, anything else goes on. */
function appendMerged(last: WholeRow, row: Row): WholeRow {
  const isFirst = last.raw.length === 1 && ownDuties(row.cells, row.above);
  const cells = { ...(isFirst ? underItsBody(last.row.cells) : last.row.cells) };
  const own = ownDuties(row.cells, row.above) ? underItsBody(row.cells) : row.cells;
  for (const [key, next] of Object.entries(own)) {
    const kind = key as ColumnKind;
    const before = cells[kind];
    if (row.above.includes(kind) || before === next) continue;
    cells[kind] = before === undefined ? next : before + (PHRASE_CELLS.includes(kind) ? '' : '\n') + next;
  }
  return { ...last, row: { ...last.row, cells }, raw: [...last.raw, row.raw] };
}

/** Whether a row of its own says whose the duties in it are. */
const ownDuties = ({ leadBodies, leadDuties }: Row['cells'], above: Row['above']): boolean =>
  leadBodies !== undefined &&
  leadDuties !== undefined &&
  !above.includes('leadBodies') &&
  !above.includes('leadDuties');

/** Rows that each give one body its duties: the body becomes their heading, or nobody could tell any more. */
function underItsBody(cells: Row['cells']): Row['cells'] {
  const { leadBodies = '', leadDuties = '' } = cells;
  const heading = leadBodies.replace(/\s+/g, '');
  const headed = leadDuties.replace(/\s+/g, '').startsWith(heading);
  return heading === '' || headed ? cells : { ...cells, leadDuties: `${heading}：\n${leadDuties}` };
}

/** Cells that are one phrase: a page break in it is no white space. */
const PHRASE_CELLS: readonly ColumnKind[] = ['category', 'name', 'remark'];
/** Cells that are names: a continued row often repeats only a part of them. */
const NAME_CELLS: readonly ColumnKind[] = ['category', 'name', 'leadBodies', 'receivingBodies'];
const REPEAT_LENGTH_MIN = 10;

/** Whether the next piece repeats a part of the name, or the whole cell with more after it. */
function holdsAgain(kind: ColumnKind, before: string, next: string): boolean {
  const [old, now] = [bare(before), bare(next)];
  return (
    (NAME_CELLS.includes(kind) && old.includes(now)) ||
    (old.length >= REPEAT_LENGTH_MIN && now.startsWith(old))
  );
}

const fuller = (before: string, next: string): string =>
  bare(next).length > bare(before).length ? next : before;
