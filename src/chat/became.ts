import type { Conversation } from '../answer/memory.js';
import type { Response } from '../answer/respond.js';
import type { InboundMessage } from '../contract.js';
import type { Duty } from '../duty.js';
import type { CommandQuery } from './commands.js';
import { type ChatDesk, isoNow } from './desk.js';

/** Keeps what became of the answer before this message: it was turned down, or one of those offered was chosen. */
export function recordOutcome(
  message: InboundMessage,
  query: CommandQuery,
  before: Conversation,
  { answer, conversation }: Response,
  desk: ChatDesk,
): void {
  const { question } = before;
  if (question === undefined || !('town' in answer)) return;
  const keep = (kind: 'chosen' | 'rejected', duty: Duty | undefined): void =>
    desk.store.addOutcome({
      at: isoNow(desk),
      platform: message.platform,
      userId: message.userId,
      townshipId: answer.town.id,
      question,
      kind,
      ...(duty ? { item: [duty.list, duty.number] } : {}),
    });
  if (answer.kind === 'unclear' && answer.rejected) keep('rejected', before.duty);
  if (answer.kind !== 'duty' || answer.view !== 'card') return;
  // Of a new question the conversation remembers that one instead.
  const typed =
    query.role === undefined &&
    conversation.question === question &&
    before.choices?.some(({ list, number }) => list === answer.duty.list && number === answer.duty.number);
  if (query.role === 'choose' || typed) keep('chosen', answer.duty);
}
