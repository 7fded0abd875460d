import type { Database } from 'better-sqlite3';
import { usefulRow, voteRow } from './chat-schema.js';
import type { KeptVote, Vote } from './chat-types.js';
import type { Ids } from './ids.js';
import { parseRow, parseRows } from './rows.js';

/**
 * 有用 and 没用: one a person for each answered duty and question, the last one counts.
 * @param withQuestions whether the words of a question may be kept; without them one a person and duty
 */
export function createVotes(db: Database, ids: Ids, withQuestions: boolean) {
  const KEY = `platform = @platform AND user_hash = @userHash AND township_id = @townshipId
    AND list = @list AND number = @number AND question = @question`;
  const read = db.prepare(`SELECT useful FROM votes WHERE ${KEY}`);
  const write = db.prepare(`
    INSERT INTO votes (platform, user_hash, township_id, list, number, question, useful, at)
    VALUES (@platform, @userHash, @townshipId, @list, @number, @question, @useful, @at)
    ON CONFLICT DO UPDATE SET useful = excluded.useful, at = excluded.at`);
  const since = db.prepare(`
    SELECT platform, user_hash AS userHash, township_id AS townshipId, list, number, question, useful, at
    FROM votes WHERE at >= ? ORDER BY at, user_hash`);
  const deleteBefore = db.prepare('DELETE FROM votes WHERE at < ?');
  const change = db.transaction((key: VoteKey, useful: boolean, at: string): boolean | undefined => {
    const before = parseRow(usefulRow, read.get(key))?.useful;
    write.run({ ...key, useful: useful ? 1 : 0, at });
    return before;
  });
  return {
    vote({ userId, useful, at, question, ...facts }: Vote): boolean | undefined {
      const userHash = ids.hash('user', facts.platform, userId);
      return change.immediate({ ...facts, userHash, question: withQuestions ? question : '' }, useful, at);
    },
    votes: (from = ''): readonly KeptVote[] => parseRows(voteRow, since.all(from)),
    purgeVotes: (beforeIso: string): number => deleteBefore.run(beforeIso).changes,
  };
}

type VoteKey = Omit<KeptVote, 'useful' | 'at'>;
