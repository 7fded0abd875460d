import type { Range } from '@e965/xlsx';
import { BotError } from '../../errors.js';

/** A list of a town has some 300 rows and 7 columns. */
export const SHEET_ROWS_MAX = 20_000;
export const SHEET_COLUMNS_MAX = 60;

/** https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
export const XLSX_CELL_CHARACTERS_MAX = 32_767;

/** What a table with more rows or columns is refused with. */
export const tooLarge = (): BotError =>
  new BotError('document-sheet-too-large', { rows: SHEET_ROWS_MAX, columns: SHEET_COLUMNS_MAX });

/** One row of a sheet that is not empty. */
export interface GridRow {
  /** From 0. */
  readonly at: number;
  /** From the first column; '' where nothing stands. */
  readonly texts: readonly string[];
  /** Columns whose cell is one with the cell above. */
  readonly above?: readonly number[];
  /** Columns whose cell reaches over the columns to its right. */
  readonly wide?: readonly number[];
}

interface OpenRow {
  readonly at: number;
  readonly texts: string[];
  readonly above: Set<number>;
  readonly wide: Set<number>;
}

/**
 * A cell merged downwards stands in its first row alone: its words are repeated in every row it spans, and
 * marked as repeated. Rows that hold nothing else are dropped.
 * @param rows in their order
 * @param merges of the whole sheet, in any order; they must not overlap
 * @throws BotError `document-damaged` when they overlap so much that a sheet cannot hold them
 */
export function fillMerged(rows: readonly GridRow[], merges: readonly Range[]): readonly GridRow[] {
  const last = rows.at(-1)?.at ?? -1;
  const grid = new Map(rows.map(({ at, texts }) => [at, openRow(at, texts)]));
  let budget = SHEET_ROWS_MAX * SHEET_COLUMNS_MAX;
  for (const { s: from, e: to } of merges) {
    const text = grid.get(from.r)?.texts[from.c] ?? '';
    if (text === '') continue;
    if (to.c > from.c) grid.get(from.r)?.wide.add(from.c);
    const end = Math.min(to.r, last);
    budget -= end - from.r + 1;
    if (budget < 0) throw new BotError('document-damaged');
    for (let at = from.r + 1; at <= end; at += 1) {
      const row = grid.get(at) ?? openRow(at, []);
      grid.set(at, row);
      while (row.texts.length <= from.c) row.texts.push('');
      row.texts[from.c] = text;
      row.above.add(from.c);
    }
  }
  return [...grid.values()]
    .filter(({ texts, above }) => texts.some((text, column) => text !== '' && !above.has(column)))
    .sort((a, b) => a.at - b.at)
    .map(({ at, texts, above, wide }) => ({ at, texts, above: [...above], wide: [...wide] }));
}

const openRow = (at: number, texts: readonly string[]): OpenRow => ({
  at,
  texts: [...texts],
  above: new Set(),
  wide: new Set(),
});
