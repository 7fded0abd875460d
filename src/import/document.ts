import type { Place } from '../duty.js';

/**
 * The typed middle between any file format and the duties in it: what stands in the document, in its own
 * order. A reader of a new format has to give nothing more than this.
 */
export type DocumentPart =
  | { readonly kind: 'line'; readonly place: Place; readonly text: string }
  | { readonly kind: 'row'; readonly place: Place; readonly cells: readonly string[] };

/** One file format: `read` throws or rejects with a `document-…` BotError for bytes it cannot make sense of. */
export interface FormatReader {
  readonly name: string;
  /** File endings in lower case, with the dot. */
  readonly extensions: readonly string[];
  read(bytes: Uint8Array): DocumentPart[] | Promise<DocumentPart[]>;
}
