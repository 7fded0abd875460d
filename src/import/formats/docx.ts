import { BotError } from '../../errors.js';
import type { DocumentPart, FormatReader } from '../document.js';
import { createNumbering } from './docx-numbering.js';
import { prepareDocument } from './docx-prepare.js';
import { htmlFormat } from './html.js';
import { readHtmlParts } from './html-tables.js';
import { isOldOffice, readZip } from './zip-guard.js';

/**
 * Documents of Word, WPS and LibreOffice as people see them with all changes accepted. Macros, pictures and
 * references to other files are not looked at. Older documents are recognised and refused.
 */
export const docxFormat = {
  name: 'docx',
  extensions: ['.docx', '.docm', '.doc', '.wps'],
  read: readDocument,
} satisfies FormatReader;

const BEGINNING_BYTES = 64;

async function readDocument(bytes: Uint8Array): Promise<DocumentPart[]> {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, BEGINNING_BYTES)).trimStart();
  if (isOldOffice(bytes) || beginning.startsWith('{\\rtf'))
    throw new BotError('document-old-office', { format: '.docx' });
  // Office systems hand out web pages under the name of a document.
  if (/^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype\s+html|html)\b/i.test(beginning))
    return htmlFormat.read(bytes);
  const files = await readZip(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  const [{ default: mammoth }, { parseFragment }] = await Promise.all([import('mammoth'), import('parse5')]);
  let html: string;
  try {
    const options = {
      includeDefaultStyleMap: false,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    };
    html = (await mammoth.convertToHtml(packageOf(files), options)).value;
  } catch (cause) {
    throw cause instanceof BotError ? cause : new BotError('document-damaged', {}, { cause });
  }
  const parts = readHtmlParts(parseFragment(html).childNodes, { dropLinks: false });
  if (parts.length === 0) throw new BotError('document-empty');
  return parts;
}

/** Declares entities, which no office program writes and only an attack needs. */
const DOCTYPE = /<!DOCTYPE|<!ENTITY/i;

/**
 * The parts of the document in the shape mammoth's own unzipping gives them, so that it reads what was
 * counted and nothing else. It takes a package under `file` when `path` is empty.
 */
function packageOf(files: ReadonlyMap<string, Buffer>) {
  const texts = new Map<string, string>();
  for (const [name, bytes] of files) {
    const text = new TextDecoder().decode(bytes);
    if (DOCTYPE.test(text)) throw new BotError('document-damaged');
    texts.set(name, text);
  }
  const named = (ending: string): string => texts.get(`word/${ending}`) ?? '';
  for (const [name, text] of texts) {
    if (!text.includes('<w:document')) continue;
    texts.set(name, prepareDocument(text, createNumbering(named('numbering.xml'), named('styles.xml'))));
  }
  const file = {
    exists: (name: string): boolean => texts.has(name),
    read: async (name: string): Promise<string> => texts.get(name) ?? '',
  };
  return { path: '', file };
}
