import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoNow } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import { BotError } from '../errors.js';
import { checkBlocks } from '../learning/check-reply.js';
import { speakError } from '../speak.js';
import type { Say } from '../wording.js';
import { dormantBlocks } from './check.js';
import type { KeepingDesk } from './desk.js';
import { fingerprintOf } from './fingerprint.js';
import { keepOutcome, keepSentence } from './outcome.js';
import type { Reloaded } from './reload.js';
import { permit } from './roles.js';
import { speakTime } from './time.js';

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
    const done = await desk.reload(force);
    const answers = done.check ? checkBlocks(done.check, desk) : [];
    if (done.kind === 'fell') {
      store.addAudit({ ...gate.entry, detail: sayKeep('audit.fell') });
      return keepOutcome(
        [{ kind: 'headline', text: sayKeep('reload.fell') }, ...answers],
        [{ label: sayKeep('button.reload'), command: { name: 'reload', options: { force: 'yes' } } }],
      );
    }
    store.addAudit({ ...gate.entry, detail: done.isNewCatalogue ? sayKeep('audit.catalogue') : '' });
    for (const edition of done.editions) {
      const { id: editionId, townshipId, fileName: detail } = edition;
      store.addAudit({ ...gate.entry, townshipId, editionId, fingerprint: fingerprintOf(edition), detail });
    }
    return keepOutcome([
      { kind: 'text', text: sayKeep('reload.done', changesOf(done, sayKeep)) },
      ...dormantBlocks(done.dormant, desk),
      ...answers,
    ]);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    const reason = speakError(error);
    store.addAudit({ ...gate.entry, detail: reason });
    return keepSentence(sayKeep('reload.refused', { reason }));
  }
}

const changesOf = ({ documents, isNewCatalogue, isNewWording }: Reloaded, sayKeep: Say) => ({
  lists: documents.length === 0 ? sayKeep('reload.no-list') : documents.join('、'),
  catalogue: sayKeep(isNewCatalogue ? 'reload.catalogue' : 'reload.no-catalogue'),
  wording: sayKeep(isNewWording ? 'reload.wording' : 'reload.no-wording'),
});

/** `/backup`: a whole copy of the database, made while questions are answered, for an owner's eyes only. */
export async function backupCommand(message: InboundMessage, desk: KeepingDesk): Promise<Outcome> {
  const { sayKeep, store } = desk;
  const gate = permit('owner', message, { action: 'backup' }, desk);
  if ('refusal' in gate) return gate.refusal;
  const at = speakTime(isoNow(desk));
  const folder = await mkdtemp(join(tmpdir(), 'qingdan-backup-'));
  try {
    const path = join(folder, 'backup.sqlite');
    await store.backup(path);
    const bytes = await readFile(path);
    store.addAudit(gate.entry);
    const name = `qingdan-${at.replace(/\D/g, '')}.sqlite`;
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
