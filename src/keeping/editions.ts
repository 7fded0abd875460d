import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import type { KeepingDesk } from './desk.js';
import { isExpired } from './drafts.js';
import { fingerprintOf } from './fingerprint.js';
import { type KeepButton, keepOutcome, keepSentence } from './outcome.js';
import { permit } from './roles.js';
import { speakTime } from './time.js';

/** Editions that are listed, newest first; the others are still in the store. */
const EDITIONS_SHOWN_MAX = 10;
/** Former editions that get a button; the others are named by their number. */
const BUTTONS_MAX = 4;

/** `/editions`: a township's history, drafts included. */
export function editionsReply(town: Township, message: InboundMessage, desk: KeepingDesk): Outcome {
  const { store, sayKeep } = desk;
  const gate = permit('keeper', message, { action: 'editions', townshipId: town.id }, desk);
  if ('refusal' in gate) return gate.refusal;
  const all = store
    .editions(town.id)
    .filter((edition) => edition.status !== 'draft' || !isExpired(edition, desk));
  if (all.length === 0) return keepSentence(sayKeep('editions.none', { town: town.fullName }));
  const shown = all.slice(0, EDITIONS_SHOWN_MAX);
  const lines = shown.map((edition) =>
    sayKeep('editions.line', {
      edition: edition.serial,
      status: sayKeep(`status.${edition.status}`),
      file: edition.fileName,
      fingerprint: fingerprintOf(edition),
      by: edition.importedBy,
      at: speakTime(edition.importedAt),
    }),
  );
  const more = all.length - shown.length;
  const buttons = shown
    .filter(({ status }) => status !== 'live')
    .slice(0, BUTTONS_MAX)
    .map(
      ({ id, serial, status }): KeepButton => ({
        label: sayKeep(`button.look.${status === 'draft' ? 'draft' : 'retired'}`, { edition: serial }),
        command: { name: 'rollback', options: { town: town.fullName, id: String(id) } },
      }),
    );
  return keepOutcome(
    [
      { kind: 'headline', text: sayKeep('editions.title', { town: town.fullName, count: all.length }) },
      {
        kind: 'text',
        text: [...lines, ...(more > 0 ? [sayKeep('editions.more', { count: more })] : [])].join('\n'),
      },
    ],
    buttons,
  );
}
