import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/root.js';
import { openStore } from '../../src/store/open.js';
import { buildProgram, type Program } from '../program.js';
import { compileChild } from '../store/child-process.js';
import { sampleInput } from '../store/sample-edition.js';
import { spawnWaiting } from './crash-process.js';
import { CRASH_TOWNS, DUTIES_PER_LIST } from './crash-towns.js';
import { CHANGED, LIULIN, smallList } from './small-list.js';

const KILLS = 196;
/** Children that have loaded already and wait: starting one takes longer than what it does. */
const WAITING = 3;
const MOMENT_MAX_MS = 160;
const WHOLE_KILLS = 6;
const WHOLE_MOMENT_MAX_MS = 2500;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingdan-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What must hold of a database whoever was killed while writing it. */
function checkWhole(path: string, titles: (title: string, townshipId: string) => unknown): void {
  // Opening checks the file too (`quick_check`).
  const store = openStore(path);
  for (const { township } of store.townships()) {
    const editions = store.editions(township.id);
    const live = editions.filter(({ status }) => status === 'live');
    expect(live).toHaveLength(1);
    for (const { id, title } of [...live, ...editions.slice(0, 2)]) {
      expect(store.duties(id)).toEqual(titles(title, township.id));
    }
    const published = store.publications(township.id).map(({ editionId }) => editionId);
    expect(published[0]).toBe(live[0]?.id);
    const logged = store
      .audit(100_000, [township.id])
      .filter(({ action }) => action === 'publish' || action === 'rollback')
      .map(({ editionId }) => editionId);
    // The first edition came from a folder, which nobody did.
    expect(logged).toEqual(published.slice(0, -1));
    for (const draft of store.drafts()) expect(store.edition(draft.editionId)?.status).toBe('draft');
  }
  store.close();
  const raw = new Sqlite(path, { readonly: true });
  expect(raw.pragma('quick_check', { simple: true })).toBe('ok');
  expect(raw.pragma('foreign_key_check')).toEqual([]);
  raw.close();
}

const kill = async (child: ChildProcess): Promise<void> => {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
  expect(child.signalCode).toBe('SIGKILL');
};

describe('a process killed while lists are imported, published, rolled back and discarded', () => {
  it('leaves one live edition a township, whole, and a log that agrees', { timeout: 300_000 }, async () => {
    const path = join(folder, 'store.sqlite');
    const first = openStore(path);
    for (const town of CRASH_TOWNS) first.saveLive(sampleInput('最初的一版', DUTIES_PER_LIST, town));
    first.close();
    const script = compileChild(
      join(mkdtempSync(join(folder, 'child-'))),
      join(PROJECT_ROOT, 'test', 'keeping', 'crash-child.ts'),
    );
    let started = 0;
    // Killed while opening, too; those that have opened before do more in their time.
    const start = () => {
      started += 1;
      return spawnWaiting(script, [path, started % 3 === 0 ? 'late' : 'early']);
    };
    const waiting = Array.from({ length: WAITING }, start);
    const dutiesOf = (title: string, townshipId: string) =>
      sampleInput(
        title,
        DUTIES_PER_LIST,
        CRASH_TOWNS.find(({ id }) => id === townshipId),
      ).duties;
    for (let count = 0; count < KILLS; count += 1) {
      const next = waiting.shift();
      if (!next) throw new Error('no child');
      const { child, ready } = next;
      await ready;
      if (count + WAITING < KILLS) waiting.push(start());
      child.stdin?.write('go\n');
      if (child.stdout) await once(child.stdout, 'data');
      await pause(Math.random() * MOMENT_MAX_MS);
      await kill(child);
      checkWhole(path, dutiesOf);
    }
    const store = openStore(path);
    const published = CRASH_TOWNS.map(({ id }) => store.publications(id).length);
    store.close();
    // Otherwise the children were killed before they did anything, and this test showed nothing.
    expect(Math.min(...published)).toBeGreaterThan(KILLS / 4);
  });
});

describe('the whole program killed while a keeper works at its terminal', () => {
  let program: Program;
  beforeAll(() => {
    const lists = join(folder, 'lists');
    mkdirSync(lists);
    writeFileSync(join(lists, '柳林镇.txt'), smallList());
    program = buildProgram(lists);
  });
  afterAll(() => rmSync(program.root, { recursive: true }));

  it('answers from a whole edition when it runs again', { timeout: 120_000 }, async () => {
    const path = join(folder, 'whole.sqlite');
    const changed = join(folder, '改.txt');
    const former = join(folder, '原.txt');
    writeFileSync(changed, CHANGED);
    writeFileSync(former, smallList());
    const env = { CONSOLE: '1', DATABASE_PATH: path };
    const work = `/import ${changed}\n发布\n撤销\n/import ${former}\n/discard\n`.repeat(50);
    let done = '';
    for (let count = 0; count < WHOLE_KILLS; count += 1) {
      const child = program.start({ env });
      child.stdin?.on('error', () => {});
      child.stdin?.write(work);
      child.stdout?.on('data', (part) => {
        done += String(part);
      });
      await once(child.stdout ?? child, 'data');
      await pause(Math.random() * WHOLE_MOMENT_MAX_MS);
      await kill(child);
      const store = openStore(path);
      const names = store.townships().map(({ township, counts }) => [township.id, counts.cooperative]);
      const bodies = store
        .duties(store.liveEdition(LIULIN)?.id ?? 0)
        .filter(({ name }) => name.includes('高龄'))
        .map(({ leadBodies }) => leadBodies.join());
      store.close();
      expect(names).toEqual([[LIULIN, 4]]);
      expect(['白塔县民政局', '白塔县卫生健康委员会']).toContain(bodies.join());
    }
    expect(done).toContain('已发布');
    const { code, out } = await program.run([], { env, script: 'main', stdin: '高龄津贴找谁\n' });
    expect(code).toBe(0);
    expect(out).toMatch(/由白塔县(?:民政局|卫生健康委员会)牵头/);
  });
});
