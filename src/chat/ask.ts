import type { Answer } from '../answer/answer.js';
import { compose } from '../answer/compose.js';
import { tellApart } from '../answer/difference.js';
import { readIntent } from '../answer/intent.js';
import type { Conversation } from '../answer/memory.js';
import type { Response } from '../answer/respond.js';
import type { InboundMessage, Reply } from '../contract.js';
import type { ListKind, Township } from '../duty.js';
import { normaliseQuestion } from '../search/normalise.js';
import { planButtons, putButtons, withChatActions } from './buttons.js';
import type { CommandQuery } from './commands.js';
import { converse } from './converse.js';
import type { ChatDesk } from './desk.js';
import { limitChoices, type Outcome } from './outcome.js';

/** Answers a question or a command that asks; what the command adds to the question is done here. */
export function ask(
  { text, list, compares }: CommandQuery,
  town: Township | undefined,
  before: Conversation,
  desk: ChatDesk,
): Response {
  const found = converse({ text, town: town?.fullName }, before, desk);
  const response = list ? withinList(found, list, desk) : found;
  const { answer, conversation } = response;
  if (!compares || answer.kind !== 'duty') return response;
  const compared = itemCommand('compare', answer.duty, desk);
  return converse({ text: compared, town: answer.town.fullName }, conversation, desk);
}

/** Of several that could be meant, those of the list that was given; one alone is the answer. */
function withinList(response: Response, list: ListKind, desk: ChatDesk): Response {
  const { answer, conversation } = response;
  if (answer.kind === 'duty' && answer.duty.list !== list) return otherInList(response, answer, list, desk);
  if (answer.kind !== 'unclear') return response;
  const candidates = answer.candidates.filter(({ duty }) => duty.list === list);
  const [only] = candidates;
  if (!only) return response;
  if (candidates.length === 1) {
    const text = itemCommand('item', only.duty, desk);
    return converse({ text, town: answer.town.fullName }, conversation, desk);
  }
  const choices = candidates.map(({ duty }) => duty);
  return { answer: { ...answer, candidates }, conversation: { ...conversation, choices } };
}

/** The item found stands in another list: what comes nearest in the one that was given is offered, if anything. */
function otherInList(
  response: Response,
  { town, confidence, items }: Extract<Answer, { kind: 'duty' }>,
  list: ListKind,
  desk: ChatDesk,
): Response {
  const { conversation } = response;
  const choices = (conversation.choices ?? []).filter((duty) => duty.list === list);
  const index = desk.towns.index(town.id);
  if (choices.length === 0 || !index) return response;
  const candidates = tellApart(choices, index);
  return {
    answer: { kind: 'unclear', verdict: 'unclear', confidence, items, town, candidates },
    conversation: { ...conversation, choices },
  };
}

function itemCommand(
  command: 'item' | 'compare',
  { list, number }: { list: ListKind; number: number },
  { say }: ChatDesk,
): string {
  return say(`command.${command}`, { short: say(`list.short.${list}`), number });
}

/** The words for a response, and what its buttons are for. @param hasButtons nothing is added that can only be pressed */
export function present(
  { answer, conversation }: Response,
  message: InboundMessage,
  { text, compares }: CommandQuery,
  desk: ChatDesk,
  hasButtons: boolean,
): Outcome {
  const { say, sayChat } = desk;
  const composed = limitChoices(compose(answer, say), sayChat);
  if (!hasButtons) return { reply: composed, planned: [] };
  // An item asked for by its number is never 不是这个.
  const byNumber =
    message.pressed === undefined &&
    readIntent(normaliseQuestion(text), { categories: [], isBody: () => false }).kind === 'number';
  const { question: _, ...unasked } = conversation;
  const facts = {
    answer,
    conversation: byNumber ? unasked : conversation,
    isWhispered: message.isWhispered === true,
    say,
    sayChat,
  };
  const reply = withChatActions(compares ? comparing(composed, answer, desk) : composed, facts);
  return { reply, planned: planButtons(reply, facts) };
}

/** Choosing what was meant goes on to its comparison. */
function comparing(reply: Reply, answer: Answer, desk: ChatDesk): Reply {
  if (answer.kind !== 'unclear') return reply;
  const offered = reply.blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : []));
  return putButtons(
    reply,
    answer.candidates.flatMap(({ duty }, at) => {
      const action = offered[at]?.action;
      return action ? [{ ...action, text: itemCommand('compare', duty, desk) }] : [];
    }),
  );
}
