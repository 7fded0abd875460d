import type { DefaultTreeAdapterTypes } from 'parse5';
import { BotError } from '../../errors.js';
import { leadingMarker } from '../markers.js';
import { itemMarker } from './html-markers.js';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** A page nested deeper was made to exhaust the reader; Word's own nest some 30 deep. */
export const HTML_DEPTH_MAX = 400;

/** Where the text of a page goes: words, the ends of lines, and tables, which the receiver reads itself. */
interface TextSink {
  /** @param linked the words lead to another page */
  text(words: string, linked: boolean): void;
  /** The number before an item: it stands on the first line of what follows. */
  marker(marker: string): void;
  endLine(): void;
  /** The item ends; one of nothing but its number is a line too. */
  endItem(): void;
  table(table: HtmlElement, depth: number): void;
}

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;
export const attribute = (element: HtmlElement, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

/** What a reader of the page does not see, or does not take for the document. */
const UNREAD = new Set(
  (
    'head script style noscript template title nav footer aside iframe object svg math canvas audio video ' +
    'select button input textarea datalist del map'
  ).split(' '),
);
const BLOCKS = new Set(
  (
    'address article blockquote caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr li main menu ol p pre section summary tbody td tfoot th thead tr ul'
  ).split(' '),
);
/** Marks of footnotes, as Word, LibreOffice and mammoth write them. */
const NOTE_MARK = /^#_?(?:sd)?(?:footnote|endnote|ftn|edn)/;

/**
 * Walks a page in reading order. Scripts, hidden parts and navigation are left out; numbers that the list
 * itself prints are written out.
 * @throws BotError `document-damaged` when it is nested beyond reason
 */
function walkText(nodes: readonly HtmlNode[], sink: TextSink, depth = 0, linked = false): void {
  if (depth > HTML_DEPTH_MAX) throw new BotError('document-damaged');
  for (const node of nodes) {
    if (node.nodeName === '#text' && 'value' in node) sink.text(node.value, linked);
    else if (isElement(node)) walkElement(node, sink, depth, linked);
  }
}

function walkElement(element: HtmlElement, sink: TextSink, depth: number, linked: boolean): void {
  const { tagName } = element;
  if (UNREAD.has(tagName) || isHidden(element) || isNoteMark(element)) return;
  const isBlock = BLOCKS.has(tagName) || tagName === 'table' || tagName === 'br';
  if (isBlock) sink.endLine();
  if (tagName === 'table') {
    sink.table(element, depth + 1);
    return;
  }
  const href = tagName === 'a' ? attribute(element, 'href') : undefined;
  const leaves = linked || (href !== undefined && !href.startsWith('#'));
  const marker = tagName === 'li' ? itemMarker(element) : '';
  if (marker !== '' && leadingMarker(textOf(element).trim()) !== marker) sink.marker(marker);
  walkText(element.childNodes, sink, depth + 1, leaves);
  if (isBlock) sink.endLine();
  if (tagName === 'li') sink.endItem();
}

const isHidden = (element: HtmlElement): boolean =>
  attribute(element, 'hidden') !== undefined ||
  /display\s*:\s*none|mso-hide\s*:\s*all/i.test(attribute(element, 'style') ?? '');

const isNoteMark = (element: HtmlElement): boolean =>
  element.tagName === 'a' && NOTE_MARK.test(attribute(element, 'href') ?? '');

/** The first words of an element, enough to see a number in them. */
function textOf(element: HtmlElement): string {
  const open: HtmlNode[] = [element];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.nodeName === '#text' && 'value' in node && node.value.trim() !== '') return node.value;
    if (isElement(node)) open.push(...[...node.childNodes].reverse());
  }
  return '';
}

/** Characters that only tell a line where it may or may not be broken. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;

/** One line as people see it. */
const tidyLine = (line: string): string =>
  line
    .replace(INVISIBLE, '')
    .replace(/\u2011/g, '-')
    .replace(/[ \t\n\r\f]+/g, ' ')
    .trim();

/** What becomes of the lines and tables that `readLines` meets. */
export interface LineReader {
  /** Leaves out lines that only lead to other pages: menus, not the document. */
  readonly dropLinks: boolean;
  line(text: string): void;
  table(table: HtmlElement, depth: number): void;
}

/** The lines of a part of the page in order. @throws BotError `document-damaged` */
export function readLines(nodes: readonly HtmlNode[], reader: LineReader, depth: number): void {
  let open = '';
  let own = '';
  let number = '';
  const endLine = (): void => {
    const text = tidyLine(open);
    const isMenu = reader.dropLinks && !/[\p{L}\p{N}]/u.test(own);
    if (text !== '' && !isMenu) reader.line(number + text);
    if (text !== '') number = '';
    open = '';
    own = '';
  };
  const marker = (words: string): void => {
    number += words;
  };
  const endItem = (): void => {
    if (number !== '') reader.line(number);
    number = '';
  };
  const text = (words: string, linked: boolean): void => {
    open += words;
    if (!linked) own += words;
  };
  walkText(nodes, { text, marker, endLine, endItem, table: reader.table }, depth);
  endLine();
}

/** The lines of a cell; a table inside it becomes lines too, its cells with a space between. */
export function cellLines(cell: HtmlElement, depth: number, dropLinks = false): string[] {
  const lines: string[] = [];
  const table = (inner: HtmlElement, below: number): void => {
    for (const row of ownRows(inner)) {
      const cells = ownCells(row).map((each) => cellLines(each, below, dropLinks).join(' '));
      const line = cells.filter((text) => text !== '').join(' ');
      if (line !== '') lines.push(line);
    }
  };
  readLines(cell.childNodes, { dropLinks, line: (text) => lines.push(text), table }, depth);
  return lines;
}

const elementsOf = (element: HtmlElement): HtmlElement[] => element.childNodes.filter(isElement);

/** The rows of a table in the order they are shown, without those of tables inside it. */
export function ownRows(table: HtmlElement): HtmlElement[] {
  const groups = (tag: string): HtmlElement[] => elementsOf(table).filter(({ tagName }) => tagName === tag);
  const rows = [...groups('thead'), ...groups('tbody'), ...groups('tfoot')].flatMap(elementsOf);
  return rows.filter((row) => row.tagName === 'tr' && !isHidden(row));
}

export const ownCells = (row: HtmlElement): HtmlElement[] =>
  elementsOf(row).filter((cell) => ['td', 'th'].includes(cell.tagName) && !isHidden(cell));
