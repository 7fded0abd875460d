import type { ListKind, Notice, Place } from '../duty.js';
import { CONTINUES_ABOVE, isEditionNote } from './clean.js';
import type { ColumnKind, Columns } from './columns.js';
import { parseHeader, parseListTitle } from './columns.js';
import type { DocumentPart } from './document.js';
import type { NoticeMaker, Result } from './notices.js';

/** One row of a list as it stands in the document, its cells named by their columns. */
export interface Row {
  readonly list: ListKind;
  readonly place: Place;
  readonly cells: Readonly<Partial<Record<ColumnKind, string>>>;
  readonly raw: readonly string[];
  /** Columns whose cell is one with the cell of the row above. */
  readonly above: readonly ColumnKind[];
}

/** Everything a document holds, sorted by what it is for. */
export interface Sorted {
  /** Lines before the first table: title, preface, declared counts. */
  readonly head: readonly string[];
  /** Words before 基本/配合/收回…事项清单 in every list title: the towns the document speaks of. */
  readonly titledTowns: readonly string[];
  readonly rows: readonly Row[];
  /** Text after the first table that is neither title nor row. */
  readonly leftovers: readonly { readonly place: Place; readonly text: string }[];
}

/** Sorts a document into head, rows and leftovers; page-break headers and list titles are dropped. */
export function sortParts(parts: readonly DocumentPart[], notice: NoticeMaker): Result<Sorted> {
  const head: string[] = [];
  const titledTowns: string[] = [];
  const rows: Row[] = [];
  const leftovers: { place: Place; text: string }[] = [];
  const notices: Notice[] = [];
  let titled: ListKind = 'basic';
  let columns: Columns | undefined;
  let inTables = false;
  /** The table of the sheet before, and its last number: a table cut at a page end may go on here. */
  let earlier: { readonly columns: Columns; readonly number: string } | undefined;
  let sheet: string | undefined;
  let lastNumber = '';
  const counters: Record<ListKind, number> = { basic: 0, cooperative: 0, reclaimed: 0 };

  const takeLine = (text: string, place: Place) => {
    const title = parseListTitle(text);
    if (title) {
      titled = title.list;
      titledTowns.push(title.before);
    }
    if (isEditionNote(text)) notices.push(notice('edition-note', place));
    else if (!inTables) head.push(text);
    else if (!title) leftovers.push({ place, text });
  };

  for (const part of parts) {
    if (part.place.sheet !== sheet) {
      sheet = part.place.sheet;
      earlier = columns && { columns, number: lastNumber };
      columns = undefined;
    }
    if (part.kind === 'line') {
      takeLine(part.text, part.place);
      continue;
    }
    const filled = part.cells.filter((cell) => cell.trim() !== '');
    if (filled.length === 0) continue;
    const header = parseHeader(part.cells);
    const isTitle = filled.length === 1 && parseListTitle(filled[0] ?? '') !== undefined;
    if (!header && !isTitle) {
      // Only the first row of a sheet can show that it goes on.
      if (earlier && goesOn(part.cells, earlier)) columns = earlier.columns;
      earlier = undefined;
    }
    if (header) {
      columns = header;
      inTables = true;
    } else if (withoutNumber(part.cells, columns).every(isEditionNote)) {
      notices.push(notice('edition-note', part.place));
    } else if (isTitle) {
      takeLine(filled[0] ?? '', part.place);
    } else if (!columns) {
      takeLine(filled.join(inTables ? '｜' : ' '), part.place);
    } else {
      const list = columns.list === 'any' ? listByTitle(titled) : columns.list;
      const fitted = fitRow(part.cells, columns.kinds.length);
      const width = columns.kinds.length;
      if (part.cells.slice(width).some((cell) => cell.trim() !== ''))
        notices.push(notice('row-width', part.place, { cells: part.cells.length, columns: width }));
      counters[list] += 1;
      const place = { ...part.place, row: counters[list] };
      const cells = nameCells(fitted, columns);
      lastNumber = cells.number ?? lastNumber;
      rows.push({ list, place, cells, raw: part.cells, above: nameColumns(part.above ?? [], columns) });
    }
  }
  return { value: { head, titledTowns, rows, leftovers }, notices };
}

/** Whether a sheet without a header begins where the table of the sheet before was cut. */
function goesOn(cells: readonly string[], before: { columns: Columns; number: string }): boolean {
  if (cells.some((cell) => cell.search(CONTINUES_ABOVE) >= 0)) return true;
  const ahead = Number(cells[before.columns.kinds.indexOf('number')]) - Number(before.number);
  return ahead === 0 || ahead === 1;
}

/** The filled cells beside the number: a row of a number and a note alone is no duty. */
function withoutNumber(cells: readonly string[], columns: Columns | undefined): readonly string[] {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const others = cells.filter((cell, at) => cell.trim() !== '' && columns?.kinds[at] !== 'number');
  return others.length > 0 ? others : filled;
}

/** A three-column table says nothing itself; only a 收回 title can make it something other than 基本. */
const listByTitle = (titled: ListKind): ListKind => (titled === 'reclaimed' ? 'reclaimed' : 'basic');

/** Drops empty cells beyond the header; joins filled ones into the last column so that no word is lost. */
function fitRow(cells: readonly string[], width: number): readonly string[] {
  const beyond = cells.slice(width).filter((cell) => cell.trim() !== '');
  if (beyond.length === 0) return cells.slice(0, width);
  return [...cells.slice(0, width - 1), [cells[width - 1], ...beyond].join(' ')];
}

function nameCells(cells: readonly string[], { kinds }: Columns): Row['cells'] {
  const named: Partial<Record<ColumnKind, string>> = {};
  for (const [at, kind] of kinds.entries()) {
    const cell = cells[at]?.trim();
    if (kind && cell) named[kind] = cell;
  }
  return named;
}

const nameColumns = (at: readonly number[], { kinds }: Columns): ColumnKind[] =>
  at.flatMap((index) => kinds[index] ?? []);
