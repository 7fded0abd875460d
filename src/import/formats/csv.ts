import { parseHeader } from '../columns.js';
import type { DocumentPart, FormatReader } from '../document.js';
import { decodeText } from './decode.js';
import { SHEET_COLUMNS_MAX, SHEET_ROWS_MAX, tooLarge } from './sheet-grid.js';

/** Tables as spreadsheets write them as text: a line break or a delimiter may stand in a quoted cell. */
export const csvFormat = {
  name: 'csv',
  extensions: ['.csv', '.tsv'],
  read: readTable,
} satisfies FormatReader;

type Records = readonly (readonly string[])[];

const DELIMITERS = ['\t', ',', ';'] as const;

/** How Excel is told the delimiter, in a first line of its own. */
const DELIMITER_HINT = /^sep=.\n/i;

async function readTable(bytes: Uint8Array): Promise<DocumentPart[]> {
  const text = decodeText(bytes).replace(DELIMITER_HINT, '\n');
  const records = await splitRecords(text);
  if (records.length > SHEET_ROWS_MAX || records.some(({ length }) => length > SHEET_COLUMNS_MAX))
    throw tooLarge();
  return records.flatMap((cells, index): DocumentPart[] => {
    // The number a spreadsheet shows beside the row; other than a text editor's where cells have line breaks.
    const place = { line: index + 1 };
    if (cells.every((cell) => cell.trim() === '')) return [];
    const [only = ''] = cells;
    return cells.length === 1
      ? [{ kind: 'line', place, text: only.trim() }]
      : [{ kind: 'row', place, cells: [...cells] }];
  });
}

/** The delimiter is the one that makes a header row of a list; else the one seen most. */
async function splitRecords(text: string): Promise<Records> {
  const { parse } = await import('csv-parse/sync');
  const split = (delimiter: string): Records => {
    const options = {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: '\n',
      to: SHEET_ROWS_MAX + 1,
    };
    try {
      return parse(text, options);
    } catch {
      // A quotation mark that nothing closes is a character of the text.
      return parse(text, { ...options, quote: null });
    }
  };
  const frequent = [...DELIMITERS].sort((a, b) => text.split(b).length - text.split(a).length);
  for (const delimiter of frequent) {
    const records = split(delimiter);
    if (records.some((cells) => parseHeader(cells))) return records;
  }
  return split(frequent[0] ?? ',');
}
