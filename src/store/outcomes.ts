import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { LIST_KINDS } from '../duty.js';
import type { Ids } from './ids.js';
import type { AnswerOutcome, KeptOutcome } from './learning-types.js';
import { parseRows } from './rows.js';

const outcomeRow = z
  .strictObject({
    at: z.string(),
    platform: z.string(),
    userHash: z.string(),
    townshipId: z.string(),
    question: z.string(),
    list: z.enum(LIST_KINDS).nullable(),
    number: z.number().int().nullable(),
    kind: z.enum(['chosen', 'rejected']),
  })
  .transform(
    ({ list, number, ...facts }): KeptOutcome =>
      list === null || number === null ? facts : { ...facts, item: [list, number] },
  );

/** What became of answers, kept as long as the questions are. @param keepDays 0 keeps nothing */
export function createOutcomes(db: Database, ids: Ids, keepDays: number) {
  const put = db.prepare(`
    INSERT INTO outcomes (at, platform, user_hash, township_id, question, list, number, kind)
    VALUES (@at, @platform, @userHash, @townshipId, @question, @list, @number, @kind)`);
  const since = db.prepare(`
    SELECT at, platform, user_hash AS userHash, township_id AS townshipId, question, list, number, kind
    FROM outcomes WHERE township_id = ? AND at >= ? ORDER BY at, id`);
  const deleteBefore = db.prepare('DELETE FROM outcomes WHERE at < ?');
  return {
    addOutcome({ userId, item, ...facts }: AnswerOutcome): void {
      if (keepDays === 0) return;
      const userHash = ids.hash('user', facts.platform, userId);
      put.run({ ...facts, userHash, list: item?.[0] ?? null, number: item?.[1] ?? null });
    },
    outcomes: (townshipId: string, from: string): readonly KeptOutcome[] =>
      parseRows(outcomeRow, since.all(townshipId, from)),
    purgeOutcomes: (beforeIso: string): number => deleteBefore.run(beforeIso).changes,
  };
}
