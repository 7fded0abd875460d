import { z } from 'zod';
import { personOf } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import { type InboundMessage, KEEPING_COMMANDS } from '../contract.js';
import type { KeepingDesk } from './desk.js';
import { keepOutcome, keepSentence } from './outcome.js';
import { permit, townsKept } from './roles.js';
import { speakTime } from './time.js';

/** What the log calls it, and prompts/keeping.json in Chinese (`deed.…`). */
const DEEDS: ReadonlySet<string> = new Set([
  ...KEEPING_COMMANDS,
  'keeper-add',
  'keeper-remove',
  'phrasing-propose',
  'phrasing-accept',
  'phrasing-decline',
  'phrasing-withdraw',
  'note-save',
  'note-remove',
  'digest-on',
  'digest-off',
]);
const factsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

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
        action: speakDeed(entry.action, desk),
      }),
      entry.townshipId ?? '',
      speakEdition(entry.editionId, desk),
      entry.fingerprint ?? '',
      speakDetail(entry.detail),
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return keepOutcome([
    { kind: 'headline', text: sayKeep('audit.title', { count: entries.length }) },
    { kind: 'text', text: lines.join('\n') },
  ]);
}

/** A discarded draft has no number any more. */
function speakEdition(id: number | undefined, { store, sayKeep }: KeepingDesk): string {
  const edition = id === undefined ? undefined : store.edition(id);
  return edition ? sayKeep('audit.edition', { edition: edition.serial }) : '';
}

/** A later version's log may know more than this one. */
const speakDeed = (action: string, { sayKeep }: Pick<KeepingDesk, 'sayKeep'>): string =>
  DEEDS.has(action) ? sayKeep(`deed.${action}`) : action;

/** What was learnt is logged as an object; people read its values. */
function speakDetail(detail: string): string {
  if (!detail.startsWith('{')) return detail;
  const { success, data } = factsSchema.safeParse(parseJson(detail));
  if (!success) return detail;
  const hidden = new Set(['id', 'list', 'topic']);
  const shown = Object.entries(data).filter(([key, value]) => !hidden.has(key) && value !== '');
  return shown.map(([, value]) => value).join(' ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A file name may begin with a brace too.
    return undefined;
  }
}
