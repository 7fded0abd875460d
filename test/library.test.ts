import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Imported, LISTS_FOLDER, prepareEdition, readListFile, syncFolder } from '../src/library.js';
import { loadLibrary } from '../src/start.js';
import { openStore } from '../src/store/open.js';
import type { Store } from '../src/store/types.js';

vi.setConfig({ testTimeout: 180_000 });
const library = loadLibrary();
const LIST = join(LISTS_FOLDER, '策勒县策勒乡.txt');
const OTHER = join(LISTS_FOLDER, '吉木萨尔县二工镇.txt');
const NOW = '2026-01-02T03:04:05.000Z';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingdan-library-'));
  store = openStore(':memory:');
});
const put = (path: string, name = basename(path)): void => copyFileSync(path, join(folder, name));
const sync = async (): Promise<Imported[]> => {
  const seen: Imported[] = [];
  await syncFolder(
    folder,
    store,
    library,
    () => NOW,
    (one) => void seen.push(one),
  );
  return seen;
};
const live = (): string[] =>
  store.townships().flatMap(({ township, live: edition }) => (edition ? [township.name] : []));

describe('bringing the store up to date with a folder', () => {
  it('imports what is new and makes it live', async () => {
    put(LIST);
    expect(await sync()).toMatchObject([
      { fileName: '策勒县策勒乡.txt', changed: true, edition: { status: 'live' } },
    ]);
    expect(live()).toEqual(['策勒乡']);
  });

  it('leaves alone what it knows', async () => {
    put(LIST);
    const [first] = await sync();
    expect(await sync()).toMatchObject([{ changed: false, edition: { id: first?.edition?.id } }]);
  });

  it('imports a changed document anew, and retires the edition before', async () => {
    put(LIST);
    const [before] = await sync();
    writeFileSync(join(folder, basename(LIST)), '\n', { flag: 'a' });
    const [after] = await sync();
    expect(after?.changed).toBe(true);
    expect(store.edition(before?.edition?.id ?? 0)?.status).toBe('retired');
  });

  it('keeps answering from the last edition when the document has gone or became unreadable', async () => {
    put(LIST);
    await sync();
    writeFileSync(join(folder, basename(LIST)), '');
    expect(await sync()).toMatchObject([{ changed: false, refusal: { code: 'document-empty' } }]);
    expect(live()).toEqual(['策勒乡']);
    rmSync(join(folder, basename(LIST)));
    await sync();
    expect(live()).toEqual(['策勒乡']);
  });

  it('refuses one document without losing the others', async () => {
    put(LIST);
    put(OTHER);
    writeFileSync(join(folder, '会议通知.txt'), '关于召开会议的通知');
    mkdirSync(join(folder, '旧清单'));
    const refused = (await sync()).filter(({ refusal }) => refusal);
    expect(refused.map(({ fileName, refusal }) => [fileName, refusal?.code]).sort()).toEqual([
      ['会议通知.txt', 'document-no-list'],
      ['旧清单', 'document-is-folder'],
    ]);
    expect(live()).toHaveLength(2);
  });

  it('passes over hidden files', async () => {
    writeFileSync(join(folder, '.DS_Store'), 'x');
    expect(await sync()).toEqual([]);
  });
});

describe('an edition to be kept', () => {
  it('has a link for every duty and a body for every name', async () => {
    const edition = prepareEdition(await readListFile(LIST, library), library, '测试', NOW);
    expect(edition.links?.links).toHaveLength(edition.duties.length);
    const names = new Set(edition.bodies.map(({ fullName }) => fullName));
    for (const { leadBodies, receivingBodies } of edition.duties)
      for (const name of [...leadBodies, ...receivingBodies]) expect(names).toContain(name);
    expect(edition.bodies.find(({ stem }) => stem === '应急管理局')?.fullName).toBe('策勒县应急管理局');
  });
});
