import type { Database } from 'better-sqlite3';
import { KEEPING_SQL } from './migrations/keeping.js';
import { LEARNING_SQL } from './migrations/learning.js';

export interface Migration {
  /** Becomes the file's `user_version`; counts up from 1 without gaps. */
  readonly id: number;
  readonly sql: string;
}

/** 'QING': tells our files from other programs' SQLite files, which are never written to. */
export const APPLICATION_ID = 0x51494e47;

/** A published migration is never edited: a file in the field has already run it. Add the next one. */
export const MIGRATIONS: readonly Migration[] = [
  {
    id: 1,
    sql: `
      PRAGMA application_id = ${APPLICATION_ID};

      CREATE TABLE townships (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        county TEXT NOT NULL,
        prefecture TEXT NOT NULL,
        full_name TEXT NOT NULL
      ) STRICT;

      -- AUTOINCREMENT: an edition's id is cited in answers and logs, so it is never given out twice.
      CREATE TABLE editions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        township_id TEXT NOT NULL REFERENCES townships (id),
        title TEXT NOT NULL,
        issued TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        imported_by TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('draft', 'live', 'retired')),
        declared TEXT NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX editions_one_live ON editions (township_id) WHERE status = 'live';
      CREATE INDEX editions_by_township ON editions (township_id);
      CREATE INDEX editions_by_file ON editions (sha256);

      CREATE TABLE publications (
        id INTEGER PRIMARY KEY,
        edition_id INTEGER NOT NULL REFERENCES editions (id),
        at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX publications_by_edition ON publications (edition_id);

      -- list and number are not unique: a document may give one number twice, and both rows are kept.
      CREATE TABLE duties (
        id INTEGER PRIMARY KEY,
        edition_id INTEGER NOT NULL REFERENCES editions (id),
        list TEXT NOT NULL CHECK (list IN ('basic', 'cooperative', 'reclaimed')),
        number INTEGER NOT NULL,
        category TEXT NOT NULL,
        name TEXT NOT NULL,
        remark TEXT NOT NULL,
        lead_bodies TEXT NOT NULL,
        lead_duties TEXT NOT NULL,
        township_duties TEXT NOT NULL,
        receiving_bodies TEXT NOT NULL,
        work_method TEXT NOT NULL,
        source_file TEXT NOT NULL,
        source_fingerprint TEXT NOT NULL,
        source_place TEXT NOT NULL,
        raw TEXT NOT NULL
      ) STRICT;
      CREATE INDEX duties_by_edition ON duties (edition_id, list, number);

      CREATE TABLE bodies (
        id INTEGER PRIMARY KEY,
        edition_id INTEGER NOT NULL REFERENCES editions (id),
        full_name TEXT NOT NULL,
        stem TEXT NOT NULL,
        UNIQUE (edition_id, full_name)
      ) STRICT;

      CREATE TABLE duty_bodies (
        body_id INTEGER NOT NULL REFERENCES bodies (id),
        duty_id INTEGER NOT NULL REFERENCES duties (id),
        role TEXT NOT NULL CHECK (role IN ('lead', 'receiving', 'named')),
        PRIMARY KEY (body_id, duty_id, role)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE notices (
        id INTEGER PRIMARY KEY,
        edition_id INTEGER NOT NULL REFERENCES editions (id),
        duty_id INTEGER REFERENCES duties (id),
        rule TEXT NOT NULL,
        severity TEXT NOT NULL CHECK (severity IN ('info', 'warning')),
        place TEXT NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX notices_by_edition ON notices (edition_id, duty_id);

      -- No foreign keys: what was asked outlives townships and editions.
      CREATE TABLE queries (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        platform TEXT NOT NULL,
        chat_hash TEXT NOT NULL,
        user_hash TEXT NOT NULL,
        township_id TEXT,
        text TEXT NOT NULL,
        verdict TEXT NOT NULL,
        duty_list TEXT,
        duty_number INTEGER,
        confidence REAL NOT NULL,
        ms REAL NOT NULL
      ) STRICT;
      CREATE INDEX queries_by_time ON queries (at);

      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 2,
    sql: `
      -- One row an edition: the links are always read and replaced together.
      CREATE TABLE edition_links (
        edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
        catalogue TEXT NOT NULL,
        links TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 3,
    sql: `
      -- Who and where are keyed hashes throughout: no id of a platform is in this file.
      -- No foreign keys: a binding outlives a township that is for a while without a list.
      CREATE TABLE chats (
        platform TEXT NOT NULL,
        chat_hash TEXT NOT NULL,
        township_id TEXT,
        mode TEXT CHECK (mode IN ('mention', 'auto', 'silent')),
        changed_by TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (platform, chat_hash)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE people (
        platform TEXT NOT NULL,
        user_hash TEXT NOT NULL,
        township_id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (platform, user_hash)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE votes (
        platform TEXT NOT NULL,
        user_hash TEXT NOT NULL,
        township_id TEXT NOT NULL,
        list TEXT NOT NULL CHECK (list IN ('basic', 'cooperative', 'reclaimed')),
        number INTEGER NOT NULL,
        question TEXT NOT NULL,
        useful INTEGER NOT NULL CHECK (useful IN (0, 1)),
        at TEXT NOT NULL,
        PRIMARY KEY (platform, user_hash, township_id, list, number, question)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX votes_by_time ON votes (at);

      -- One row a reply: its buttons are made together and expire together.
      CREATE TABLE buttons (
        token TEXT PRIMARY KEY,
        platform TEXT NOT NULL,
        asker_hash TEXT NOT NULL,
        actions TEXT NOT NULL,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX buttons_by_time ON buttons (at);

      CREATE TABLE seen_messages (
        hash TEXT PRIMARY KEY,
        at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX seen_messages_by_time ON seen_messages (at);
    `,
  },
  { id: 4, sql: KEEPING_SQL },
  { id: 5, sql: LEARNING_SQL },
  {
    // Editions are counted by township, and no number is given twice.
    id: 6,
    sql: `
      ALTER TABLE editions ADD COLUMN serial INTEGER NOT NULL DEFAULT 0;
      UPDATE editions SET serial = (
        SELECT count(*) FROM editions AS other
        WHERE other.township_id = editions.township_id AND other.id <= editions.id);
      CREATE UNIQUE INDEX editions_by_serial ON editions (township_id, serial);
      ALTER TABLE townships ADD COLUMN last_serial INTEGER NOT NULL DEFAULT 0;
      UPDATE townships SET last_serial = (
        SELECT ifnull(max(serial), 0) FROM editions WHERE township_id = townships.id);
    `,
  },
];

/** The version this code writes. */
export const DATABASE_VERSION = MIGRATIONS.length;

/** The file's `user_version`: the last migration it has run. */
export function readVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings a file up to date, each step in its own transaction. The version is read again inside the
 * transaction because the bot and the command line may open a new file at the same moment.
 */
export function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): void {
  const step = db.transaction(({ id, sql }: Migration) => {
    if (readVersion(db) >= id) return;
    db.exec(sql);
    db.pragma(`user_version = ${id}`);
  });
  for (const migration of migrations) {
    if (readVersion(db) < migration.id) step.immediate(migration);
  }
}
