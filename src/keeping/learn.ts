import type { Outcome } from '../chat/outcome.js';
import type { Command, InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import type { Handled } from '../learning/desk.js';
import { digest } from '../learning/digest.js';
import { unanswered } from '../learning/list-unanswered.js';
import { note } from '../learning/note.js';
import { phrasing } from '../learning/phrasing.js';
import type { KeepingDesk } from './desk.js';
import { permit } from './roles.js';

export type LearningName = 'unanswered' | 'phrasing' | 'note' | 'digest';

/** The commands that learn from use: of a keeper of the township, what they change written down. */
export async function learningCommand(
  name: LearningName,
  options: Command['options'],
  town: Township,
  message: InboundMessage,
  desk: KeepingDesk,
): Promise<Outcome> {
  const gate = permit('keeper', message, { action: name, townshipId: town.id }, desk);
  if ('refusal' in gate) return gate.refusal;
  const { outcome, audit } = await handle(name, options, town, message, desk);
  if (audit) desk.store.addAudit({ ...gate.entry, ...audit });
  return outcome;
}

function handle(
  name: LearningName,
  options: Command['options'],
  town: Township,
  message: InboundMessage,
  desk: KeepingDesk,
): Handled | Promise<Handled> {
  switch (name) {
    case 'unanswered':
      return unanswered(desk, town, Number(options.page ?? 1));
    case 'phrasing':
      return phrasing(desk, town, options, message);
    case 'note':
      return note(desk, town, options, message);
    case 'digest':
      return digest(desk, town, options, message);
  }
}
