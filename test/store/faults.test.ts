import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/errors.js';
import { databaseFault, guarded } from '../../src/store/faults.js';
import { botErrorOf } from './samples.js';

const PATH = '/srv/qingdan.db';

describe('a fault of the file', () => {
  it.each([
    ['SQLITE_BUSY', 'database-busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'database-busy'],
    ['SQLITE_BUSY_RECOVERY', 'database-busy'],
    ['SQLITE_LOCKED', 'database-busy'],
    ['SQLITE_CORRUPT', 'database-damaged'],
    ['SQLITE_CORRUPT_INDEX', 'database-damaged'],
    ['SQLITE_NOTADB', 'database-damaged'],
    ['SQLITE_IOERR_SHORT_READ', 'database-damaged'],
    ['SQLITE_READONLY', 'database-readonly'],
    ['SQLITE_READONLY_DIRECTORY', 'database-readonly'],
    ['SQLITE_READONLY_CANTINIT', 'database-readonly'],
    ['SQLITE_CANTOPEN', 'database-unopenable'],
    ['SQLITE_CANTOPEN_ISDIR', 'database-unopenable'],
  ])('%s is told to people as %s', (code, expected) => {
    const cause = new Sqlite.SqliteError('as SQLite says it', code);
    expect(databaseFault(cause, PATH)).toMatchObject({ code: expected, params: { path: PATH }, cause });
  });

  it('is told from a fault of the program, which is thrown on as it is', () => {
    const constraint = new Sqlite.SqliteError('NOT NULL', 'SQLITE_CONSTRAINT_NOTNULL');
    expect(databaseFault(constraint, PATH)).toBeUndefined();
    const fail = guarded(PATH, () => {
      throw constraint;
    });
    expect(fail).toThrow(constraint);
  });

  it('that already has its sentence keeps it', () => {
    const known = new BotError('database-newer', { path: PATH });
    expect(databaseFault(known, '/else')).toBe(known);
  });

  it('is a refused write on a connection that may only read', () => {
    const db = new Sqlite(':memory:');
    db.exec('CREATE TABLE t (x)');
    db.pragma('query_only = ON');
    const write = guarded(PATH, () => db.exec('INSERT INTO t VALUES (1)'));
    expect(botErrorOf(write).code).toBe('database-readonly');
    db.close();
  });
});
