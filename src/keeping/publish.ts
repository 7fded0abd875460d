import { isoNow } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import type { Edition } from '../duty.js';
import type { AuditEntry } from '../store/keeping-types.js';
import { dormantBlocks } from './check.js';
import type { KeepingDesk } from './desk.js';
import type { Doubt } from './doubts.js';
import { isExpired, newestDraft } from './drafts.js';
import { fingerprintOf } from './fingerprint.js';
import { type MadeLive, makeLive } from './live.js';
import { keepOutcome, keepSentence } from './outcome.js';
import { changesButton, compareWithLive, examine, previewDraft, previewRollback } from './preview.js';
import { permit } from './roles.js';

/** The words that must be typed before a doubtful edition is published. */
export const confirmWords = (townshipId: string, { sayKeep }: Pick<KeepingDesk, 'sayKeep'>): string =>
  sayKeep('confirm.words', { town: townshipId });

/** The words that must be typed before a doubtful former edition is made live again. */
export const restoreWords = (
  { townshipId, serial }: Pick<Edition, 'townshipId' | 'serial'>,
  { sayKeep }: Pick<KeepingDesk, 'sayKeep'>,
): string => sayKeep('confirm.restore.words', { town: townshipId, edition: serial });

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
  const found = findDraft('publish', editionId, message, desk);
  if ('outcome' in found) return found.outcome;
  const { edition, entry } = found;
  const preview = await examine(edition.id, desk);
  // What others did while the answers were compared.
  if (!preview || store.edition(edition.id)?.status !== 'draft') return keepSentence(sayKeep('draft.gone'));
  const draft = store.draft(edition.id);
  const basis = preview.live?.id;
  if (draft && draft.basisId !== basis) return previewAgain(edition, desk);
  if (preview.doubts.length > 0 && !confirmed) {
    const reasons = speakDoubts(preview.doubts, desk);
    const discard = { name: 'discard' as const, options: { id: String(edition.id) } };
    // With a button it stays in the conversation: words that must be typed cannot vanish with a toast.
    return keepSentence(sayKeep('confirm.ask', { reasons, words: confirmWords(edition.townshipId, desk) }), [
      { label: sayKeep('button.discard'), command: discard },
    ]);
  }
  const made = makeLive(edition.id, basis, { ...entry, at: isoNow(desk) }, preview.difference, store);
  if (made === 'gone') return keepSentence(sayKeep('draft.gone'));
  if (made === 'changed') return previewAgain(edition, desk);
  return done('publish.done', made, preview.live, desk);
}

/** Somebody published another edition since the preview: the draft is shown anew beside that one. */
async function previewAgain({ id, townshipId }: Edition, desk: KeepingDesk): Promise<Outcome> {
  const { store, sayKeep } = desk;
  if (store.edition(id)?.status !== 'draft') return keepSentence(sayKeep('draft.gone'));
  store.rebaseDraft(id, store.liveEdition(townshipId)?.id);
  const again = await previewDraft(id, desk);
  const warned = { kind: 'notice' as const, text: sayKeep('publish.changed') };
  return { ...again, reply: { ...again.reply, blocks: [warned, ...again.reply.blocks] } };
}

/** `/discard`: deletes a draft. */
export function discardDraft(
  editionId: number | undefined,
  message: InboundMessage,
  desk: KeepingDesk,
): Outcome {
  const { store, sayKeep } = desk;
  const found = findDraft('discard', editionId, message, desk);
  if ('outcome' in found) return found.outcome;
  const { edition, entry } = found;
  if (!store.discardDraft(edition.id)) return keepSentence(sayKeep('draft.gone'));
  store.addAudit(entry);
  return keepSentence(sayKeep('discard.done', { town: edition.townshipId, edition: edition.serial }));
}

