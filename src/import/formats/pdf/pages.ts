import type { TextLine } from './lines.js';
import type { PageTable } from './tables.js';

/** A line outside all tables. */
export interface PageLine {
  readonly kind: 'line';
  readonly page: number;
  readonly top: number;
  readonly line: TextLine;
}

export type Block = PageLine | PageTable;

export const lineBlock = (line: TextLine, page: number): PageLine => ({
  kind: 'line',
  page,
  top: line.y - line.size,
  line,
});

export const sortBlocks = (blocks: readonly Block[]): Block[] => blocks.toSorted((a, b) => a.top - b.top);

/** A page's own number: 12, — 12 —, 第3页, 第3页 共60页, 3 / 60. */
const PAGE_NUMBER =
  /^[\s\p{P}\p{S}]*第?\s*\d{1,4}\s*页?[\s\p{P}\p{S}]*(?:(?:共|of)?\s*\d{1,4}\s*页?)?[\s\p{P}\p{S}]*$/u;

/** How many lines at a page's top and at its foot may be its header and footer. */
const MARGIN_LINES = 2;
/** A line on this many pages in one place is a header or footer; its first copy stays as a line. */
const REPEATS_MIN = 3;
const SAME_PLACE = 3;

/** Drops page numbers and the copies of running headers and footers. Blocks stand from the top of each page. */
export function withoutMargins(pages: readonly (readonly Block[])[]): Block[][] {
  const margins = pages.map(marginLines);
  const places = new Map<string, PageLine[]>();
  for (const line of margins.flat()) {
    const key = line.line.text.replace(/\d+/g, '#');
    places.set(key, [...(places.get(key) ?? []), line]);
  }
  const repeats = (line: PageLine): boolean => {
    const copies = (places.get(line.line.text.replace(/\d+/g, '#')) ?? []).filter(
      ({ top }) => Math.abs(top - line.top) <= SAME_PLACE,
    );
    return copies.length >= REPEATS_MIN && copies[0] !== line;
  };
  return pages.map((blocks, at) => {
    const margin = new Set<Block>(margins[at]);
    return blocks.filter(
      (block) =>
        block.kind === 'table' ||
        !margin.has(block) ||
        !(PAGE_NUMBER.test(block.line.text) || repeats(block)),
    );
  });
}

/** The first and last lines of a page as far as no table stands above or below them. */
function marginLines(blocks: readonly Block[]): PageLine[] {
  const edge = (from: readonly Block[]): PageLine[] => {
    const table = from.findIndex(({ kind }) => kind === 'table');
    return from
      .slice(0, table < 0 ? from.length : table)
      .filter((block) => block.kind === 'line')
      .slice(0, MARGIN_LINES);
  };
  return [...new Set([...edge(blocks), ...edge(blocks.toReversed())])];
}
