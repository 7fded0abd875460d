import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { settingRow } from './schema.js';

const SALT_KEY = 'query-log-salt';
const SALT_BYTES = 32;

/** What a platform's id is of; it goes into the hash, so that equal ids of different things do not look the same. */
export type IdKind = 'chat' | 'user' | 'message';

/** Ids of people, chats and messages as they are kept: keyed hashes, 64 hex digits. */
export interface Ids {
  /** Never called inside a transaction: a salt that is rolled back would not be the file's salt. */
  hash(kind: IdKind, platform: string, id: string): string;
}

export function createIds(db: Database): Ids {
  const readSetting = db.prepare('SELECT value FROM settings WHERE key = ?');
  const putSetting = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING',
  );
  let salt: string | undefined;
  const readSalt = (): string => {
    if (salt !== undefined) return salt;
    // Insert, then read: of two processes that start together both go on with the first one's salt.
    putSetting.run(SALT_KEY, randomBytes(SALT_BYTES).toString('hex'));
    salt = settingRow.parse(readSetting.get(SALT_KEY)).value;
    return salt;
  };
  return {
    hash: (kind, platform, id) =>
      createHmac('sha256', readSalt())
        .update(JSON.stringify([kind, platform, id]))
        .digest('hex'),
  };
}
