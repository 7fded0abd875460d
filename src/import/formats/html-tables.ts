import { parseHeader } from '../columns.js';
import type { DocumentPart } from '../document.js';
import { fitRow, type Grid, type GridCell, readGrid } from './html-grid.js';
import {
  cellLines,
  type HtmlElement,
  type HtmlNode,
  isElement,
  ownCells,
  ownRows,
  readLines,
} from './html-lines.js';

export interface HtmlOptions {
  /** Leaves out lines that are only links to other pages: menus, not the document. */
  readonly dropLinks: boolean;
}

interface Reading {
  readonly parts: DocumentPart[];
  readonly options: HtmlOptions;
}

/**
 * What stands in a page, in order: tables of a list as rows under their header, everything else as lines.
 * Tables that only hold the page's layout are walked like text. A place is the number of a line among all
 * parts, or of a row in its table.
 * @throws BotError `document-damaged`, `document-sheet-too-large`
 */
export function readHtmlParts(nodes: readonly HtmlNode[], options: HtmlOptions): DocumentPart[] {
  const reading: Reading = { parts: [], options };
  readText(nodes, reading, 0);
  return reading.parts;
}

function readText(nodes: readonly HtmlNode[], reading: Reading, depth: number): void {
  const { dropLinks } = reading.options;
  const line = (text: string): void => addLine(text, reading);
  const table = (element: HtmlElement, below: number): void => readTable(element, reading, below);
  readLines(nodes, { dropLinks, line, table }, depth);
}

function addLine(text: string, { parts }: Reading): void {
  parts.push({ kind: 'line', place: { line: parts.length + 1 }, text });
}

function readTable(table: HtmlElement, reading: Reading, depth: number): void {
  const ofList = hasHeader(table, depth);
  if (ofList || !hasTable(table))
    readRows(readGrid(table, depth, !ofList && reading.options.dropLinks), reading);
  else for (const cell of ownRows(table).flatMap(ownCells)) readText(cell.childNodes, reading, depth + 1);
}

const hasHeader = (table: HtmlElement, depth: number): boolean =>
  ownRows(table)
    .map(ownCells)
    .some((cells) => !cells.some(hasTable) && isHeader(cells.map((cell) => cellLines(cell, depth).join(''))));

const isHeader = (texts: readonly string[]): boolean => parseHeader(texts) !== undefined;

function hasTable(element: HtmlElement): boolean {
  const open: HtmlNode[] = [...element.childNodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isElement(node)) continue;
    if (node.tagName === 'table') return true;
    for (const child of node.childNodes) open.push(child);
  }
  return false;
}

function readRows(grid: Grid, reading: Reading): void {
  let header: readonly GridCell[] | undefined;
  for (const [at, row] of grid.rows.entries()) {
    const filled = row.filter(({ text }) => text !== '');
    if (filled.every(({ above }) => above)) continue;
    if (isHeader(row.map(({ text }) => text))) header = row;
    const [only] = filled;
    if (only && filled.length === 1 && only.width === grid.width) {
      for (const line of only.text.split('\n')) addLine(line, reading);
      continue;
    }
    const { cells, above } = fitRow(row, header);
    const place = { row: at + 1 };
    reading.parts.push({ kind: 'row', place, cells, ...(above.length === 0 ? {} : { above }) });
  }
}