/** The draft meant, by default this person's newest; who may do nothing with drafts is told just that. */
function findDraft(
  action: 'publish' | 'discard',
  editionId: number | undefined,
  message: InboundMessage,
  desk: KeepingDesk,
): { readonly edition: Edition; readonly entry: AuditEntry } | { readonly outcome: Outcome } {
  const { store, sayKeep } = desk;
  const edition = editionId === undefined ? newestDraft(message, desk) : store.edition(editionId);
  const gate = permit('keeper', message, edition ? deedOf(action, edition) : { action, editionId }, desk);
  if ('refusal' in gate) return { outcome: gate.refusal };
  if (edition?.status === 'draft' && !isExpired(edition, desk)) return { edition, entry: gate.entry };
  return { outcome: keepSentence(sayKeep(editionId === undefined ? 'draft.none' : 'draft.gone')) };
}

/** How sure somebody is of going back. */
export interface Confirmed {
  /** The live edition that was looked at; nothing before it was: then the change is shown first. */
  readonly basis?: number | undefined;
  /** 撤销, one press below the publication itself: nothing more is asked. */
  readonly isUndo?: boolean;
  /** The words of `restoreWords` were typed. */
  readonly isTyped?: boolean;
}

/**
 * `/rollback`: shows what going back to a former edition would change, or does it.
 * @param editionId by default the edition that was live before
 */
export async function rollBack(
  townshipId: string,
  editionId: number | undefined,
  { basis, isUndo = false, isTyped = false }: Confirmed,
  message: InboundMessage,
  desk: KeepingDesk,
): Promise<Outcome> {
  const { store, sayKeep } = desk;
  const target = editionId ?? formerEdition(townshipId, store.liveEdition(townshipId), desk);
  const edition = target === undefined ? undefined : store.edition(target);
  const gate = permit('keeper', message, { action: 'rollback', townshipId, editionId: target }, desk);
  if ('refusal' in gate) return gate.refusal;
  if (!edition || edition.townshipId !== townshipId) return keepSentence(sayKeep('rollback.none'));
  const isLive = () => keepSentence(sayKeep('rollback.live', { edition: edition.serial }));
  if (edition.status === 'live') return isLive();
  // A draft never was live: it is published, with its own questions.
  if (edition.status === 'draft') {
    return isExpired(edition, desk) ? keepSentence(sayKeep('draft.gone')) : previewDraft(edition.id, desk);
  }
  if (basis === undefined) return previewRollback(edition.id, desk);
  const preview = isUndo || isTyped ? undefined : await examine(edition.id, desk);
  if (preview && preview.doubts.length > 0) {
    const facts = { reasons: speakDoubts(preview.doubts, desk), words: restoreWords(edition, desk) };
    return keepSentence(sayKeep('confirm.restore.ask', facts), [changesButton(edition, desk)]);
  }
  const compared = preview ?? (await compareWithLive(edition.id, desk));
  const entry = { ...gate.entry, ...deedOf('rollback', edition), at: isoNow(desk) };
  if (compared?.live?.id === basis) {
    const made = makeLive(edition.id, basis, entry, compared.difference, store);
    if (typeof made === 'object') return done('rollback.done', made, compared.live, desk);
  }
  // Pressed twice, or somebody else was faster.
  return store.edition(edition.id)?.status === 'live' ? isLive() : previewRollback(edition.id, desk);
}

const speakDoubts = (doubts: readonly Doubt[], { sayKeep }: KeepingDesk): string =>
  doubts.map(({ key, params }) => sayKeep(key, params)).join('\n');

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
  { edition: now, dormant }: MadeLive,
  before: Edition | undefined,
  desk: KeepingDesk,
): Outcome {
  const { sayKeep } = desk;
  const facts = { town: now.townshipId, edition: now.serial, before: before?.serial ?? 0 };
  const options = before && {
    town: now.townshipId,
    id: String(before.id),
    basis: String(now.id),
    undo: 'yes',
  };
  return keepOutcome(
    [
      { kind: 'headline', text: sayKeep(key, facts) },
      ...(before ? [{ kind: 'text' as const, text: sayKeep('undo.how', facts) }] : []),
      ...dormantBlocks(dormant, desk),
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
