import type { LRUCache } from 'lru-cache';
import { isoNow } from '../chat/desk.js';
import { chooseCommand, type Outcome } from '../chat/outcome.js';
import { FILE_BYTES_MAX, type InboundMessage } from '../contract.js';
import { BotError } from '../errors.js';
import { parseTownship } from '../import/head.js';
import { prepareEdition } from '../library.js';
import { speakError } from '../speak.js';
import type { KeepingDesk } from './desk.js';
import { fingerprintOf } from './fingerprint.js';
import { keepSentence } from './outcome.js';
import type { PendingFile } from './pending.js';
import { previewDraft } from './preview.js';
import { findTownships, permit, personOf, townsKept } from './roles.js';

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
  const town = named === '' ? undefined : (findTownships(named, desk)[0] ?? parseTownship(named));
  if (named !== '' && !town) return keepSentence(sayKeep('import.town-unknown', { town: named }));
  await message.report?.({ blocks: [{ kind: 'text', text: sayKeep('import.reading') }], isSecret: true });
  try {
    const file = message.file ? await fetchFile(message.file) : waiting;
    if (!file) return keepSentence(sayKeep('import.how'));
    pending.set(person, file);
    const read = await desk.readDocument(file.bytes, file.name, town);
    pending.delete(person);
    return await keepDraft(read, message, desk);
  } catch (error) {
    if (!(error instanceof BotError) || !error.code.startsWith('document-')) throw error;
    const detail = `${message.file?.name ?? waiting?.name ?? ''} ${error.code}`.trim();
    desk.store.addAudit({ ...gate.entry, detail });
    if (error.code === 'document-no-town') return askTown(message, desk);
    pending.delete(person);
    return keepSentence(sayKeep('import.refused', { reason: speakError(error) }));
  }
}

async function fetchFile(file: NonNullable<InboundMessage['file']>): Promise<PendingFile> {
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
  if ((file.size ?? 0) > FILE_BYTES_MAX) {
    throw new BotError('document-too-large', {
      size: megabytes(file.size ?? 0),
      limit: megabytes(FILE_BYTES_MAX),
    });
  }
  return { name: file.name, bytes: await file.read() };
}

/** The document names no township: the file waits, and one of the towns this person keeps is chosen. */
function askTown(message: InboundMessage, desk: KeepingDesk): Outcome {
  const kept = townsKept(message, desk);
  const towns = desk.store.townships().map(({ township }) => township);
  const offered = kept === 'all' ? towns : towns.filter(({ id }) => kept.includes(id));
  const outcome = chooseCommand(
    desk.sayKeep('import.which-town'),
    offered.map(({ fullName, prefecture }) => ({
      label: fullName,
      detail: prefecture,
      command: { name: 'import', options: { town: fullName } },
    })),
  );
  return { ...outcome, reply: { ...outcome.reply, isPrivate: true, isSecret: true } };
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
    return keepSentence(sayKeep('import.same', { town: read.township.fullName, edition: live.id }));
  }
  const input = prepareEdition(read, desk.library, personOf(message), isoNow(desk));
  const edition = store.saveUpload(input, message, live?.id);
  store.addAudit({ ...gate.entry, editionId: edition.id });
  return previewDraft(edition.id, desk);
}
