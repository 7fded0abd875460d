import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { buttonRow } from './chat-schema.js';
import type { StoredAction, Who } from './chat-types.js';
import type { Ids } from './ids.js';
import { parseRow } from './rows.js';

/** Bytes of chance in the token of a reply: eight characters that nobody guesses. */
const TOKEN_BYTES = 6;
const TOKEN_LENGTH = 8;
const POSITION_BASE = 36;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Buttons of replies, so that pressing one works after a restart. A token names its reply, then its place in it. */
export function createButtons(db: Database, ids: Ids, keepDays: number) {
  const oldest = (nowIso: string): string => new Date(Date.parse(nowIso) - keepDays * DAY_MS).toISOString();
  const put = db.prepare(
    'INSERT INTO buttons (token, platform, asker_hash, actions, at) VALUES (?, ?, ?, ?, ?)',
  );
  const get = db.prepare(
    'SELECT asker_hash AS askerHash, actions FROM buttons WHERE token = ? AND platform = ? AND at >= ?',
  );
  const deleteBefore = db.prepare('DELETE FROM buttons WHERE at < ?');
  return {
    saveButtons(
      { platform, userId }: Who,
      actions: readonly StoredAction[],
      nowIso: string,
    ): readonly string[] {
      if (actions.length === 0) return [];
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      put.run(token, platform, ids.hash('user', platform, userId), JSON.stringify(actions), nowIso);
      return actions.map((_, at) => token + at.toString(POSITION_BASE));
    },

    button({ platform, userId }: Who, token: string, nowIso: string) {
      const row = parseRow(buttonRow, get.get(token.slice(0, TOKEN_LENGTH), platform, oldest(nowIso)));
      const action = row?.actions[Number.parseInt(token.slice(TOKEN_LENGTH), POSITION_BASE)];
      if (!row || !action) return undefined;
      return { action, isAsker: row.askerHash === ids.hash('user', platform, userId) };
    },

    purgeButtons: (nowIso: string): number => deleteBefore.run(oldest(nowIso)).changes,
  };
}
