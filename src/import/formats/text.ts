import type { DocumentPart, FormatReader } from '../document.js';
import { decodeText } from './decode.js';

/**
 * Plain text and Markdown as they come out of scanned PDFs: rows are lines with tabs or lines between
 * pipes, in any mixture; everything else is a line.
 */
export const textFormat = {
  name: 'text',
  extensions: ['.txt', '.md', '.markdown'],
  read: (bytes: Uint8Array): DocumentPart[] =>
    decodeText(bytes)
      .split('\n')
      .flatMap((line, index) => {
        const part = parseLine(line, index + 1);
        return part ? [part] : [];
      }),
} satisfies FormatReader;

/** Markdown lets a table do without its outer pipes. */
const PIPED = /^[^|]*[^|\\]\|[^|]*[^|\\]\|/;

function parseLine(line: string, number: number): DocumentPart | undefined {
  const text = line.trim();
  if (text === '') return undefined;
  const place = { line: number };
  if (text.startsWith('|') || (!line.includes('\t') && PIPED.test(text))) {
    const cells = splitPipes(text);
    return cells.every((cell) => /^:?-*:?$/.test(cell.trim())) && text.includes('-')
      ? undefined
      : { kind: 'row', place, cells };
  }
  if (line.includes('\t')) return { kind: 'row', place, cells: line.split('\t') };
  return { kind: 'line', place, text };
}

/** Cells of a Markdown table row; `\|` is a pipe inside a cell. */
function splitPipes(line: string): string[] {
  const inner = line.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|'));
}
