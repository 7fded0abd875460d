import { BotError } from '../../../errors.js';
import type { Drawing } from './drawing.js';

/** A page with fewer characters has at most a page number or a stamp. */
const PAGE_CHARACTERS_MIN = 20;
/** Share of such pages from which a document with images is a scanned one. */
const SCANNED_SHARE_MIN = 0.5;
/** Share of characters without a meaning from which the fonts cannot be read. */
const UNREADABLE_SHARE_MAX = 0.1;

/** @throws BotError `document-scanned`, `document-font-unreadable`, `document-empty` */
export function checkTextLayer(pages: readonly Drawing[], bytes: Uint8Array): void {
  const counts = pages.map(({ glyphs }) => glyphs.filter(({ text }) => text.trim() !== '').length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const bare = counts.filter((count) => count < PAGE_CHARACTERS_MIN).length;
  const hasImage = holdsImage(bytes);
  if (hasImage && bare >= SCANNED_SHARE_MIN * pages.length) throw new BotError('document-scanned');
  // Text turned into outlines needs the same remedy as a scan.
  if (total === 0)
    throw new BotError(pages.some(({ rules }) => rules.length > 0) ? 'document-scanned' : 'document-empty');
  const strange = pages
    .flatMap(({ glyphs }) => glyphs)
    .filter(({ text }) => /^[\u0000-\u001f\ue000-\uf8ff\ufffd]*$/.test(text)).length;
  if (strange > UNREADABLE_SHARE_MAX * total) throw new BotError('document-font-unreadable');
}

/** An image is a stream of its own, so that its dictionary always stands uncompressed in the file. */
function holdsImage(bytes: Uint8Array): boolean {
  return /\/Subtype\s*\/Image\b/.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
  );
}
