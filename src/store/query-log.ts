import type { Database } from 'better-sqlite3';
import type { Ids } from './ids.js';
import { parseRows } from './rows.js';
import { countedRow, queryRow } from './schema.js';
import type { LoggedQuery, QueryEntry } from './types.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was asked and what was said, kept for `keepDays` days. */
export function createQueryLog(db: Database, ids: Ids, keepDays: number) {
  const putQuery = db.prepare(`
    INSERT INTO queries (at, platform, chat_hash, user_hash, township_id, text, verdict, duty_list,
      duty_number, confidence, ms)
    VALUES (@at, @platform, @chatHash, @userHash, @townshipId, @text, @verdict, @dutyList, @dutyNumber,
      @confidence, @ms)`);
  const queriesSince = db.prepare(`
    SELECT at, platform, chat_hash AS chatHash, user_hash AS userHash, township_id AS townshipId, text,
      verdict, duty_list AS dutyList, duty_number AS dutyNumber, confidence, ms
    FROM queries WHERE at >= ? ORDER BY at, id`);
  const countSince = db.prepare('SELECT count(*) AS rows FROM queries WHERE at >= ?');
  const deleteBefore = db.prepare('DELETE FROM queries WHERE at < ?');

  return {
    logQuery({ chat, user, ...facts }: QueryEntry): void {
      if (keepDays === 0) return;
      putQuery.run({
        ...facts,
        at: utc(facts.at),
        chatHash: ids.hash('chat', facts.platform, chat),
        userHash: ids.hash('user', facts.platform, user),
      });
    },

    countQueries: (since: string): number => countedRow.parse(countSince.get(utc(since))).rows,

    queries: (since?: string): readonly LoggedQuery[] =>
      parseRows(queryRow, queriesSince.all(since === undefined ? '' : utc(since))),

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
