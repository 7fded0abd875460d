import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { compileChild, outputOf, startChild } from './child-process.js';
import { NOBODY, TOWN } from './sample-edition.js';
import { anEdition, botErrorOf, openForTest, temporaryFolder } from './samples.js';

/** A database with one live edition, closed. */
function savedFile(): string {
  const path = join(temporaryFolder(), 'qingdan.db');
  const store = openStore(path);
  store.saveLive(anEdition());
  store.close();
  return path;
}

/** The code with which a file is refused; the file must be the same afterwards. */
function refusalOf(path: string, busyTimeoutMs = 0): string {
  const before = readFileSync(path);
  const error = botErrorOf(() => openStore(path, { busyTimeoutMs }));
  expect(error.params).toEqual({ path });
  expect(readFileSync(path).equals(before)).toBe(true);
  return error.code;
}

function changeFile(path: string, sql: string): void {
  const raw = new Sqlite(path);
  raw.exec(sql);
  raw.close();
}

describe('opening', () => {
  it('makes the file and its folders when they are missing', () => {
    const path = join(temporaryFolder(), 'a', 'b', 'qingdan.db');
    expect(openForTest(path).townships()).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });

  it('finds what was saved before, and an empty file is a new one', () => {
    expect(openForTest(savedFile()).liveEdition(TOWN.id)?.title).toBe('2025年版');
    const empty = join(temporaryFolder(), 'empty.db');
    writeFileSync(empty, '');
    expect(openForTest(empty).townships()).toEqual([]);
  });

  it('uses the write-ahead log', () => {
    const path = savedFile();
    const raw = new Sqlite(path);
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    raw.close();
  });
});

describe('a damaged file is refused and left as it is', () => {
  it('when it is not a database at all', () => {
    const path = join(temporaryFolder(), 'qingdan.db');
    writeFileSync(path, '这不是数据库。'.repeat(500));
    expect(refusalOf(path)).toBe('database-damaged');
  });

  it.each([0.9, 0.5, 0.1])('when it was cut to %d of its length', (part) => {
    const path = savedFile();
    truncateSync(path, Math.floor(statSync(path).size * part));
    expect(refusalOf(path)).toBe('database-damaged');
  });

  it('when the pages in its middle are rubbish', () => {
    const path = savedFile();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xa5, bytes.length / 2, bytes.length / 2 + 8192));
    expect(refusalOf(path)).toBe('database-damaged');
  });

  it('when it was emptied beside a log that still holds writes', () => {
    const path = savedFile();
    truncateSync(path, 0);
    writeFileSync(`${path}-wal`, 'x'.repeat(100));
    expect(refusalOf(path)).toBe('database-damaged');
    rmSync(path);
    expect(botErrorOf(() => openStore(path)).code).toBe('database-damaged');
    expect(existsSync(`${path}-wal`)).toBe(true);
  });

  it('when a table is missing', () => {
    const path = savedFile();
    changeFile(path, 'DROP TABLE queries');
    expect(botErrorOf(() => openStore(path)).code).toBe('database-damaged');
  });

  it('and a row that this program did not write is damage too, found when it is read', () => {
    const path = savedFile();
    changeFile(path, `UPDATE duties SET raw = '{' WHERE list = 'basic' AND number = 1`);
    const store = openForTest(path);
    const { id } = store.liveEdition(TOWN.id) ?? { id: 0 };
    expect(botErrorOf(() => store.duties(id)).code).toBe('database-damaged');
  });
});

describe('a sound file is refused', () => {
  it('when a later version of the program wrote it', () => {
    const path = savedFile();
    changeFile(path, 'PRAGMA user_version = 999');
    expect(refusalOf(path)).toBe('database-newer');
  });

  it("when it is another program's", () => {
    const path = join(temporaryFolder(), 'other.db');
    changeFile(path, 'CREATE TABLE theirs (id INTEGER)');
    expect(refusalOf(path)).toBe('database-unopenable');
  });

  it('when another process holds it longer than the timeout', () => {
    const path = savedFile();
    const other = new Sqlite(path);
    onTestFinished(() => {
      other.close();
    });
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    const start = Date.now();
    expect(refusalOf(path, 200)).toBe('database-busy');
    expect(Date.now() - start).toBeGreaterThanOrEqual(190);
  });

  it('when its path is a folder, stands below a file, or is empty', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [folder, join(file, 'qingdan.db'), ' ']) {
      expect(botErrorOf(() => openStore(path)).code).toBe('database-unopenable');
    }
  });
});

describe('a write', () => {
  it('that waits too long for another process is refused as busy, and reading goes on', () => {
    const path = savedFile();
    const store = openForTest(path, { busyTimeoutMs: 50 });
    const other = new Sqlite(path);
    other.exec('BEGIN IMMEDIATE');
    expect(botErrorOf(() => store.saveLive(anEdition())).code).toBe('database-busy');
    expect(store.liveEdition(TOWN.id)?.title).toBe('2025年版');
    other.close();
    expect(store.saveLive(anEdition()).status).toBe('live');
  });
});

// Windows has no modes to take away; a process that is not root is needed to feel them.
describe.skipIf(process.platform === 'win32')('without the right to write', { timeout: 30_000 }, () => {
  const openAsNobody = async (path: string): Promise<string> => {
    return outputOf(startChild(compileChild(temporaryFolder()), ['open-as-nobody', path]));
  };
  const giveAway = (path: string, mode: number): void => {
    if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY);
    chmodSync(path, mode);
  };

  it('the file is refused as read-only, and opens when the right is given', async () => {
    const path = savedFile();
    giveAway(dirname(path), 0o755);
    giveAway(path, 0o444);
    expect(await openAsNobody(path)).toBe('database-readonly');
    giveAway(path, 0o644);
    expect(await openAsNobody(path)).toBe('opened');
  });

  it('the folder is refused as read-only, also when it has to be made', async () => {
    const path = savedFile();
    giveAway(path, 0o644);
    giveAway(dirname(path), 0o555);
    expect(await openAsNobody(path)).toBe('database-readonly');
    expect(await openAsNobody(join(dirname(path), 'new', 'qingdan.db'))).toBe('database-readonly');
    giveAway(dirname(path), 0o755);
  });

  it('a file on a medium that cannot be written is refused even for root', (context) => {
    const folder = join(temporaryFolder(), 'fixed');
    mkdirSync(folder);
    const path = join(folder, 'qingdan.db');
    openStore(path).close();
    // Few containers allow this; where they do not, the tests above stand alone.
    if (spawnSync('chattr', ['+i', path]).status !== 0) context.skip('no chattr +i here');
    onTestFinished(() => {
      spawnSync('chattr', ['-i', path]);
    });
    expect(refusalOf(path)).toBe('database-readonly');
  });
});
