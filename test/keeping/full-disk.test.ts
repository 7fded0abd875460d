import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { systemCode } from '../../src/errors.js';
import { speakError } from '../../src/speak.js';
import { openStore } from '../../src/store/open.js';
import { textOf } from '../chat/world.js';
import { sampleInput, TOWN } from '../store/sample-edition.js';
import { openKeeping, said } from './people.js';
import { CHANGED, fileOf, LIULIN } from './small-list.js';

vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), 'qingdan-full-'));
const disk = join(folder, 'disk');
/** A small disk of its own; only root may have one, and not in every container. */
const hasDisk = ((): boolean => {
  try {
    execFileSync('mkdir', [disk]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
})();
afterAll(() => {
  if (hasDisk) execFileSync('umount', ['--lazy', disk]);
  rmSync(folder, { recursive: true });
});

const KEEPER = { platform: 'demo', userId: 'li' };
const FULL = '数据库所在的磁盘满了，没有写入';

/** Until the disk takes no byte more. */
function fill(path: string): void {
  for (const size of [1024 * 1024, 64 * 1024, 4096, 1]) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(size));
    } catch (error) {
      if (systemCode(error) !== 'ENOSPC') throw error;
    }
  }
}

describe('a database that cannot grow', () => {
  it('takes no edition, not even half of one, and keeps the one that is live', () => {
    const path = join(folder, 'store.sqlite');
    const first = openStore(path);
    const live = first.saveLive(sampleInput('原来的一版', 20));
    first.close();
    const raw = new Sqlite(path);
    const pages = Number(raw.pragma('page_count', { simple: true }));
    raw.close();

    const left: string[] = [];
    const store = openStore(path, { pagesMax: pages, onFull: ({ code }) => void left.push(code) });
    const refused = (act: () => unknown): void =>
      expect(act).toThrow(expect.objectContaining({ name: 'BotError', code: 'database-full' }));
    const entry = {
      ...KEEPER,
      at: live.importedAt,
      role: 'keeper',
      action: 'publish',
      allowed: true,
    } as const;
    refused(() => store.saveUpload(sampleInput('新的一版', 200), KEEPER, live.id));
    refused(() => store.saveLive(sampleInput('新的一版', 200)));
    // A draft that found room is not made live without its entry in the log.
    const draft = store.saveUpload({ ...sampleInput('小的一版', 0), bodies: [] }, KEEPER, live.id);
    refused(() => store.replaceLive(draft.id, live.id, { ...entry, detail: 'x'.repeat(500_000) }));
    expect(store.editions(TOWN.id).map(({ title, status }) => `${title} ${status}`)).toEqual([
      '小的一版 draft',
      '原来的一版 live',
    ]);
    expect(store.duties(live.id)).toEqual(sampleInput('原来的一版', 20).duties);
    expect(store.publications(TOWN.id)).toHaveLength(1);
    expect(store.audit(10)).toEqual([]);
    // What may be left out is left out, and that is told.
    let claims = 0;
    while (left.length === 0 && claims < 100_000) {
      claims += 1;
      expect(store.claimMessage('demo', `m${claims}`, live.importedAt)).toBe(true);
    }
    expect(left).toEqual(['database-full']);
    store.close();
    const after = openStore(path);
    expect(after.saveUpload(sampleInput('新的一版', 200), KEEPER, live.id).status).toBe('draft');
    after.close();
  });

  it('is spoken of in one sentence that says what to do', () => {
    const store = openStore(':memory:', { pagesMax: 1 });
    try {
      store.saveLive(sampleInput('新的一版', 200));
    } catch (error) {
      expect(speakError(error)).toMatch(/^数据库所在的磁盘满了，[^。]*。请腾出空间后再试。$/);
    }
    store.close();
    expect.hasAssertions();
  });
});

describe.skipIf(!hasDisk)('a disk that is full', () => {
  it('lets the old edition answer, refuses import and publish in one sentence, and is got over', async () => {
    const path = join(disk, 'qingdan.sqlite');
    const world = await openKeeping({
      isEmpty: true,
      settings: { OWNER_IDS: 'demo:boss', DATABASE_PATH: path },
    });
    const { keeper, anybody } = world;
    const { store } = world.world.core();
    const told: string[] = [];
    world.world.core().whenFull(({ code }) => void told.push(code));
    said(await keeper.import(fileOf(CHANGED)), '预览：');
    const before = store.audit(100).length;

    // Somebody else reads, so that nothing of the log can be used again: from now on every write fails.
    const reader = new Sqlite(path, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM editions').get();
    const filler = join(disk, 'filler');
    fill(filler);

    expect(textOf(await anybody.send('高龄津贴找谁'))).toContain('民政局');
    expect(textOf(await anybody.send('高龄津贴归哪个部门管'))).toContain('民政局');
    expect(told.length).toBeGreaterThan(0);
    expect(textOf(await keeper.press('发布'))).toContain(FULL);
    expect(textOf(await keeper.import(fileOf(`${CHANGED}\n`, '又一份.txt')))).toContain(FULL);
    expect(textOf(await keeper.command('note', { item: '配合1', office: '民政办' }))).toContain(FULL);
    expect(store.audit(100)).toHaveLength(before);
    expect(store.publications(LIULIN)).toHaveLength(1);
    expect(textOf(await anybody.send('高龄津贴找谁'))).toContain('民政局');

    reader.close();
    rmSync(filler);
    said(await keeper.press('发布'), `已发布：${LIULIN}`);
    expect(textOf(await anybody.send('高龄津贴找谁'))).toContain('卫生健康委员会');
  });
});
