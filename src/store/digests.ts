import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { DigestReader } from './learning-types.js';
import { parseRows } from './rows.js';

const readerRow = z.strictObject({
  platform: z.string(),
  userId: z.string(),
  townshipId: z.string(),
  lastAt: z.string(),
});

/** Who wants the weekly digest, and when each got the last one. */
export function createDigests(db: Database) {
  const put = db.prepare(`
    INSERT INTO digests (platform, user_id, township_id, last_at)
    VALUES (@platform, @userId, @townshipId, @lastAt) ON CONFLICT DO NOTHING`);
  const drop = db.prepare(
    'DELETE FROM digests WHERE platform = @platform AND user_id = @userId AND township_id = @townshipId',
  );
  const sent = db.prepare(`
    UPDATE digests SET last_at = @lastAt
    WHERE platform = @platform AND user_id = @userId AND township_id = @townshipId`);
  const all = db.prepare(`
    SELECT platform, user_id AS userId, township_id AS townshipId, last_at AS lastAt
    FROM digests ORDER BY township_id, platform, user_id`);
  const keyOf = ({ platform, userId, townshipId }: DigestReader) => ({ platform, userId, townshipId });
  return {
    setDigest: (reader: DigestReader, wanted: boolean): boolean =>
      (wanted ? put.run({ ...keyOf(reader), lastAt: reader.lastAt }) : drop.run(keyOf(reader))).changes === 1,
    digestReaders: (): readonly DigestReader[] => parseRows(readerRow, all.all()),
    digestSent(reader: DigestReader, at: string): void {
      sent.run({ ...keyOf(reader), lastAt: at });
    },
  };
}
