import { parseHeader } from '../../columns.js';
import type { Glyph } from './drawing.js';
import { createLine, linesOf, type TextLine } from './lines.js';
import { type Block, lineBlock } from './pages.js';
import { placeLine } from './paragraphs.js';
import { EMPTY_PIECE, type PageTable, type Piece, paddingOf, type TableRow } from './tables.js';

/** Where the columns of a table without lines part, and which of them holds the number. */
interface Columns {
  readonly edges: readonly number[];
  readonly number: number;
  readonly texts: readonly string[];
}

/** A gap in a header line this wide (in character sizes) parts two columns. */
const HEADER_GAP_MIN = 0.8;
/** A header may be printed over as many lines. */
const HEADER_LINES_MAX = 3;
const NUMBER = /^\d{1,4}[.、．]?$/;

/**
 * Reads tables that have no ruled lines: columns by the header's words and the white gaps below them, rows
 * by their numbers. It remembers the columns, for pages on which the table goes on without a header.
 */
export function createUnruledReader(): (blocks: readonly Block[]) => Block[] {
  let columns: Columns | undefined;
  return (blocks) => {
    const lines = blocks.flatMap((block) => (block.kind === 'line' ? [block.line] : []));
    const page = blocks[0]?.page ?? 0;
    if (lines.length < blocks.length) return [...blocks];
    const first = findHeader(lines, 0);
    const read = readBody(lines.slice(0, first?.at), columns, undefined, page);
    for (let header = first; header; ) {
      const after = header.at + header.lines;
      const next = findHeader(lines, after);
      const body = lines.slice(after, next?.at);
      columns = columnsOf(header.cells, body);
      read.push(...readBody(body, columns, header.glyphs, page));
      header = next;
    }
    return read;
  };
}

interface HeaderCell {
  readonly left: number;
  readonly right: number;
  readonly text: string;
}

/** The first header: of the windows of lines that read as one, the one with the most columns. */
function findHeader(lines: readonly TextLine[], from: number) {
  const read = (at: number, count: number) => {
    const glyphs = lines.slice(at, at + count).flatMap((line) => line.glyphs);
    const cells = headerCells(glyphs);
    const kinds = parseHeader(cells.map(({ text }) => text))?.kinds ?? [];
    return { at, lines: count, cells, glyphs, columns: kinds.filter((kind) => kind !== undefined).length };
  };
  const counts = Array.from({ length: HEADER_LINES_MAX }, (_, index) => index + 1);
  for (let at = from; at < lines.length; at += 1) {
    const starts = counts.map((count) => at + count - 1);
    if (counts.every((count) => read(at, count).columns === 0)) continue;
    return starts
      .flatMap((start) => counts.map((count) => read(start, count)))
      .reduce((best, one) => (one.columns > best.columns ? one : best));
  }
  return undefined;
}

/** Words of a header apart from each other, lines one below the other taken together. */
function headerCells(glyphs: readonly Glyph[]): HeaderCell[] {
  const groups: { right: number; glyphs: Glyph[] }[] = [];
  for (const glyph of glyphs.toSorted((a, b) => a.x - b.x)) {
    if (glyph.text.trim() === '') continue;
    const group = groups.at(-1);
    if (group && glyph.x - group.right < HEADER_GAP_MIN * glyph.size) {
      group.glyphs.push(glyph);
      group.right = Math.max(group.right, glyph.endX);
    } else groups.push({ right: glyph.endX, glyphs: [glyph] });
  }
  return groups.map(({ right, glyphs: own }) => ({
    left: own[0]?.x ?? 0,
    right,
    text: linesOf(own)
      .map(({ text }) => text)
      .join(''),
  }));
}

/** Between two header words the edge runs through the widest gap that the fewest lines below cross. */
function columnsOf(cells: readonly HeaderCell[], body: readonly TextLine[]): Columns {
  const texts = cells.map(({ text }) => text);
  const glyphs = body.flatMap((line) => line.glyphs);
  const middles = cells.map(({ left, right }) => (left + right) / 2);
  const inner = middles.slice(1).map((to, at) => quietest(glyphs, middles[at] ?? to, to));
  return {
    edges: [Number.NEGATIVE_INFINITY, ...inner, Number.POSITIVE_INFINITY],
    number: parseHeader(texts)?.kinds.indexOf('number') ?? 0,
    texts,
  };
}

function quietest(glyphs: readonly Glyph[], from: number, to: number): number {
  const counts = Array.from({ length: Math.max(1, Math.floor(to - from)) }, () => 0);
  for (const { x, endX } of glyphs) {
    const start = Math.max(0, Math.floor(x - from));
    for (let at = start; at <= Math.min(counts.length - 1, Math.ceil(endX - from) - 1); at += 1)
      counts[at] = (counts[at] ?? 0) + 1;
  }
  const least = Math.min(...counts);
  let best = { at: 0, length: 0 };
  for (let at = 0; at < counts.length; at += 1) {
    if (counts[at] !== least) continue;
    const start = at;
    while (counts[at + 1] === least) at += 1;
    if (at + 1 - start > best.length) best = { at: start, length: at + 1 - start };
  }
  return from + best.at + best.length / 2;
}

