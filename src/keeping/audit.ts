import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import type { KeepingDesk } from './desk.js';
import { keepOutcome, keepSentence } from './outcome.js';
import { permit, personOf, townsKept } from './roles.js';
import { speakTime } from './time.js';

const ENTRIES_DEFAULT = 15;
const ENTRIES_MAX = 50;

/** `/audit`: who did what, when, to which edition; a keeper sees what concerns the lists they keep. */
export function auditReply(count: string, message: InboundMessage, desk: KeepingDesk): Outcome {
  const { store, sayKeep } = desk;
  const gate = permit('keeper', message, { action: 'audit' }, desk);
  if ('refusal' in gate) return gate.refusal;
  const wanted = Number.parseInt(count, 10);
  const limit = Number.isNaN(wanted) ? ENTRIES_DEFAULT : Math.min(ENTRIES_MAX, Math.max(1, wanted));
  const kept = townsKept(message, desk);
  const entries = kept === 'all' ? store.audit(limit) : store.audit(limit, kept);
  if (entries.length === 0) return keepSentence(sayKeep('audit.none'));
  const lines = entries.map((entry) =>
    [
      speakTime(entry.at),
      sayKeep(entry.allowed ? 'audit.allowed' : 'audit.refused', {
        person: personOf(entry),
        role: sayKeep(`role.${entry.role}`),
        action: entry.action,
      }),
      entry.townshipId ?? '',
      entry.editionId === undefined ? '' : sayKeep('audit.edition', { edition: entry.editionId }),
      entry.fingerprint ?? '',
      entry.detail,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return keepOutcome([
    { kind: 'headline', text: sayKeep('audit.title', { count: entries.length }) },
    { kind: 'text', text: lines.join('\n') },
  ]);
}
