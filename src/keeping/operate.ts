import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoNow } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import { BotError } from '../errors.js';
import { checkBlocks } from '../learning/check-reply.js';
import { speakError } from '../speak.js';
import type { KeepingDesk } from './desk.js';
import { keepOutcome, keepSentence } from './outcome.js';
import { permit } from './roles.js';

/** `/reload`: data/ and prompts/ read anew, all or nothing. */
export async function reloadCommand(
  force: boolean,
  message: InboundMessage,
  desk: KeepingDesk,
): Promise<Outcome> {
  const { sayKeep, store } = desk;
  const gate = permit('owner', message, { action: 'reload' }, desk);
  if ('refusal' in gate) return gate.refusal;
  await message.report?.({ blocks: [{ kind: 'text', text: sayKeep('reload.reading') }], isSecret: true });
  try {
    const { kind, documents, isNewCatalogue, check } = await desk.reload(force);
    const answers = check ? checkBlocks(check, desk) : [];
    if (kind === 'fell') {
      return keepOutcome(
        [{ kind: 'headline', text: sayKeep('reload.fell') }, ...answers],
        [{ label: sayKeep('button.reload'), command: { name: 'reload', options: { force: 'yes' } } }],
      );
    }
    const detail = [...documents, ...(isNewCatalogue ? ['catalogue'] : [])].join(' ');
    store.addAudit({ ...gate.entry, detail });
    const lists = documents.length === 0 ? sayKeep('reload.no-list') : documents.join('、');
    const catalogue = sayKeep(isNewCatalogue ? 'reload.catalogue' : 'reload.no-catalogue');
    return keepOutcome([{ kind: 'text', text: sayKeep('reload.done', { lists, catalogue }) }, ...answers]);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    store.addAudit({ ...gate.entry, detail: error.code });
    return keepSentence(sayKeep('reload.refused', { reason: speakError(error) }));
  }
}

/** `/backup`: a whole copy of the database, made while questions are answered, for an owner's eyes only. */
export async function backupCommand(message: InboundMessage, desk: KeepingDesk): Promise<Outcome> {
  const { sayKeep, store } = desk;
  const gate = permit('owner', message, { action: 'backup' }, desk);
  if ('refusal' in gate) return gate.refusal;
  const at = isoNow(desk);
  const folder = await mkdtemp(join(tmpdir(), 'qingdan-backup-'));
  try {
    const path = join(folder, 'backup.sqlite');
    await store.backup(path);
    const bytes = await readFile(path);
    store.addAudit(gate.entry);
    const name = `qingdan-${at.slice(0, 16).replace(/[^\d]/g, '')}.sqlite`;
    const megabytes = (bytes.length / 1024 / 1024).toFixed(1);
    return keepOutcome(
      [{ kind: 'text', text: sayKeep('backup.done', { name, megabytes }) }],
      [],
      [{ name, bytes }],
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
