import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { queryRow, settingRow } from './schema.js';
import type { LoggedQuery, QueryEntry } from './types.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const SALT_KEY = 'query-log-salt';
const SALT_BYTES = 32;

/** What was asked and what was said: the only place where questions are kept, for `keepDays` days. */
export function createQueryLog(db: Database, keepDays: number) {
  const readSetting = db.prepare('SELECT value FROM settings WHERE key = ?');
  const putSetting = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING',
  );
  const putQuery = db.prepare(`
    INSERT INTO queries (at, platform, chat_hash, user_hash, township_id, text, verdict, duty_list,
      duty_number, confidence, ms)
    VALUES (@at, @platform, @chatHash, @userHash, @townshipId, @text, @verdict, @dutyList, @dutyNumber,
      @confidence, @ms)`);
  const queriesSince = db.prepare(`
    SELECT at, platform, chat_hash AS chatHash, user_hash AS userHash, township_id AS townshipId, text,
      verdict, duty_list AS dutyList, duty_number AS dutyNumber, confidence, ms
    FROM queries WHERE at >= ? ORDER BY at, id`);
  const deleteBefore = db.prepare('DELETE FROM queries WHERE at < ?');

  let salt: string | undefined;
  const readSalt = (): string => {
    if (salt !== undefined) return salt;
    // Insert, then read: of two processes that start together both go on with the first one's salt.
    putSetting.run(SALT_KEY, randomBytes(SALT_BYTES).toString('hex'));
    const { value } = settingRow.parse(readSetting.get(SALT_KEY));
    return value;
  };

  const insert = db.transaction(({ chat, user, ...facts }: QueryEntry): string => {
    const key = readSalt();
    putQuery.run({
      ...facts,
      at: utc(facts.at),
      chatHash: hashId(key, 'chat', facts.platform, chat),
      userHash: hashId(key, 'user', facts.platform, user),
    });
    return key;
  });

  return {
    logQuery(entry: QueryEntry): void {
      if (keepDays === 0) return;
      // Remembered only after the commit: a salt that was rolled back is not the file's salt.
      salt = insert.immediate(entry);
    },

    queries: (since?: string): readonly LoggedQuery[] =>
      queryRow.array().parse(queriesSince.all(since === undefined ? '' : utc(since))),

    purgeQueries(nowIso: string): number {
      const before = new Date(Date.parse(nowIso) - keepDays * DAY_MS).toISOString();
      return deleteBefore.run(before).changes;
    },
  };
}

/** Times are compared as text, which is only right when all are written alike. */
function utc(iso: string): string {
  return new Date(iso).toISOString();
}

/** The platform and the kind go in, so that equal ids of different things do not look the same. */
function hashId(salt: string, kind: 'chat' | 'user', platform: string, id: string): string {
  return createHmac('sha256', salt)
    .update(JSON.stringify([kind, platform, id]))
    .digest('hex');
}
