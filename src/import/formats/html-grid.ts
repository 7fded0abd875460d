import { attribute, cellLines, type HtmlElement, ownCells, ownRows } from './html-lines.js';
import { SHEET_COLUMNS_MAX, SHEET_ROWS_MAX, tooLarge } from './sheet-grid.js';

/** A cell in one row of a table; a merged one stands in every row it spans. */
export interface GridCell {
  readonly text: string;
  /** The first of the table's grid columns under it, from 0. */
  readonly from: number;
  readonly width: number;
  /** One with the cell of the row above. */
  readonly above: boolean;
}

export interface Grid {
  readonly rows: readonly (readonly GridCell[])[];
  readonly width: number;
}

/** The cells of a table row by row, merged ones repeated. @throws BotError `document-sheet-too-large` */
export function readGrid(table: HtmlElement, depth: number, dropLinks: boolean): Grid {
  const elements = ownRows(table);
  if (elements.length > SHEET_ROWS_MAX) throw tooLarge();
  const rows: GridCell[][] = [];
  let spanning: { cell: GridCell; left: number }[] = [];
  for (const element of elements) {
    const row = spanning.map(({ cell }) => ({ ...cell, above: true }));
    const taken = (at: number): boolean => row.some(({ from, width }) => at >= from && at < from + width);
    const begun: typeof spanning = [];
    let at = 0;
    for (const cell of ownCells(element)) {
      while (taken(at)) at += 1;
      if (row.length >= SHEET_COLUMNS_MAX) throw tooLarge();
      // A title may span a hundred columns where there are six.
      const width = Math.min(spanOf(cell, 'colspan'), SHEET_COLUMNS_MAX);
      const placed = { text: cellLines(cell, depth, dropLinks).join('\n'), from: at, width, above: false };
      row.push(placed);
      begun.push({ cell: placed, left: rowsBelow(cell, elements.length - rows.length - 1) });
      at += width;
    }
    rows.push(row.sort((a, b) => a.from - b.from));
    const goingOn = spanning.map(({ cell, left }) => ({ cell, left: left - 1 }));
    spanning = [...goingOn, ...begun].filter(({ left }) => left > 0);
  }
  return { rows, width: Math.max(0, ...rows.flat().map(({ from, width }) => from + width)) };
}

const spanOf = (cell: HtmlElement, name: 'colspan' | 'rowspan'): number => {
  const digits = /^\s*(\d{1,5})/.exec(attribute(cell, name) ?? '')?.[1];
  return Math.max(1, Number(digits ?? 1));
};

/** How many rows further down a cell reaches; rowspan 0 means all of them. */
const rowsBelow = (cell: HtmlElement, below: number): number =>
  /^\s*0+\s*$/.test(attribute(cell, 'rowspan') ?? '') ? below : Math.min(below, spanOf(cell, 'rowspan') - 1);

/** A row in the columns of its header. */
export interface FittedRow {
  readonly cells: readonly string[];
  readonly above: readonly number[];
}

/**
 * Puts the cells of a row under those of its header. As many cells as the header has stand in its order;
 * else each belongs where it begins, because single rows of a table may be cut or merged further.
 */
export function fitRow(row: readonly GridCell[], header: readonly GridCell[] | undefined): FittedRow {
  const columns = new Map<number, GridCell[]>();
  for (const [order, cell] of row.entries()) {
    const at =
      !header || row.length === header.length
        ? order
        : header.findLastIndex(({ from }, index) => index === 0 || from <= cell.from);
    columns.set(at, [...(columns.get(at) ?? []), cell]);
  }
  const width = header?.length ?? row.length;
  const own = Array.from({ length: width }, (_, at) => columns.get(at) ?? []);
  return {
    cells: own.map((cells) =>
      cells
        .map(({ text }) => text)
        .filter((text) => text !== '')
        .join('\n'),
    ),
    above: own.flatMap((cells, at) =>
      cells.some(({ text }) => text !== '') && cells.every(({ above }) => above) ? [at] : [],
    ),
  };
}
