import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { LIST_KINDS } from '../duty.js';
import type { ConfirmedQuestion, NamedItem } from './learning-types.js';
import { parseRows } from './rows.js';

const questionRow = z
  .strictObject({
    townshipId: z.string(),
    question: z.string(),
    list: z.enum(LIST_KINDS),
    name: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .transform(
    ({ list, name, by, at, ...facts }): ConfirmedQuestion => ({
      ...facts,
      item: { list, name },
      confirmed: { by, at },
    }),
  );

/** Real questions whose item somebody has confirmed. */
export function createRegression(db: Database) {
  const put = db.prepare(`
    INSERT INTO regression_questions (township_id, question, list, name, confirmed_by, confirmed_at)
    VALUES (@townshipId, @question, @list, @name, @by, @at)
    ON CONFLICT (township_id, question) DO UPDATE SET list = excluded.list, name = excluded.name,
      confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`);
  const drop = db.prepare('DELETE FROM regression_questions WHERE township_id = ? AND question = ?');
  const move = db.prepare(`
    UPDATE regression_questions SET list = @list, name = @name
    WHERE township_id = @townshipId AND list = @fromList AND name = @fromName`);
  const all = db.prepare(`
    SELECT township_id AS townshipId, question, list, name, confirmed_by AS "by", confirmed_at AS at
    FROM regression_questions WHERE township_id = ? ORDER BY question`);
  return {
    confirmQuestion({ item, confirmed, ...facts }: ConfirmedQuestion): void {
      put.run({ ...facts, ...item, ...confirmed });
    },
    forgetQuestion(townshipId: string, question: string): void {
      drop.run(townshipId, question);
    },
    confirmedQuestions: (townshipId: string): readonly ConfirmedQuestion[] =>
      parseRows(questionRow, all.all(townshipId)),
    moveQuestions(townshipId: string, from: NamedItem, to: NamedItem): void {
      move.run({ townshipId, fromList: from.list, fromName: from.name, list: to.list, name: to.name });
    },
  };
}
