import { extname } from 'node:path';
import { BotError } from '../../errors.js';
import type { FormatReader } from '../document.js';
import { textFormat } from './text.js';

/** Every document format the product reads: a new one is one file and one line here. */
const FORMATS: readonly FormatReader[] = [textFormat];

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
