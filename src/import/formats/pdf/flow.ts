import { parseHeader } from '../../columns.js';
import type { Block, PageLine } from './pages.js';
import { EMPTY_PIECE, type PageTable, type Piece, pieceText, rowTexts, type TableRow } from './tables.js';

/** A row that may still grow on the next page. */
export interface FlowRow {
  row: TableRow;
  readonly padding: number;
  /** The column that names departments, or -1. */
  readonly bodies: number;
  readonly isHeader: boolean;
}

export type FlowEntry = FlowRow | PageLine;

/** A table that goes on over pages. */
interface OpenTable {
  readonly columns: number;
  /** Where the columns 序号 and 类别 stand, or -1. */
  readonly number: number;
  readonly category: number;
  /** The column 对应上级部门 or 承接部门, or -1. */
  readonly bodies: number;
  readonly header: string;
  /** All of its rows on all pages so far. */
  readonly rows: FlowRow[];
}

/**
 * A document's pages as its lines and rows in order: a row that a page end cut is one row again, at the
 * page where it begins, and a category printed once for many rows is given to each of them.
 */
export function flowOf(pages: readonly (readonly Block[])[]): FlowEntry[] {
  const entries: FlowEntry[] = [];
  let open: OpenTable | undefined;
  for (const blocks of pages) {
    let first = true;
    for (const block of blocks) {
      if (block.kind === 'line') {
        entries.push(block);
        continue;
      }
      const table = openTable(block, open);
      const goesOn = open !== undefined && first && continues(open, table);
      const cut = open && goesOn ? joinTables(open, table) : undefined;
      entries.push(...table.rows.filter((row) => row !== cut));
      open =
        open && goesOn
          ? { ...table, rows: [...open.rows, ...table.rows.filter((row) => row !== cut)] }
          : table;
      first = false;
    }
  }
  return entries;
}

/** The columns that matter, by this table's own header or, without one, by that of the table before. */
function openTable(table: PageTable, before: OpenTable | undefined): OpenTable {
  const texts = table.rows.map((row) => rowTexts(row, table.padding));
  const own = texts.find((cells) => parseHeader(cells) !== undefined);
  const kinds = parseHeader(own ?? [])?.kinds;
  const inherited = before?.columns === table.columns ? before : undefined;
  const number = kinds ? kinds.indexOf('number') : (inherited?.number ?? -1);
  const category = kinds ? kinds.indexOf('category') : (inherited?.category ?? -1);
  const bodies = kinds
    ? kinds.findIndex((kind) => kind === 'leadBodies' || kind === 'receivingBodies')
    : (inherited?.bodies ?? -1);
  const header = own ? own.join('|').replace(/\s/g, '') : (inherited?.header ?? '');
  const rows = wholeRows(table.rows, number).map((row) => ({
    row,
    padding: table.padding,
    bodies,
    isHeader: parseHeader(rowTexts(row, table.padding)) !== undefined,
  }));
  return { columns: table.columns, number, category, bodies, header, rows };
}

/** Where the number's cell covers several rows of the grid, they are one row of the list. */
function wholeRows(rows: readonly TableRow[], number: number): TableRow[] {
  const whole: TableRow[] = [];
  let last: Piece | undefined;
  for (const row of rows) {
    const piece = row.pieces[number];
    const before = whole.at(-1);
    if (before && piece && piece === last && piece.rowSpan > 1 && piece.columnSpan === 1)
      whole[whole.length - 1] = joinRow(before, row);
    else whole.push(row);
    last = piece;
  }
  return whole;
}

/** Cells one below the other as one; a cell that both rows share stands once. */
const joinRow = (above: TableRow, below: TableRow): TableRow => ({
  page: above.page,
  pieces: above.pieces.map((piece, at) => joinPieces(piece, below.pieces[at] ?? EMPTY_PIECE)),
});

const joinPieces = (above: Piece, below: Piece): Piece =>
  above === below || below.lines.length === 0
    ? above
    : { ...above, rowSpan: above.rowSpan + below.rowSpan, lines: [...above.lines, ...below.lines] };

const continues = (before: OpenTable, table: OpenTable): boolean =>
  before.columns === table.columns && before.header === table.header && table.number >= 0;

/**
 * Joins the last row of one page with the first of the next where at most one of them has a number.
 * @returns the row that became a part of the one before, if any
 */
function joinTables(before: OpenTable, table: OpenTable): FlowRow | undefined {
  const last = before.rows.findLast(({ isHeader }) => !isHeader);
  const next = table.rows[table.rows.findLastIndex(({ isHeader }) => isHeader) + 1];
  if (!last || !next) return undefined;
  const [above, below] = [last.row.pieces[table.number], next.row.pieces[table.number]];
  const isCut =
    above?.columnSpan === 1 &&
    below?.columnSpan === 1 &&
    (above.lines.length === 0 || below.lines.length === 0) &&
    !isSingle(last.row) &&
    !isSingle(next.row);
  shareCategory([...before.rows, ...table.rows], table.category, last.row, next.row, isCut);
  if (!isCut) return undefined;
  last.row = joinRow(last.row, next.row);
  return next;
}

/** Whether a row is one cell from side to side, as a note or a title is. */
const isSingle = ({ pieces }: TableRow): boolean =>
  pieces.some(({ columnSpan }) => columnSpan === pieces.length);

/**
 * A category's cell that a page end cut has its words on one of the pages, or some on each: the rows of
 * both get all of them. Two cells with words of their own, or in a table that merges none, stay as they are.
 */
function shareCategory(
  rows: readonly FlowRow[],
  column: number,
  last: TableRow,
  next: TableRow,
  isCut: boolean,
): void {
  const [above, below] = [last.pieces[column], next.pieces[column]];
  if (!above || !below || above === EMPTY_PIECE || below === EMPTY_PIECE) return;
  const oneEmpty = above.lines.length === 0 || below.lines.length === 0;
  const merges = rows.some(({ row }) => (row.pieces[column]?.rowSpan ?? 1) > 1);
  if (!isCut && !(oneEmpty && merges)) return;
  const bare = (piece: Piece): string => pieceText(piece, { padding: 0 }).replace(/\s/g, '');
  const lines = bare(above) === bare(below) ? above.lines : [...above.lines, ...below.lines];
  const shared: Piece = { ...above, rowSpan: above.rowSpan + below.rowSpan, lines };
  for (const open of rows) {
    const piece = open.row.pieces[column];
    if (piece !== above && piece !== below) continue;
    open.row = { ...open.row, pieces: open.row.pieces.map((one, at) => (at === column ? shared : one)) };
  }
}
