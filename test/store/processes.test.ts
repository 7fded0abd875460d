import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { compileChild, outputOf, startChild } from './child-process.js';
import { sampleInput, TOWN } from './sample-edition.js';
import { temporaryFolder } from './samples.js';

const KILLS = 25;
const DUTIES_PER_LIST = 60;
const MOMENT_MAX_MS = 60;

let folder = '';
let script = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qingdan-child-'));
  script = compileChild(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a process killed while it publishes', () => {
  it('leaves one live edition, whole, and a sound file', { timeout: 120_000 }, async () => {
    const path = join(temporaryFolder(), 'qingdan.db');
    const first = openStore(path);
    first.saveLive(sampleInput('最初的一版', DUTIES_PER_LIST));
    first.close();
    let published = 0;

    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild(script, ['publish-forever', path, String(DUTIES_PER_LIST)]);
      const closed = once(child, 'close');
      if (child.stdout) await once(child.stdout, 'data');
      await new Promise((wake) => setTimeout(wake, Math.random() * MOMENT_MAX_MS));
      child.kill('SIGKILL');
      await closed;
      expect(child.signalCode).toBe('SIGKILL');

      const store = openStore(path);
      const editions = store.editions(TOWN.id);
      const live = editions.filter(({ status }) => status === 'live');
      expect(live).toHaveLength(1);
      expect(store.liveEdition(TOWN.id)).toEqual(live[0]);
      for (const { id, title } of [...live, ...editions.slice(0, 3)]) {
        const whole = sampleInput(title, DUTIES_PER_LIST);
        expect(store.duties(id)).toEqual(whole.duties);
        expect(store.notices(id)).toEqual(whole.notices);
        expect(store.bodies(id)).toEqual(whole.bodies);
      }
      published = store.publications(TOWN.id).length;
      store.close();

      const raw = new Sqlite(path, { readonly: true });
      expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(raw.pragma('foreign_key_check')).toEqual([]);
      raw.close();
    }
    // Otherwise the children were killed before they did anything, and this test showed nothing.
    expect(published).toBeGreaterThan(KILLS);
  });
});

describe('two processes', () => {
  it('create and write the same new file together, and nothing is lost', { timeout: 60_000 }, async () => {
    const path = join(temporaryFolder(), 'new', 'qingdan.db');
    const towns = ['甲镇', '乙镇', '丙镇', '丁镇'];
    const outputs = await Promise.all(
      towns.map((town) => outputOf(startChild(script, ['publish', path, town, '20']))),
    );
    expect(outputs).toEqual(towns.map(() => 'done'));
    const store = openStore(path);
    expect(towns.map((town) => store.editions(town).length)).toEqual([20, 20, 20, 20]);
    store.close();
  });
});
