import type { WorkSheet } from '@e965/xlsx';
import type { Duty, Township } from '../duty.js';
import { type ExportColumn, type ExportedEdition, type ListTable, listTables } from './tables.js';
import { styleWorkbook } from './xlsx-style.js';

/** Widths in characters. */
const COLUMN_WIDTHS: Readonly<Record<ExportColumn, number>> = {
  number: 6,
  category: 12,
  name: 44,
  bodies: 20,
  lead: 80,
  township: 80,
  reception: 80,
  remark: 20,
};

/**
 * A town's list as a workbook: a sheet a list, its title above the header; the first sheet begins with the
 * edition's own title and date. Every cell is text and no formula, whatever it begins with.
 */
export async function exportXlsx(
  township: Pick<Township, 'fullName'>,
  edition: ExportedEdition,
  duties: readonly Duty[],
): Promise<Uint8Array> {
  const { CFB, utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  const headers: number[] = [];
  for (const [at, table] of listTables(township, duties).entries()) {
    const above = at === 0 ? [edition.title, edition.issued].filter((line) => line !== '') : [];
    headers.push(above.length + 2);
    utils.book_append_sheet(book, createSheet(table, above), table.name);
  }
  // A workbook without a sheet is none.
  if (book.SheetNames.length === 0) utils.book_append_sheet(book, utils.aoa_to_sheet([[edition.title]]));
  const plain: Uint8Array = write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true });
  return styleWorkbook(plain, headers, CFB);
}

/** @param above lines above the list's own title */
function createSheet(table: ListTable, above: readonly string[]): WorkSheet {
  const titles = [...above, table.title];
  const texts = [...titles.map((line) => [line]), table.header, ...table.rows];
  const last = table.columns.length - 1;
  return {
    '!ref': `A1:${String.fromCharCode(65 + last)}${texts.length}`,
    '!data': texts.map((cells) => cells.map((text) => ({ t: 's', v: text }))),
    '!rows': texts.map((cells, row) => ({
      hpt: row < titles.length ? LINE_POINTS : rowHeight(cells, table.columns),
    })),
    '!cols': table.columns.map((column) => ({ wch: COLUMN_WIDTHS[column] })),
    '!merges': titles.map((_, row) => ({ s: { r: row, c: 0 }, e: { r: row, c: last } })),
  };
}

/** A line of the library's own font, in points. */
const LINE_POINTS = 16;
/** Excel draws no higher row: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const XLSX_ROW_POINTS_MAX = 409;

/** Not every program works out by itself how high a row of wrapped text is. */
function rowHeight(cells: readonly string[], columns: readonly ExportColumn[]): number {
  const lines = columns.map((column, at) =>
    (cells[at] ?? '')
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(lineWidth(line) / COLUMN_WIDTHS[column])), 0),
  );
  return Math.min(XLSX_ROW_POINTS_MAX, Math.max(...lines) * LINE_POINTS);
}

/** A Chinese character is as wide as two digits. */
const lineWidth = (line: string): number => line.length + (line.match(/[^\u0000-\u02ff]/g)?.length ?? 0);
