import type { LRUCache } from 'lru-cache';
import { isoNow, personOf } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import { BotError } from '../errors.js';
import { checkSize } from '../import/document.js';
import { parseTownship } from '../import/head.js';
import { prepareSteps } from '../library.js';
import { inSlices } from '../slices.js';
import { speakError } from '../speak.js';
import type { KeepingDesk } from './desk.js';
import { ownDrafts } from './drafts.js';
import { fingerprintOf } from './fingerprint.js';
import { keepSentence, whichTown } from './outcome.js';
import type { PendingFile } from './pending.js';
import { previewDraft } from './preview.js';
import { findTownships, permit, townshipsKept } from './roles.js';

/**
 * `/import`: fetches, reads and keeps a document as a draft of whoever sent it, and shows what it would
 * change. Nobody is answered from it yet.
 */
export async function importDocument(
  named: string,
  message: InboundMessage,
  pending: LRUCache<string, PendingFile>,
  desk: KeepingDesk,
): Promise<Outcome> {
  const { sayKeep } = desk;
  // Before anything is fetched: a stranger's file is not even read.
  const gate = permit('keeper', message, { action: 'import' }, desk);
  if ('refusal' in gate) return gate.refusal;
  const person = personOf(message);
  const waiting = pending.get(person);
  if (!message.file && !waiting) return keepSentence(sayKeep('import.how'));
  const found = findTownships(named, desk);
  if (found.length > 1) return keepSentence(sayKeep('import.town-several', { towns: namesOf(found) }));
  const town = found[0] ?? parseTownship(named);
  if (named !== '' && !town) return keepSentence(sayKeep('import.town-unknown', { town: named }));
  if (town) {
    const own = permit('keeper', message, { action: 'import', townshipId: town.id }, desk);
    if ('refusal' in own) return own.refusal;
  }
  await message.report?.({ blocks: [{ kind: 'text', text: sayKeep('import.reading') }], isSecret: true });
  let file = waiting;
  try {
    if (message.file) file = await fetchFile(message.file);
    if (!file) return keepSentence(sayKeep('import.how'));
    const read = await desk.readDocument(file.bytes, file.name, town);
    pending.delete(person);
    return await keepDraft(read, message, desk);
  } catch (error) {
    pending.delete(person);
    if (!(error instanceof BotError) || !error.code.startsWith('document-')) throw error;
    const name = message.file?.name ?? file?.name ?? '';
    const reason = speakError(error);
    desk.store.addAudit({ ...gate.entry, townshipId: town?.id, detail: `${name} ${reason}`.trim() });
    if (error.code === 'document-no-town' && file && desk.store.townships().length > 0) {
      pending.set(person, file);
      return askTown(message, desk);
    }
    return keepSentence(sayKeep('import.refused', { reason }));
  }
}

const namesOf = (towns: readonly Township[]): string => towns.map(({ fullName }) => fullName).join('、');

async function fetchFile(file: NonNullable<InboundMessage['file']>): Promise<PendingFile> {
  checkSize(file.size ?? 0);
  return { name: file.name, bytes: await file.read() };
}

/** The document names no township: the file waits, and one of the towns this person keeps is chosen. */
function askTown(message: InboundMessage, desk: KeepingDesk): Outcome {
  const { sayKeep, sayChat } = desk;
  const command = { name: 'import' as const, options: {} };
  return whichTown(sayKeep('import.which-town'), townshipsKept(message, desk), command, sayChat);
}

async function keepDraft(
  read: Awaited<ReturnType<KeepingDesk['readDocument']>>,
  message: InboundMessage,
  desk: KeepingDesk,
): Promise<Outcome> {
  const { store, sayKeep } = desk;
  const fingerprint = fingerprintOf(read);
  const townshipId = read.township.id;
  const deed = { action: 'import', townshipId, fingerprint, detail: read.fileName };
  const gate = permit('keeper', message, deed, desk);
  if ('refusal' in gate) return gate.refusal;
  const live = store.liveEdition(townshipId);
  if (live?.sha256 === read.sha256) {
    return keepSentence(sayKeep('import.same', { town: read.township.fullName, edition: live.serial }));
  }
  // The very same document again: the draft it made still waits.
  const before = ownDrafts(message, desk).find(
    (draft) => draft.sha256 === read.sha256 && draft.townshipId === townshipId,
  );
  if (before) {
    store.rebaseDraft(before.id, live?.id);
    return previewDraft(before.id, desk);
  }
  const input = await inSlices(prepareSteps(read, desk.library, personOf(message), isoNow(desk)));
  const edition = store.saveUpload(input, message, live?.id);
  store.addAudit({ ...gate.entry, editionId: edition.id });
  return previewDraft(edition.id, desk);
}
