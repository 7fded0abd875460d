import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { LIST_KINDS } from '../duty.js';
import type { NamedItem, Phrasing, PhrasingInput, Signed } from './learning-types.js';
import { parseRows } from './rows.js';

const text = z.string().nullable();
const signed = (by: string | null, at: string | null): Signed | undefined =>
  by === null || at === null ? undefined : { by, at };

const phrasingRow = z
  .strictObject({
    id: z.number().int(),
    townshipId: z.string(),
    topicId: text,
    list: z.enum(LIST_KINDS),
    name: z.string(),
    text: z.string(),
    proposedBy: z.string(),
    proposedAt: z.string(),
    acceptedBy: text,
    acceptedAt: text,
    withdrawnBy: text,
    withdrawnAt: text,
  })
  .transform(
    (row): Phrasing => ({
      id: row.id,
      townshipId: row.townshipId,
      topicId: row.topicId ?? undefined,
      item: { list: row.list, name: row.name },
      text: row.text,
      proposed: { by: row.proposedBy, at: row.proposedAt },
      accepted: signed(row.acceptedBy, row.acceptedAt),
      withdrawn: signed(row.withdrawnBy, row.withdrawnAt),
    }),
  );

const COLUMNS = `id, township_id AS townshipId, topic_id AS topicId, list, name, text,
  proposed_by AS proposedBy, proposed_at AS proposedAt, accepted_by AS acceptedBy,
  accepted_at AS acceptedAt, withdrawn_by AS withdrawnBy, withdrawn_at AS withdrawnAt`;

/** What people say for an item: proposed, accepted, withdrawn, with who and when. */
export function createPhrasings(db: Database) {
  const put = db.prepare(`
    INSERT INTO phrasings (township_id, topic_id, list, name, text, proposed_by, proposed_at)
    VALUES (@townshipId, @topicId, @list, @name, @text, @by, @at) RETURNING ${COLUMNS}`);
  const same = db.prepare(`
    SELECT ${COLUMNS} FROM phrasings WHERE township_id = @townshipId AND list = @list AND name = @name
      AND text = @text AND withdrawn_at IS NULL ORDER BY id DESC LIMIT 1`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM phrasings WHERE id = ?`);
  const all = db.prepare(`
    SELECT ${COLUMNS} FROM phrasings WHERE @townshipId IS NULL OR township_id = @townshipId ORDER BY id`);
  const accept = db.prepare(`
    UPDATE phrasings SET accepted_by = @by, accepted_at = @at
    WHERE id = @id AND accepted_at IS NULL AND withdrawn_at IS NULL RETURNING ${COLUMNS}`);
  const withdraw = db.prepare(`
    UPDATE phrasings SET withdrawn_by = @by, withdrawn_at = @at
    WHERE id = @id AND withdrawn_at IS NULL RETURNING ${COLUMNS}`);
  const move = db.prepare(`
    UPDATE phrasings SET list = @list, name = @name
    WHERE township_id = @townshipId AND list = @fromList AND name = @fromName`);
  const optional = phrasingRow.optional();
  const propose = db.transaction(({ item, topicId, ...input }: PhrasingInput, by: Signed): Phrasing => {
    const row = { ...input, ...item, ...by, topicId: topicId ?? null };
    return optional.parse(same.get(row)) ?? phrasingRow.parse(put.get(row));
  });
  return {
    proposePhrasing: (input: PhrasingInput, by: Signed): Phrasing => propose.immediate(input, by),
    acceptPhrasing: (id: number, by: Signed): Phrasing | undefined =>
      optional.parse(accept.get({ ...by, id })),
    withdrawPhrasing: (id: number, by: Signed): Phrasing | undefined =>
      optional.parse(withdraw.get({ ...by, id })),
    phrasing: (id: number): Phrasing | undefined => optional.parse(byId.get(id)),
    phrasings: (townshipId?: string): readonly Phrasing[] =>
      parseRows(phrasingRow, all.all({ townshipId: townshipId ?? null })),
    movePhrasings(townshipId: string, from: NamedItem, to: NamedItem): void {
      move.run({ townshipId, fromList: from.list, fromName: from.name, list: to.list, name: to.name });
    },
  };
}
