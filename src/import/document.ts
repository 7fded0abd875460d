import type { Place } from '../duty.js';
import { BotError } from '../errors.js';

/** Largest document that is read, in bytes. */
export const DOCUMENT_SIZE_MAX = 20 * 1024 * 1024;

/**
 * The typed middle between any file format and the duties in it: what stands in the document, in its own
 * order. A reader of a new format has to give nothing more than this.
 */
export type DocumentPart =
  | { readonly kind: 'line'; readonly place: Place; readonly text: string }
  | {
      readonly kind: 'row';
      readonly place: Place;
      readonly cells: readonly string[];
      /**
       * Columns (from 0) whose cell is one with the cell above, merged downwards; `cells` repeats its words.
       * A row whose number is merged with the one above belongs to the same duty.
       */
      readonly above?: readonly number[];
    };

/** One file format: `read` throws or rejects with a `document-…` BotError for bytes it cannot make sense of. */
export interface FormatReader {
  readonly name: string;
  /** File endings in lower case, with the dot. */
  readonly extensions: readonly string[];
  read(bytes: Uint8Array): DocumentPart[] | Promise<DocumentPart[]>;
}

/** @throws BotError `document-too-large` for more than `DOCUMENT_SIZE_MAX` bytes */
export function checkSize(bytes: number): void {
  const megabytes = (size: number): string => (size / 1024 / 1024).toFixed(0);
  if (bytes > DOCUMENT_SIZE_MAX)
    throw new BotError('document-too-large', { size: megabytes(bytes), limit: megabytes(DOCUMENT_SIZE_MAX) });
}
