import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MIGRATIONS, migrate, readVersion } from '../../src/store/migrations.js';

const aDatabase = () => {
  const db = new Sqlite(':memory:');
  onTestFinished(() => {
    db.close();
  });
  return db;
};

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(MIGRATIONS.map(({ id }) => id)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  it('run once each, in order, from where the file stands', () => {
    const db = aDatabase();
    const first = { id: 1, sql: 'CREATE TABLE a (x)' };
    migrate(db, [first]);
    migrate(db, [first, { id: 2, sql: 'ALTER TABLE a ADD COLUMN y' }]);
    expect(readVersion(db)).toBe(2);
    expect(db.prepare('SELECT x, y FROM a').all()).toEqual([]);
  });

  it('that fail leave nothing of the failed step and keep the steps before it', () => {
    const db = aDatabase();
    const steps = [
      { id: 1, sql: 'CREATE TABLE a (x)' },
      { id: 2, sql: 'CREATE TABLE b (x); CREATE TABLE a (x)' },
    ];
    expect(() => migrate(db, steps)).toThrow('already exists');
    expect(readVersion(db)).toBe(1);
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['a']);
  });

  it('count the editions of a file that was written before they had numbers, by township', () => {
    const db = aDatabase();
    migrate(db, MIGRATIONS.slice(0, 5));
    const town = db.prepare(
      "INSERT INTO townships (id, name, county, prefecture, full_name) VALUES (@id, @id, '', '', @id)",
    );
    for (const id of ['甲镇', '乙镇']) town.run({ id });
    const edition = db.prepare(`
      INSERT INTO editions (id, township_id, title, issued, file_name, sha256, imported_by, imported_at, status, declared)
      VALUES (?, ?, '', '', '', '', '', '', 'retired', '{}')`);
    for (const [id, of] of [
      [3, '甲镇'],
      [4, '乙镇'],
      [9, '甲镇'],
    ] as const)
      edition.run(id, of);
    migrate(db);
    expect(db.prepare('SELECT id, serial FROM editions ORDER BY id').raw().all()).toEqual([
      [3, 1],
      [4, 1],
      [9, 2],
    ]);
    expect(db.prepare('SELECT id, last_serial FROM townships ORDER BY last_serial').raw().all()).toEqual([
      ['乙镇', 1],
      ['甲镇', 2],
    ]);
  });
});
