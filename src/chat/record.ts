import type { Answer } from '../answer/answer.js';
import type { InboundMessage } from '../contract.js';
import { type ChatDesk, isoNow } from './desk.js';

/** Characters of a question that are kept. */
const LOGGED_TEXT_MAX = 1000;

/** Writes the query log; talk that asks nothing is not kept. */
export function record(
  message: InboundMessage,
  text: string,
  answer: Answer,
  ms: number,
  desk: ChatDesk,
): void {
  if (answer.kind === 'small-talk' || answer.kind === 'nothing') return;
  const [first] = answer.items;
  desk.store.logQuery({
    at: isoNow(desk),
    platform: message.platform,
    chat: message.chatId,
    user: message.userId,
    townshipId: 'town' in answer ? answer.town.id : null,
    text: text.slice(0, LOGGED_TEXT_MAX),
    verdict: answer.verdict,
    dutyList: first?.[0] ?? null,
    dutyNumber: first?.[1] ?? null,
    confidence: answer.confidence,
    ms,
  });
}
