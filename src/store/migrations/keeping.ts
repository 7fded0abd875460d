/**
 * Migration 4: who keeps which list, what they uploaded, and what they did. Unlike those who ask, keepers
 * are named here by their platform's own id: an owner must see who they are.
 */
export const KEEPING_SQL = `
  CREATE TABLE keepers (
    platform TEXT NOT NULL,
    user_id TEXT NOT NULL,
    township_id TEXT NOT NULL,
    named_by TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (platform, user_id, township_id)
  ) STRICT, WITHOUT ROWID;

  -- A draft that somebody uploaded in a chat; one that the command line made has no row here and stays.
  CREATE TABLE drafts (
    edition_id INTEGER PRIMARY KEY REFERENCES editions (id),
    platform TEXT NOT NULL,
    user_id TEXT NOT NULL,
    -- The live edition that the preview was made against; NULL where there was none.
    basis_id INTEGER,
    made_at TEXT NOT NULL
  ) STRICT;

  -- No foreign keys: what was done outlives what it was done to.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    platform TEXT NOT NULL,
    user_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'keeper', 'chat-admin', 'everyone')),
    action TEXT NOT NULL,
    allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
    township_id TEXT,
    edition_id INTEGER,
    fingerprint TEXT,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
`;