const columnAt = ({ edges }: Columns, { x, endX }: Glyph): number =>
  edges.findLastIndex((edge) => edge <= (x + endX) / 2);

/** The lines below a header (or on a page where its table goes on) as rows; lines across the gaps stay lines. */
function readBody(
  lines: readonly TextLine[],
  columns: Columns | undefined,
  header: readonly Glyph[] | undefined,
  page: number,
): Block[] {
  const asLine = (line: TextLine): Block => lineBlock(line, page);
  if (!columns) return lines.map(asLine);
  const crosses = (line: TextLine): boolean => isAcross(line, columns);
  const body = lines.filter((line) => !crosses(line));
  const starts = body.filter((line) => NUMBER.test(cellOf(line, columns, columns.number)?.text ?? ''));
  const headed = header ? [rowOf(linesOf(header), columns, page)] : [];
  if (starts.length === 0)
    return [...headed.map((row) => tableOf([row], page, columns)), ...lines.map(asLine)];
  const cuts = starts.slice(1).map((start, at) => widestGap(body, starts[at]?.y ?? 0, start.y));
  const groups = [...cuts, Number.POSITIVE_INFINITY].map((bottom, at) =>
    body.filter(({ y }) => y < bottom && y >= (cuts[at - 1] ?? Number.NEGATIVE_INFINITY)),
  );
  const [first = [], ...others] = groups;
  const [head, rest] = splitFirst(first, starts[0]?.y ?? 0);
  const rows = [...(head.length > 0 ? [head] : []), rest, ...others].map((group) =>
    rowOf(group, columns, page),
  );
  return [tableOf([...headed, ...rows], page, columns), ...lines.filter(crosses).map(asLine)];
}

/** What stands above the first number, parted by the widest gap, goes on from the page before. */
function splitFirst(lines: readonly TextLine[], y: number): [TextLine[], TextLine[]] {
  const above = lines.filter((line) => line.y < y);
  if (above.length === 0) return [[], [...lines]];
  const cut = widestGap(lines, above[0]?.y ?? 0, y);
  return [lines.filter((line) => line.y < cut), lines.filter((line) => line.y >= cut)];
}

/** The y of the line below the widest gap between two lines; of equal gaps the last. */
function widestGap(lines: readonly TextLine[], from: number, to: number): number {
  const ys = lines.map(({ y }) => y).filter((y) => y >= from && y <= to);
  let best = { gap: 0, y: to };
  for (const [at, y] of ys.entries()) {
    const gap = y - (ys[at - 1] ?? y);
    if (gap >= best.gap * GAP_EQUAL) best = { gap: Math.max(gap, best.gap), y };
  }
  return best.y;
}

/** Gaps that differ by less are equal. */
const GAP_EQUAL = 0.95;

/** A line that is set across an edge without a gap there is prose: a title, a note. */
function isAcross({ glyphs }: TextLine, { edges }: Columns): boolean {
  return edges.slice(1, -1).some((edge) => {
    const left = glyphs.findLast(({ x }) => x < edge);
    const right = glyphs.find(({ x }) => x >= edge);
    return (
      left !== undefined &&
      (left.endX > edge || (right !== undefined && right.x - left.endX < left.size * 0.3))
    );
  });
}

const cellOf = (line: TextLine, columns: Columns, column: number): TextLine | undefined =>
  createLine(line.glyphs.filter((glyph) => columnAt(columns, glyph) === column));

const rowOf = (lines: readonly TextLine[], columns: Columns, page: number): TableRow => ({
  page,
  pieces: columns.texts.map((_, column): Piece => {
    const own = lines.flatMap((line) => cellOf(line, columns, column) ?? []);
    return { ...EMPTY_PIECE, lines: own.map((line) => placeLine(line, 0, 0)) };
  }),
});

/** Lines get their room from the outermost ones of their column. */
function tableOf(rows: readonly TableRow[], page: number, columns: Columns): PageTable {
  const placed = rows.map((row) => ({
    ...row,
    pieces: row.pieces.map((piece, column) => {
      const all = rows.flatMap(({ pieces }) => pieces[column]?.lines ?? []).map(({ line }) => line);
      const left = Math.min(...all.map((line) => line.left));
      const right = Math.max(...all.map((line) => line.right));
      return { ...piece, lines: piece.lines.map(({ line }) => placeLine(line, left, right)) };
    }),
  }));
  const all = rows.flatMap(({ pieces }) => pieces.flatMap(({ lines }) => lines.map(({ line }) => line)));
  const top = Math.min(...all.map(({ y, size }) => y - size));
  const bottom = Math.max(...all.map(({ y }) => y));
  const padding = paddingOf(placed.flatMap(({ pieces }) => pieces));
  return { kind: 'table', page, top, bottom, columns: columns.texts.length, padding, rows: placed };
}
