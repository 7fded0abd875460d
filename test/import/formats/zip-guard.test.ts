import { describe, expect, it } from 'vitest';
import {
  guardZip,
  isOldOffice,
  readZip,
  ZIP_ENTRIES_MAX,
  ZIP_ENTRY_BYTES_MAX,
} from '../../../src/import/formats/zip-guard.js';
import { lateRefusalOf } from '../tools.js';
import { type ZipEntry, zipFile } from './zip-file.js';

const refusalOfZip = (entries: readonly ZipEntry[]): Promise<string | undefined> =>
  lateRefusalOf(() => guardZip(zipFile(entries)));
const HALF = Buffer.alloc(ZIP_ENTRY_BYTES_MAX * 0.75);

describe('guarding against packages', () => {
  it('lets an ordinary one through, and gives the files asked for', async () => {
    const zip = zipFile([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '清单' },
      { name: 'word/media/图.png', content: 'x' },
    ]);
    expect(await lateRefusalOf(() => guardZip(zip))).toBeUndefined();
    const files = await readZip(zip, (name) => name.endsWith('.xml'));
    expect([...files].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
      ['[Content_Types].xml', '<Types/>'],
      ['word/document.xml', '清单'],
    ]);
  });

  it('counts what is really in a file', async () => {
    const content = Buffer.alloc(ZIP_ENTRY_BYTES_MAX + 1);
    expect(await refusalOfZip([{ name: 'a.xml', content }])).toBe('document-zip-bomb');
    // One that says it is small is found out before it has grown.
    expect(await refusalOfZip([{ name: 'a.xml', content, stated: 10 }])).toBe('document-damaged');
  });

  it('counts all files together, also when they share one content', async () => {
    const three = ['a', 'b', 'c'].map((name, at) => ({ name, content: HALF, sameData: at > 0 }));
    expect(await refusalOfZip(three)).toBe('document-zip-bomb');
    expect(await refusalOfZip(three.slice(0, 2))).toBeUndefined();
  });

  it('counts the files themselves', async () => {
    const files = Array.from({ length: ZIP_ENTRIES_MAX + 1 }, (_, at) => ({ name: `${at}`, content: '' }));
    expect(await refusalOfZip(files)).toBe('document-zip-bomb');
    expect(await refusalOfZip(files.slice(1))).toBeUndefined();
  });

  it.each(['../a.xml', '/etc/passwd', 'word/../../a.xml', 'C:/a.xml', 'word\\a.xml'])(
    'refuses the name %s',
    async (name) => {
      expect(await refusalOfZip([{ name, content: '' }])).toBe('document-damaged');
    },
  );

  it('refuses an encrypted file, an empty package, a broken one and none at all', async () => {
    expect(await refusalOfZip([{ name: 'a.xml', content: 'x', flags: 1 }])).toBe('document-damaged');
    expect(await refusalOfZip([])).toBe('document-damaged');
    const broken = zipFile([{ name: 'a.xml', content: 'x'.repeat(1000) }]);
    broken.fill(0xff, 35, 40);
    expect(await lateRefusalOf(() => guardZip(broken))).toBe('document-damaged');
    expect(await lateRefusalOf(() => guardZip(Buffer.from('清单')))).toBe('document-damaged');
    expect(await lateRefusalOf(() => guardZip(new Uint8Array()))).toBe('document-empty');
  });
});

it('documents of Office before 2007 are known by their first bytes', () => {
  expect(isOldOffice(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toBe(true);
  expect(isOldOffice(zipFile([{ name: 'a', content: '' }]))).toBe(false);
  expect(isOldOffice(new Uint8Array())).toBe(false);
});
