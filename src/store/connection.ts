import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { BotError, systemCode } from '../errors.js';
import { databaseFault } from './faults.js';
import { APPLICATION_ID, DATABASE_VERSION, migrate, readVersion } from './migrations.js';

export const IN_MEMORY = ':memory:';

const BUSY_PAUSE_MS = 20;

/**
 * An open connection to an up-to-date file. The file is looked at before anything is written to it; one
 * that is refused stays as it is.
 * @throws BotError `database-…`, params `{ path }`.
 */
export function connect(path: string, busyTimeoutMs: number): Database {
  let db: Database | undefined;
  try {
    if (path !== IN_MEMORY) checkFile(path);
    db = new Sqlite(path, { timeout: busyTimeoutMs });
    checkContent(db, path);
    if (path !== IN_MEMORY) useWriteAheadLog(db, busyTimeoutMs);
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    migrate(db);
    return db;
  } catch (error) {
    db?.close();
    throw databaseFault(error, path) ?? new BotError('database-unopenable', { path }, { cause: error });
  }
}

/** What SQLite would only find out on the first write, or not at all. */
function checkFile(path: string): void {
  // SQLite takes an empty name for a temporary database that is gone afterwards.
  if (path.trim() === '') throw new BotError('database-unopenable', { path });
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  // SQLite throws the log away when the file beside it is empty or gone, and with it the last writes.
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 && log > 0) throw new BotError('database-damaged', { path });
  // The folder too: the log is written beside the file.
  accessSync(folder, constants.W_OK);
  if (existsSync(path)) accessSync(path, constants.W_OK);
}

/**
 * Refuses a damaged file, another program's, and one of a later version of this program. `quick_check`
 * reads the whole file, about a millisecond a megabyte; without it, damage would first show in an answer.
 */
function checkContent(db: Database, path: string): void {
  // One transaction: another process may be creating the tables right now.
  const { version, application, tables } = db.transaction(() => ({
    version: readVersion(db),
    application: db.pragma('application_id', { simple: true }),
    tables: db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get(),
  }))();
  if (tables !== 0 && application !== APPLICATION_ID) throw new BotError('database-unopenable', { path });
  if (version > DATABASE_VERSION) throw new BotError('database-newer', { path });
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new BotError('database-damaged', { path }, { cause: found });
}

/**
 * Readers go on while one writes, and a killed process leaves the last commit. SQLite does not wait for
 * the lock when the mode changes, so two processes that create a file together need this loop.
 */
function useWriteAheadLog(db: Database, busyTimeoutMs: number): void {
  const deadline = Date.now() + busyTimeoutMs;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!systemCode(error).startsWith('SQLITE_BUSY') || Date.now() >= deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_PAUSE_MS);
    }
  }
}
