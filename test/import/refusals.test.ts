import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList } from '../../src/import/read-list.js';
import { loadWording } from '../../src/wording.js';
import { CASES_FOLDER, LISTS_FOLDER, lateRefusalOf, readText, refusalOf, tools } from './tools.js';

const readBytes = (bytes: Uint8Array, name = '清单.txt') => readList(bytes, name, tools);
const SMALL = readFileSync(join(CASES_FOLDER, 'layout-pipes', 'input.txt'), 'utf8');

describe('documents that are refused', () => {
  const binary = Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256);

  it.each([
    ['an empty file', new Uint8Array(), '清单.txt', 'document-empty'],
    ['only white space', Buffer.from(' \n\n\t'), '清单.txt', 'document-empty'],
    ['a binary file', binary, '清单.txt', 'document-binary'],
    ['text without a list', Buffer.from('白塔县柳林镇履职事项清单\n正文'), '清单.txt', 'document-no-list'],
    ['a list without a town', Buffer.from('序号\t事项名称\n1\t甲事项'), '清单.txt', 'document-no-town'],
    ['an unknown ending', Buffer.from(SMALL), '清单.exe', 'document-format-unknown'],
    ['no ending', Buffer.from(SMALL), '清单', 'document-format-unknown'],
  ])('%s', async (_, bytes, name, code) => {
    expect(await lateRefusalOf(() => readBytes(bytes, name))).toBe(code);
    expect(loadWording('errors')(code, { extension: '.exe', known: '.txt', names: '' })).toMatch(/。$/);
  });

  it('two towns in one file', () => {
    const second = SMALL.replaceAll('白塔县柳林镇', '白塔县青山镇').replaceAll('柳林镇', '青山镇');
    expect(refusalOf(() => readText(`${SMALL}\n${second}`))).toBe('document-two-towns');
  });
});

describe('documents in other encodings', () => {
  it('UTF-16 gives what UTF-8 gives', async () => {
    const wide = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(SMALL, 'utf16le')]);
    expect((await readBytes(wide)).duties).toEqual(readText(SMALL).duties);
  });

  it('GB18030 gives what UTF-8 gives', async () => {
    expect((await readBytes(encodeGb18030(SMALL))).duties).toEqual(readText(SMALL).duties);
  });
});

/** Node only decodes GB18030: its two-byte part, decoded once, is the table for encoding. */
function encodeGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Uint8Array.from(
    [...text].flatMap((letter) => (letter < '\u0080' ? [letter.charCodeAt(0)] : (table.get(letter) ?? []))),
  );
}

describe('a damaged list is read or refused, and nothing else happens', () => {
  const published = readdirSync(LISTS_FOLDER).map((file) => readFileSync(join(LISTS_FOLDER, file), 'utf8'));
  /** A stretch of a published list with its head: whole lists would make the runs slow. */
  const stretch = fc
    .tuple(fc.constantFrom(...published), fc.nat(), fc.integer({ min: 5, max: 30 }))
    .map(([text, at, length]) => {
      const lines = text.split('\n');
      const start = at % lines.length;
      const header = lines.slice(0, start).findLast((line) => line.includes('事项名称')) ?? '';
      return [...lines.slice(0, 40), header, ...lines.slice(start, start + length)];
    });
  const noise = fc.array(fc.tuple(fc.nat(), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 })), {
    maxLength: 20,
  });

  const survives = (text: string): void => {
    expect(refusalOf(() => readText(text)) ?? 'document-').toMatch(/^document-/);
  };

  it('with lines missing', () => {
    fc.assert(
      fc.property(stretch, fc.infiniteStream(fc.boolean()), (lines, keep) => {
        survives(lines.filter(() => keep.next().value).join('\n'));
      }),
    );
  });

  it('with lines out of order', () => {
    fc.assert(
      fc.property(
        stretch.chain((lines) => fc.shuffledSubarray(lines)),
        (lines) => survives(lines.join('\n')),
      ),
    );
  });

  it('cut off in the middle, of a line or of a character', async () => {
    await fc.assert(
      fc.asyncProperty(stretch, fc.nat(), async (lines, at) => {
        const bytes = Buffer.from(lines.join('\n'));
        const piece = bytes.subarray(0, at % bytes.length);
        expect((await lateRefusalOf(() => readBytes(piece))) ?? 'document-').toMatch(/^document-/);
      }),
    );
  });

  it('with characters strewn in', () => {
    fc.assert(
      fc.property(stretch, noise, (lines, strewn) => {
        const text = strewn.reduce((whole, [at, noise]) => {
          const place = at % (whole.length + 1);
          return whole.slice(0, place) + noise + whole.slice(place);
        }, lines.join('\n'));
        survives(text);
      }),
    );
  });
});
