import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BotError } from '../../../errors.js';
import { PROJECT_ROOT } from '../../../root.js';
import { type Drawing, uprightDrawing } from './drawing.js';
import { parseMatrix } from './matrix.js';
import { drawingOf, type OperatorList, type Operators } from './operators.js';

/** A duty list has some sixty pages; a file beyond this is no list, or made to keep the reader busy. */
export const PDF_PAGES_MAX = 500;
/** Operators of one page beyond which its drawing is no table. */
const PDF_OPERATORS_MAX = 2_000_000;

/** Which characters the old Chinese fonts hold, which PDFs name but do not carry; see LICENSE there. */
const CMAPS_FOLDER = join(PROJECT_ROOT, 'data', 'cmaps');

/** The little of PDF.js that is used here: the package's own types do not resolve under Node's rules. */
interface PdfJs {
  readonly OPS: Operators;
  getDocument(parameters: Readonly<Record<string, unknown>>): {
    readonly promise: Promise<{ readonly numPages: number; getPage(number: number): Promise<Page> }>;
    destroy(): Promise<void>;
  };
}

interface Page {
  readonly commonObjs: { has(id: string): boolean; get(id: string): unknown };
  getOperatorList(parameters: { readonly annotationMode: number }): Promise<OperatorList>;
  getViewport(parameters: { readonly scale: number }): { readonly transform: unknown };
  cleanup(): unknown;
}

/**
 * The pages of a PDF one after the other. Nothing of the file is executed or fetched, images are not decoded.
 * @throws BotError `document-damaged`, `document-encrypted`, `document-too-many-pages`
 */
export async function readDrawings(bytes: Uint8Array): Promise<Drawing[]> {
  supplyNode22();
  const { getResolvedPDFJS } = await import('unpdf');
  const { getDocument, OPS }: PdfJs = await getResolvedPDFJS();
  const task = getDocument({
    // PDF.js takes the buffer it is given for its own.
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: 1,
    verbosity: 0,
    BinaryDataFactory: CmapsOnly,
  });
  try {
    const document = await task.promise;
    if (document.numPages > PDF_PAGES_MAX)
      throw new BotError('document-too-many-pages', { pages: document.numPages, limit: PDF_PAGES_MAX });
    const drawings: Drawing[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const list = await page.getOperatorList({ annotationMode: 0 });
      if (list.fnArray.length > PDF_OPERATORS_MAX) throw new BotError('document-damaged');
      const unitOf = (id: string): number =>
        fontUnit(page.commonObjs.has(id) ? page.commonObjs.get(id) : null);
      const view = parseMatrix(page.getViewport({ scale: 1 }).transform);
      if (!view) throw new BotError('document-damaged');
      drawings.push(uprightDrawing(drawingOf(list, OPS, unitOf, view)));
      page.cleanup();
    }
    return drawings;
  } catch (error) {
    if (error instanceof BotError) throw error;
    const name = error instanceof Error ? error.name : '';
    throw new BotError(
      name === 'PasswordException' ? 'document-encrypted' : 'document-damaged',
      {},
      { cause: error },
    );
  } finally {
    await task.destroy();
  }
}

/** The only files that a PDF may ask for lie in our own folder; their names are checked, paths are not taken. */
class CmapsOnly {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind !== 'cMapUrl' || !/^[A-Za-z0-9-]+\.bcmap$/.test(filename))
      throw new Error(`a PDF asked for ${kind}`);
    return Uint8Array.from(await readFile(join(CMAPS_FOLDER, filename)));
  }
}

function fontUnit(font: unknown): number {
  const matrix =
    typeof font === 'object' && font !== null && 'fontMatrix' in font
      ? parseMatrix(font.fontMatrix)
      : undefined;
  return matrix?.[0] || 0.001;
}

/** PDF.js calls one method of ArrayBuffer that Node has only since version 21. */
function supplyNode22(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    configurable: true,
    writable: true,
    value(this: ArrayBuffer, length: number = this.byteLength): ArrayBuffer {
      const copy = new ArrayBuffer(length);
      new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
      return copy;
    },
  });
}
