import { BotError } from '../../errors.js';
import type { DocumentPart, FormatReader } from '../document.js';
import { decodeText } from './decode.js';
import { readHtmlParts } from './html-tables.js';

/** A page as a browser or an office program saves it. Nothing it refers to is fetched, no script runs. */
export const htmlFormat = {
  name: 'html',
  extensions: ['.html', '.htm', '.shtml', '.xhtml'],
  read: readPage,
} satisfies FormatReader;

async function readPage(bytes: Uint8Array): Promise<DocumentPart[]> {
  const text = decodeText(bytes, declaredEncoding(bytes));
  if (isTooDeep(text)) throw new BotError('document-damaged');
  const { parse } = await import('parse5');
  const parts = readHtmlParts(parse(text).childNodes, { dropLinks: true });
  if (parts.length === 0) throw new BotError('document-empty');
  return parts;
}

/** https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding: browsers look no further. */
const HTML_PRESCAN_BYTES = 1024;
/** Names a Chinese page gives its encoding, and the one that holds all of theirs. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
  big5: 'big5',
};

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HTML_PRESCAN_BYTES));
  return ENCODINGS[/charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? ''];
}

/** So many elements inside each other take the parser hours; no page has them. */
const HTML_OPEN_ELEMENTS_MAX = 2000;
/** Elements that others of their kind close; the rest must be closed by the page. */
const SELF_CLOSED =
  /^(?:p|li|td|th|tr|dd|dt|option|thead|tbody|tfoot|br|img|hr|input|meta|link|col|wbr|area|base|param|source|track|embed)$/;

function isTooDeep(page: string): boolean {
  const open = new Map<string, number>();
  let total = 0;
  for (const [, end, name = ''] of page.matchAll(/<(\/?)([a-zA-Z][\w:-]*)/g)) {
    const tag = name.toLowerCase();
    if (SELF_CLOSED.test(tag)) continue;
    const count = open.get(tag) ?? 0;
    if (end === '/' && count === 0) continue;
    const step = end === '/' ? -1 : 1;
    open.set(tag, count + step);
    total += step;
    if (total > HTML_OPEN_ELEMENTS_MAX) return true;
  }
  return false;
}
