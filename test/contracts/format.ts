import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentPart, FormatReader } from '../../src/import/document.js';
import { findFormat } from '../../src/import/formats/registry.js';
import { lateRefusalOf } from '../import/tools.js';

/** One document of the format, and what stands in it. */
export interface FormatCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Lines as text, rows as their cells, in the document's order. */
  readonly parts: readonly (string | readonly string[])[];
}

const shape = (part: DocumentPart): string | readonly string[] =>
  part.kind === 'row' ? part.cells.map((cell) => cell.trim()) : part.text;

/** What every document format must do; a new reader calls this with a few documents of its own. */
export function testFormat(reader: FormatReader, cases: readonly FormatCase[]): void {
  describe(`the format ${reader.name}`, () => {
    it('is found by each of its file endings, in either case', () => {
      expect(reader.extensions).not.toHaveLength(0);
      for (const extension of reader.extensions) {
        expect(extension).toMatch(/^\.[a-z0-9]+$/);
        expect(findFormat(`清单${extension}`)).toBe(reader);
        expect(findFormat(`清单${extension.toUpperCase()}`)).toBe(reader);
      }
    });

    it.each(cases)('$name: gives its lines and cells in order', async ({ bytes, parts }) => {
      expect((await reader.read(bytes)).map(shape)).toEqual(parts);
    });

    it.each(cases)('$name: says where each part stands', async ({ bytes }) => {
      for (const { place } of await reader.read(bytes)) {
        const { line, page, sheet, row } = place;
        expect(line ?? page ?? sheet ?? row).toBeDefined();
        for (const number of [line, page, row]) if (number !== undefined) expect(number).toBeGreaterThan(0);
      }
    });

    it.each(cases)('$name: reads the same bytes alike and leaves them as they are', async ({ bytes }) => {
      const before = Uint8Array.from(bytes);
      expect(await reader.read(bytes)).toEqual(await reader.read(bytes));
      expect(Uint8Array.from(bytes)).toEqual(before);
    });

    it('refuses an empty file', async () => {
      expect(await lateRefusalOf(() => reader.read(new Uint8Array()))).toBe('document-empty');
    });

    it('reads garbage as something or refuses it, and never breaks', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
          expect((await lateRefusalOf(() => reader.read(bytes))) ?? 'document-').toMatch(/^document-/);
        }),
        { numRuns: 300 },
      );
    });

    it('reads or refuses a document cut off anywhere', async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...cases), fc.nat(), async ({ bytes }, at) => {
          const piece = bytes.slice(0, at % (bytes.length + 1));
          expect((await lateRefusalOf(() => reader.read(piece))) ?? 'document-').toMatch(/^document-/);
        }),
      );
    });
  });
}
