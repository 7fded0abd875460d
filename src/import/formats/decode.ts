import { BotError } from '../../errors.js';

/** Share of control characters above which a file is not text. */
const BINARY_SHARE_MAX = 0.01;

/**
 * Text of a file written in UTF-8, UTF-16 (with mark) or GB18030/GBK, the encodings that Chinese office
 * machines write. Line ends become \n, a byte-order mark is dropped.
 * @param declared the encoding the file itself names: followed even where single characters are broken
 * @throws BotError `document-empty`, `document-binary`
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const text = decodeBytes(bytes, declared)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  if (text.trim() === '') throw new BotError('document-empty');
  const controls = text.match(/[\u0000-\u0008\u000E-\u001F\uFFFD]/g)?.length ?? 0;
  if (controls / text.length > BINARY_SHARE_MAX) throw new BotError('document-binary');
  return text;
}

function decodeBytes(bytes: Uint8Array, declared: string | undefined): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new BotError('document-binary');
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next one is tried.
    }
    if (declared !== undefined) return new TextDecoder(declared).decode(bytes);
  }
  throw new BotError('document-binary');
}
