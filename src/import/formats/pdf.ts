import { BotError } from '../../errors.js';
import type { DocumentPart, FormatReader } from '../document.js';
import { flowOf } from './pdf/flow.js';
import { gridsOf } from './pdf/grid.js';
import { linesOf } from './pdf/lines.js';
import { readDrawings } from './pdf/open.js';
import { type Block, lineBlock, sortBlocks, withoutMargins } from './pdf/pages.js';
import { partsOf } from './pdf/parts.js';
import { checkTextLayer } from './pdf/scanned.js';
import { fillGrids } from './pdf/tables.js';
import { createUnruledReader } from './pdf/unruled.js';

/**
 * PDF with a text layer: tables are recovered from their ruled lines or, without any, from the columns of
 * their header; all from where things stand on the page, never from the order in which the file draws them.
 */
export const pdfFormat = {
  name: 'pdf',
  extensions: ['.pdf'],
  async read(bytes: Uint8Array): Promise<DocumentPart[]> {
    if (bytes.length === 0) throw new BotError('document-empty');
    const drawings = await readDrawings(bytes);
    checkTextLayer(drawings, bytes);
    const pages = drawings.map(({ glyphs, rules }, at): Block[] => {
      const page = at + 1;
      const { tables, outside } = fillGrids(gridsOf(rules), glyphs, page);
      return sortBlocks([...tables, ...linesOf(outside).map((line) => lineBlock(line, page))]);
    });
    const readUnruled = createUnruledReader();
    return partsOf(flowOf(withoutMargins(pages).map((blocks) => sortBlocks(readUnruled(blocks)))));
  },
} satisfies FormatReader;
