const bumpsRevision = (table: string): string =>
  ['INSERT', 'UPDATE']
    .map(
      (event) => `
  CREATE TRIGGER ${table}_after_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN
    INSERT INTO learnt_revisions (township_id, revision) VALUES (new.township_id, 1)
      ON CONFLICT (township_id) DO UPDATE SET revision = revision + 1;
  END;`,
    )
    .join('');

/** Migration 5: what is learnt from use. Who asked stays a keyed hash; who decided is a keeper, named by id. */
export const LEARNING_SQL = `
  -- What became of an answer: it was turned down, or the person chose one of several.
  CREATE TABLE outcomes (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    platform TEXT NOT NULL,
    user_hash TEXT NOT NULL,
    township_id TEXT NOT NULL,
    question TEXT NOT NULL,
    list TEXT CHECK (list IN ('basic', 'cooperative', 'reclaimed')),
    number INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('chosen', 'rejected'))
  ) STRICT;
  CREATE INDEX outcomes_by_time ON outcomes (at);

  -- What people of one township say for an item and its topic (NULL where the catalogue has none).
  -- Withdrawn ones are kept: who said yes to what is known.
  CREATE TABLE phrasings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    township_id TEXT NOT NULL,
    topic_id TEXT,
    list TEXT NOT NULL CHECK (list IN ('basic', 'cooperative', 'reclaimed')),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    accepted_by TEXT,
    accepted_at TEXT,
    withdrawn_by TEXT,
    withdrawn_at TEXT
  ) STRICT;
  CREATE INDEX phrasings_by_township ON phrasings (township_id);

  -- Remarks of the township itself; they follow the item through new editions by its content.
  CREATE TABLE duty_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    township_id TEXT NOT NULL,
    list TEXT NOT NULL CHECK (list IN ('basic', 'cooperative', 'reclaimed')),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    contact TEXT NOT NULL,
    remark TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at TEXT NOT NULL,
    removed_at TEXT
  ) STRICT;
  CREATE INDEX duty_notes_by_township ON duty_notes (township_id);

  -- Real questions whose item somebody has confirmed: asked again before every publishing.
  CREATE TABLE regression_questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    township_id TEXT NOT NULL,
    question TEXT NOT NULL,
    list TEXT NOT NULL CHECK (list IN ('basic', 'cooperative', 'reclaimed')),
    name TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    UNIQUE (township_id, question)
  ) STRICT;

  -- An index in memory is as old as the number it was made with, whichever process writes.
  CREATE TABLE learnt_revisions (
    township_id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  ${bumpsRevision('phrasings')}
  ${bumpsRevision('duty_notes')}

  CREATE TABLE digests (
    platform TEXT NOT NULL,
    user_id TEXT NOT NULL,
    township_id TEXT NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (platform, user_id, township_id)
  ) STRICT, WITHOUT ROWID;
`;
