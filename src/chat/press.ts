import type { Conversation } from '../answer/memory.js';
import type { InboundMessage } from '../contract.js';
import type { Duty, ListKind } from '../duty.js';
import type { StoredAction } from '../store/chat-types.js';
import { type ChatDesk, isKeeper, isoNow } from './desk.js';
import { type Outcome, sentence } from './outcome.js';

/** What a pressed button comes to: something said at once, or a question or command to go on with. */
export type Press =
  | { readonly kind: 'said'; readonly outcome: Outcome }
  | { readonly kind: 'go-on'; readonly action: StoredAction; readonly before: Conversation };

/** Buttons that only the person may press who asked, or a keeper. */
const ASKERS_ONLY: ReadonlySet<StoredAction['role']> = new Set(['choose', 'reject', 'share']);

/** Reads a pressed button from the store alone, so that it works whatever was forgotten since. */
export function readPress(message: InboundMessage, token: string, desk: ChatDesk): Press {
  const { store, sayChat, rules } = desk;
  const found = store.button(message, token, isoNow(desk));
  const hint = (key: string): Press => ({ kind: 'said', outcome: sentence(sayChat(key), true) });
  if (!found) return hint('button.expired');
  const { action, isAsker } = found;
  if (ASKERS_ONLY.has(action.role) && !isAsker && !isKeeper(message, rules)) return hint('button.not-yours');
  if (action.role === 'vote') return { kind: 'said', outcome: vote(message, action, desk) };
  return { kind: 'go-on', action, before: conversationOf(action, desk) };
}

/** One vote a person for each answer, thanked privately; a second press of the other button changes it. */
function vote(message: InboundMessage, action: StoredAction, desk: ChatDesk): Outcome {
  const { store, sayChat, towns } = desk;
  const { item, town, question = '', useful = false } = action;
  const township = town === undefined ? undefined : towns.find(town)[0];
  if (!item || !township) return sentence(sayChat('button.expired'), true);
  const before = store.vote({
    platform: message.platform,
    userId: message.userId,
    townshipId: township.id,
    list: item[0],
    number: item[1],
    question,
    useful,
    at: isoNow(desk),
  });
  const name = useful ? 'useful' : 'useless';
  if (before === undefined) return sentence(sayChat(`vote.${name}`), true);
  const key = before === useful ? 'vote.same' : 'vote.changed';
  return sentence(sayChat(key, { vote: sayChat(`action.${name}`) }), true);
}

/** Choosing a town goes on with the question that waited for it. */
const isTownChoice = ({ role, text, town, item }: StoredAction): boolean =>
  role === 'choose' && text === town && item === undefined;

/** The conversation as it was when the button was offered. */
function conversationOf(action: StoredAction, desk: ChatDesk): Conversation {
  const { question, town, rejected, role, item } = action;
  if (isTownChoice(action)) return question === undefined ? {} : { pending: question };
  const township = town === undefined ? undefined : desk.towns.find(town)[0];
  if (!township) return {};
  const [shown] = role === 'reject' && item ? dutiesOf([item], township.id, desk) : [];
  return {
    town: township.id,
    ...(shown ? { duty: shown } : {}),
    ...(question === undefined ? {} : { question }),
    ...(rejected === undefined ? {} : { rejected: dutiesOf(rejected, township.id, desk) }),
  };
}

/** Items that a newer edition no longer has are left out. */
function dutiesOf(
  items: readonly (readonly [ListKind, number])[],
  town: string,
  { towns }: ChatDesk,
): Duty[] {
  const all = towns.index(town)?.duties ?? [];
  return items.flatMap(
    ([list, number]) => all.find(({ duty }) => duty.list === list && duty.number === number)?.duty ?? [],
  );
}
