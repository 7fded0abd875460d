import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Edition } from '../duty.js';
import type { Who } from './chat-types.js';
import type { createEditions } from './editions.js';
import {
  type AuditEntry,
  type Draft,
  type Keeper,
  type KeptAudit,
  type Replaced,
  ROLES,
} from './keeping-types.js';
import { parseRow, parseRows } from './rows.js';
import type { EditionInput } from './types.js';

const absent = <T extends z.ZodType>(schema: T) => schema.nullable().transform((value) => value ?? undefined);

const keeperRow = z.strictObject({
  platform: z.string(),
  userId: z.string(),
  townshipId: z.string(),
  namedBy: z.string(),
  at: z.string(),
});

const draftRow = z.strictObject({
  editionId: z.number().int(),
  platform: z.string(),
  userId: z.string(),
  basisId: absent(z.number().int()),
  madeAt: z.string(),
});

const auditRow = z.strictObject({
  id: z.number().int(),
  at: z.string(),
  platform: z.string(),
  userId: z.string(),
  role: z.enum(ROLES),
  action: z.string(),
  allowed: z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1),
  townshipId: absent(z.string()),
  editionId: absent(z.number().int()),
  fingerprint: absent(z.string()),
  detail: z.string(),
});

interface KeepingTools {
  readonly editions: ReturnType<typeof createEditions>;
  /** Keeps an edition with all that hangs on it; runs inside a transaction. */
  insertEdition(input: EditionInput): Edition;
}

/** Keepers, uploaded drafts and the audit log. */
export function createKeeping(db: Database, { editions, insertEdition }: KeepingTools) {
  const putKeeper = db.prepare(`
    INSERT INTO keepers (platform, user_id, township_id, named_by, at)
    VALUES (@platform, @userId, @townshipId, @namedBy, @at) ON CONFLICT DO NOTHING`);
  const dropKeeper = db.prepare('DELETE FROM keepers WHERE platform = ? AND user_id = ? AND township_id = ?');
  const keepersOf = db.prepare(`
    SELECT platform, user_id AS userId, township_id AS townshipId, named_by AS namedBy, at FROM keepers
    WHERE @townshipId IS NULL OR township_id = @townshipId ORDER BY township_id, at, platform, user_id`);
  const DRAFT_COLUMNS =
    'edition_id AS editionId, platform, user_id AS userId, basis_id AS basisId, made_at AS madeAt';
  const putDraft = db.prepare(`
    INSERT INTO drafts (edition_id, platform, user_id, basis_id, made_at)
    VALUES (@editionId, @platform, @userId, @basisId, @madeAt)`);
  const oneDraft = db.prepare(`SELECT ${DRAFT_COLUMNS} FROM drafts WHERE edition_id = ?`);
  const allDrafts = db.prepare(`SELECT ${DRAFT_COLUMNS} FROM drafts ORDER BY edition_id DESC`);
  const expired = db.prepare('SELECT edition_id FROM drafts WHERE made_at < ?').pluck();
  const rebase = db.prepare('UPDATE drafts SET basis_id = ? WHERE edition_id = ?');
  const dropDraft = db.prepare('DELETE FROM drafts WHERE edition_id = ?');
  // Children before parents.
  const dropEdition = [
    'DELETE FROM notices WHERE edition_id = ?',
    'DELETE FROM duty_bodies WHERE duty_id IN (SELECT id FROM duties WHERE edition_id = ?)',
    'DELETE FROM bodies WHERE edition_id = ?',
    'DELETE FROM duties WHERE edition_id = ?',
    'DELETE FROM edition_links WHERE edition_id = ?',
    'DELETE FROM drafts WHERE edition_id = ?',
    'DELETE FROM editions WHERE id = ?',
  ].map((sql) => db.prepare(sql));
  const putAudit = db.prepare(`
    INSERT INTO audit (at, platform, user_id, role, action, allowed, township_id, edition_id, fingerprint, detail)
    VALUES (@at, @platform, @userId, @role, @action, @allowed, @townshipId, @editionId, @fingerprint, @detail)`);
  const AUDIT_COLUMNS = `id, at, platform, user_id AS userId, role, action, allowed, township_id AS townshipId,
    edition_id AS editionId, fingerprint, detail`;
  const auditOf = db.prepare(`
    SELECT ${AUDIT_COLUMNS} FROM audit
    WHERE @towns IS NULL OR township_id IN (SELECT value FROM json_each(@towns))
    ORDER BY id DESC LIMIT @limit`);

  const addAudit = (entry: AuditEntry): void => {
    putAudit.run({
      at: entry.at,
      platform: entry.platform,
      userId: entry.userId,
      role: entry.role,
      action: entry.action,
      allowed: entry.allowed ? 1 : 0,
      townshipId: entry.townshipId ?? null,
      editionId: entry.editionId ?? null,
      fingerprint: entry.fingerprint ?? null,
      detail: entry.detail,
    });
  };

  const discardDraft = (editionId: number): boolean => {
    if (editions.edition(editionId)?.status !== 'draft') return false;
    for (const statement of dropEdition) statement.run(editionId);
    return true;
  };

  return {
    addKeeper: (keeper: Keeper): boolean =>
      putKeeper.run({
        platform: keeper.platform,
        userId: keeper.userId,
        townshipId: keeper.townshipId,
        namedBy: keeper.namedBy,
        at: keeper.at,
      }).changes > 0,

    removeKeeper: ({ platform, userId }: Who, townshipId: string): boolean =>
      dropKeeper.run(platform, userId, townshipId).changes > 0,

    keepers: (townshipId?: string): readonly Keeper[] =>
      parseRows(keeperRow, keepersOf.all({ townshipId: townshipId ?? null })),

    saveUpload: db.transaction(
      (input: EditionInput, { platform, userId }: Who, basisId: number | undefined) => {
        const edition = insertEdition(input);
        const madeAt = input.importedAt;
        putDraft.run({ editionId: edition.id, platform, userId, basisId: basisId ?? null, madeAt });
        return edition;
      },
    ).immediate,

    draft: (editionId: number): Draft | undefined => parseRow(draftRow, oneDraft.get(editionId)),

    drafts: (): readonly Draft[] => parseRows(draftRow, allDrafts.all()),

    rebaseDraft(editionId: number, basisId: number | undefined): void {
      rebase.run(basisId ?? null, editionId);
    },

    discardDraft: db.transaction(discardDraft).immediate,

    purgeDrafts: db.transaction((beforeIso: string): number => {
      const ids = z.number().int().array().parse(expired.all(beforeIso));
      const discarded = ids.filter(discardDraft);
      // The others were made live another way: they are editions now, nobody's drafts.
      for (const id of ids) dropDraft.run(id);
      return discarded.length;
    }).immediate,

    replaceLive: db.transaction(
      (editionId: number, basisId: number | undefined, entry: AuditEntry): Replaced => {
        const edition = editions.edition(editionId);
        if (!edition) return 'gone';
        if (editions.liveEdition(edition.townshipId)?.id !== basisId) return 'changed';
        const live = editions.makeLive(editionId, entry.at);
        dropDraft.run(editionId);
        addAudit(entry);
        return live;
      },
    ).immediate,

    addAudit,

    audit: (limit: number, townshipIds?: readonly string[]): readonly KeptAudit[] =>
      auditRow
        .array()
        .parse(auditOf.all({ limit, towns: townshipIds === undefined ? null : JSON.stringify(townshipIds) })),

    backup: async (path: string): Promise<void> => {
      await db.backup(path);
    },
  };
}
