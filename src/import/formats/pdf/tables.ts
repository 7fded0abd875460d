import type { Glyph } from './drawing.js';
import type { Grid, GridCell } from './grid.js';
import { linesOf } from './lines.js';
import { type CellShape, joinPlaced, type PlacedLine, placeLine } from './paragraphs.js';

/** What stands in one cell on one page; rows that a merged cell covers share the same piece. */
export interface Piece {
  readonly lines: readonly PlacedLine[];
  /** Rows of the grid and columns that the cell covers. */
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface TableRow {
  readonly page: number;
  /** One for each column; a cell over several columns stands in the first, the others are empty. */
  readonly pieces: readonly Piece[];
}

/** A table as far as it stands on one page. */
export interface PageTable {
  readonly kind: 'table';
  readonly page: number;
  readonly top: number;
  readonly bottom: number;
  readonly columns: number;
  /** White space between a border and the text beside it, in points. */
  readonly padding: number;
  readonly rows: readonly TableRow[];
}

export const EMPTY_PIECE: Piece = { lines: [], rowSpan: 1, columnSpan: 1 };

export const pieceText = (piece: Piece, shape: CellShape): string =>
  piece.lines.length === 0 ? '' : joinPlaced(piece.lines, shape);

/** @param bodies the column that names departments, or -1 */
export const rowTexts = ({ pieces }: TableRow, padding: number, bodies = -1): string[] =>
  pieces.map((piece, column) => pieceText(piece, { padding, listsBodies: column === bodies }));

/** Share of the size by which a character's middle lies above its baseline. */
const MIDDLE = 0.35;

/** Parts a page's glyphs into those inside each grid and those outside all of them. */
export function fillGrids(
  grids: readonly Grid[],
  glyphs: readonly Glyph[],
  page: number,
): { tables: PageTable[]; outside: Glyph[] } {
  const inside = grids.map(() => new Map<GridCell, Glyph[]>());
  const outside: Glyph[] = [];
  for (const glyph of glyphs) {
    const x = (glyph.x + glyph.endX) / 2;
    const y = glyph.y - MIDDLE * glyph.size;
    const at = innermost(grids, x, y);
    const cell = grids[at]?.cells.find((one) => holds(one, x, y));
    const cells = inside[at];
    if (!cell || !cells) outside.push(glyph);
    else if (cells.has(cell)) cells.get(cell)?.push(glyph);
    else cells.set(cell, [glyph]);
  }
  return { tables: grids.map((grid, at) => tableOf(grid, inside[at] ?? new Map(), page)), outside };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const holds = ({ left, right, top, bottom }: Box, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;

const area = ({ left, right, top, bottom }: Box): number => (right - left) * (bottom - top);

function innermost(grids: readonly Grid[], x: number, y: number): number {
  return grids.reduce((best, grid, at) => {
    const before = grids[best];
    return holds(grid, x, y) && (!before || area(grid) < area(before)) ? at : best;
  }, -1);
}

function tableOf(grid: Grid, inside: ReadonlyMap<GridCell, readonly Glyph[]>, page: number): PageTable {
  const pieceOf = new Map<GridCell, Piece>(
    grid.cells.map((cell) => [
      cell,
      {
        lines: linesOf(inside.get(cell) ?? []).map((line) => placeLine(line, cell.left, cell.right)),
        rowSpan: cell.rowSpan,
        columnSpan: cell.columnSpan,
      },
    ]),
  );
  const rows = Array.from({ length: grid.rows }, (_, row) => {
    const pieces: Piece[] = Array.from({ length: grid.columns }, () => EMPTY_PIECE);
    for (const [cell, piece] of pieceOf)
      if (cell.row <= row && row < cell.row + cell.rowSpan) pieces[cell.column] = piece;
    return { page, pieces };
  });
  const { top, bottom, columns } = grid;
  return { kind: 'table', page, top, bottom, columns, padding: paddingOf([...pieceOf.values()]), rows };
}

/** The least room before any line: text in the middle of its cell has more, text that fills it has just this. */
export function paddingOf(pieces: readonly Piece[]): number {
  const rooms = pieces.flatMap(({ lines }) => lines.map(({ before }) => before));
  return rooms.length === 0 ? 0 : Math.max(0, Math.min(...rooms));
}
