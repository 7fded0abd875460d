import { isoNow } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import type { Edition } from '../duty.js';
import { followThrough } from './check.js';
import type { KeepingDesk } from './desk.js';
import { fingerprintOf } from './fingerprint.js';
import { keepOutcome, keepSentence } from './outcome.js';
import { examine, previewDraft, previewRollback } from './preview.js';
import { permit } from './roles.js';

/** Hours that an uploaded draft waits to be published. */
export const DRAFT_HOURS = 24;

/** The words that must be typed before a doubtful edition is published. */
export const confirmWords = (townshipId: string, { sayKeep }: Pick<KeepingDesk, 'sayKeep'>): string =>
  sayKeep('confirm.words', { town: townshipId });

/**
 * `/publish`: makes a draft live in one transaction, if what its preview was compared with still is.
 * @param confirmed the words of `confirmWords` were typed
 */
export async function publishDraft(
  editionId: number | undefined,
  confirmed: boolean,
  message: InboundMessage,
  desk: KeepingDesk,
): Promise<Outcome> {
  const { store, sayKeep } = desk;
  const edition = editionId === undefined ? newestDraft(message, desk) : store.edition(editionId);
  if (!edition) return keepSentence(sayKeep(editionId === undefined ? 'draft.none' : 'draft.gone'));
  const gate = permit('keeper', message, deedOf('publish', edition), desk);
  if ('refusal' in gate) return gate.refusal;
  if (edition.status !== 'draft' || isExpired(edition, desk)) return keepSentence(sayKeep('draft.gone'));
  const preview = await examine(edition.id, desk);
  if (!preview) return keepSentence(sayKeep('draft.gone'));
  if (preview.doubts.length > 0 && !confirmed) {
    const reasons = preview.doubts.map(({ key, params }) => sayKeep(key, params)).join('\n');
    return keepSentence(sayKeep('confirm.ask', { reasons, words: confirmWords(edition.townshipId, desk) }));
  }
  const draft = store.draft(edition.id);
  const basis = draft ? draft.basisId : preview.live?.id;
  const replaced = store.replaceLive(edition.id, basis, { ...gate.entry, at: isoNow(desk) });
  if (replaced === 'gone') return keepSentence(sayKeep('draft.gone'));
  if (replaced === 'changed') {
    store.rebaseDraft(edition.id, store.liveEdition(edition.townshipId)?.id);
    const again = await previewDraft(edition.id, desk);
    const warned = { kind: 'notice' as const, text: sayKeep('publish.changed') };
    return { ...again, reply: { ...again.reply, blocks: [warned, ...again.reply.blocks] } };
  }
  return done('publish.done', replaced, preview.live, preview.difference, desk);
}

/** `/discard`: deletes a draft. */
export function discardDraft(
  editionId: number | undefined,
  message: InboundMessage,
  desk: KeepingDesk,
): Outcome {
  const { store, sayKeep } = desk;
  const edition = editionId === undefined ? newestDraft(message, desk) : store.edition(editionId);
  if (!edition) return keepSentence(sayKeep(editionId === undefined ? 'draft.none' : 'draft.gone'));
  const gate = permit('keeper', message, deedOf('discard', edition), desk);
  if ('refusal' in gate) return gate.refusal;
  if (!store.discardDraft(edition.id)) return keepSentence(sayKeep('draft.gone'));
  store.addAudit(gate.entry);
  return keepSentence(sayKeep('discard.done', { town: edition.townshipId, edition: edition.id }));
}

/**
 * `/rollback`: shows what going back to a former edition would change, or does it.
 * @param editionId by default the edition that was live before
 * @param basis the live edition that was looked at: given by the button that confirms
 */
export async function rollBack(
  townshipId: string,
  editionId: number | undefined,
  basis: number | undefined,
  message: InboundMessage,
  desk: KeepingDesk,
): Promise<Outcome> {
  const { store, sayKeep } = desk;
  const live = store.liveEdition(townshipId);
  const target = editionId ?? formerEdition(townshipId, live, desk);
  const edition = target === undefined ? undefined : store.edition(target);
  const gate = permit('keeper', message, { action: 'rollback', townshipId, editionId: target }, desk);
  if ('refusal' in gate) return gate.refusal;
  if (!edition || edition.townshipId !== townshipId) return keepSentence(sayKeep('rollback.none'));
  if (edition.status === 'live') return keepSentence(sayKeep('rollback.live', { edition: edition.id }));
  // A draft never was live: it is published, with its own questions.
  if (edition.status === 'draft') return previewDraft(edition.id, desk);
  if (basis === undefined) return previewRollback(edition.id, desk);
  const preview = await examine(edition.id, desk);
  const replaced = store.replaceLive(edition.id, basis, {
    ...gate.entry,
    ...deedOf('rollback', edition),
    at: isoNow(desk),
  });
  if (replaced === 'changed' || replaced === 'gone' || !preview) return previewRollback(edition.id, desk);
  return done('rollback.done', replaced, live, preview.difference, desk);
}

/** The edition that was live before the one that is. */
function formerEdition(
  townshipId: string,
  live: Edition | undefined,
  { store }: KeepingDesk,
): number | undefined {
  return store.publications(townshipId).find(({ editionId }) => editionId !== live?.id)?.editionId;
}

function done(
  key: 'publish.done' | 'rollback.done',
  now: Edition,
  before: Edition | undefined,
  difference: NonNullable<Awaited<ReturnType<typeof examine>>>['difference'],
  desk: KeepingDesk,
): Outcome {
  const { sayKeep } = desk;
  const followed = followThrough(now, difference, desk);
  const facts = { town: now.townshipId, edition: now.id, before: before?.id ?? 0 };
  const options = before && {
    town: now.townshipId,
    edition: String(before.id),
    basis: String(now.id),
  };
  return keepOutcome(
    [
      { kind: 'headline', text: sayKeep(key, facts) },
      ...(before ? [{ kind: 'text' as const, text: sayKeep('undo.how', facts) }] : []),
      ...followed,
    ],
    options ? [{ label: sayKeep('button.undo'), command: { name: 'rollback', options } }] : [],
  );
}

const deedOf = (action: string, edition: Edition) => ({
  action,
  townshipId: edition.townshipId,
  editionId: edition.id,
  fingerprint: fingerprintOf(edition),
  detail: edition.fileName,
});

/** The draft that this person uploaded last, not expired. */
export function newestDraft(message: InboundMessage, desk: KeepingDesk): Edition | undefined {
  const { platform, userId } = message;
  const own = desk.store.drafts().find((draft) => draft.platform === platform && draft.userId === userId);
  const edition = own && desk.store.edition(own.editionId);
  return edition && !isExpired(edition, desk) ? edition : undefined;
}

/** Drafts of the command line have no row of their own and wait as long as it takes. */
export function isExpired({ id }: Edition, { store, now }: KeepingDesk): boolean {
  const draft = store.draft(id);
  return draft !== undefined && Date.parse(draft.madeAt) + DRAFT_HOURS * 3_600_000 < now();
}
