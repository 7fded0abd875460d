import { extname } from 'node:path';
import { BotError } from '../../errors.js';
import type { FormatReader } from '../document.js';
import { csvFormat } from './csv.js';
import { docxFormat } from './docx.js';
import { htmlFormat } from './html.js';
import { pdfFormat } from './pdf.js';
import { textFormat } from './text.js';
import { xlsxFormat } from './xlsx.js';

/** Every document format the product reads: a new one is one file and one line here. */
const FORMATS: readonly FormatReader[] = [
  textFormat,
  csvFormat,
  xlsxFormat,
  pdfFormat,
  docxFormat,
  htmlFormat,
];

/** The reader for a file name. @throws BotError `document-format-unknown` */
export function findFormat(fileName: string): FormatReader {
  const extension = extname(fileName).toLowerCase();
  const format = FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (!format) {
    const known = FORMATS.flatMap(({ extensions }) => extensions).join(' ');
    throw new BotError('document-format-unknown', { extension: extension || '（无）', known });
  }
  return format;
}
