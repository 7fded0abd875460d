import { type Answer, itemOf } from '../answer/answer.js';
import type { Conversation } from '../answer/memory.js';
import type { Action, ActionRole, Block, Choice, Reply } from '../contract.js';
import type { StoredAction } from '../store/chat-types.js';
import type { Say } from '../wording.js';

/** A button of a reply together with what pressing it needs. */
export interface Planned {
  readonly action: Action & { readonly role: ActionRole };
  readonly stored: StoredAction;
}

interface Facts {
  readonly answer: Answer;
  /** The conversation after the answer. */
  readonly conversation: Conversation;
  readonly isWhispered: boolean;
  /** Sentences of prompts/reply.json and prompts/chat.json. */
  readonly say: Say;
  readonly sayChat: Say;
}

/**
 * Adds the buttons that only a chat has: 不是这个, 有用 / 没用, 发到群里. Pure.
 */
export function withChatActions(reply: Reply, facts: Facts): Reply {
  const extra = [...rejectAction(facts), ...voteActions(facts), ...shareAction(facts)];
  if (extra.length === 0) return reply;
  const own = reply.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const words = reply.blocks.filter(({ kind }) => kind !== 'actions');
  return { ...reply, blocks: [...words, { kind: 'actions', actions: [...own, ...extra] }] };
}

const townOf = (answer: Answer): { town?: string } =>
  'town' in answer ? { town: answer.town.fullName } : {};

/** Only where a question was answered: a number that was asked for is never the wrong one. */
function rejectAction({ answer, conversation, sayChat }: Facts): Action[] {
  const wrong = answer.kind === 'duty' || (answer.kind === 'unclear' && answer.candidates.length > 0);
  if (!wrong || conversation.question === undefined) return [];
  const label = sayChat('action.reject');
  return [{ label, text: label, role: 'reject', ...townOf(answer) }];
}

function voteActions({ answer, sayChat }: Facts): Action[] {
  if (answer.kind !== 'duty') return [];
  return (['useful', 'useless'] as const).map((vote): Action => {
    const label = sayChat(`action.${vote}`);
    return { label, text: label, role: 'vote', ...townOf(answer) };
  });
}

function shareAction({ answer, conversation, isWhispered, say, sayChat }: Facts): Action[] {
  if (!isWhispered) return [];
  const text = retell(answer, conversation, say, sayChat);
  return text === undefined
    ? []
    : [{ label: sayChat('action.share'), text, role: 'share', ...townOf(answer) }];
}

/** Words that give the same answer again, without what was said before. */
function retell(answer: Answer, { question }: Conversation, say: Say, sayChat: Say): string | undefined {
  switch (answer.kind) {
    case 'duty': {
      const { list, number } = answer.duty;
      const facts = { short: say(`list.short.${list}`), number };
      return say(
        answer.view === 'full' || answer.view === 'lead' ? `command.${answer.view}` : 'command.item',
        facts,
      );
    }
    case 'comparison': {
      const { list, number } = answer.subject.duty;
      return say('command.compare', { short: say(`list.short.${list}`), number });
    }
    case 'listing': {
      const { of, page } = answer;
      if (of.kind === 'list') return say('command.page.list', { list: say(`list.${of.list}`), page });
      if (of.kind === 'category') return say('command.page.category', { category: of.category, page });
      if (of.kind === 'body') return say('command.page.body', { name: of.name, page });
      return say('command.near', { short: say(`list.short.${of.duty.list}`), number: of.duty.number });
    }
    case 'summary':
      return sayChat('command.lists');
    case 'unclear':
    case 'unlisted':
      return question;
    default:
      return undefined;
  }
}

/** What each button of a reply is for, in the order in which they stand. Pure. */
export function planButtons(reply: Reply, facts: Facts): readonly Planned[] {
  const { answer, conversation, sayChat } = facts;
  // What is chosen from a list is open to everybody; what a question may have meant, its asker knows.
  const choice: ActionRole = answer.kind === 'listing' ? 'view' : 'choose';
  const other: ActionRole = answer.kind === 'listing' ? 'page' : 'view';
  const question = answer.kind === 'choose-town' ? answer.text : conversation.question;
  const rejected = conversation.rejected?.map(itemOf);
  const shown = answer.kind === 'duty' ? [answer.duty] : [];
  const offered = answer.kind === 'unclear' ? answer.candidates.map(({ duty }) => duty) : [];
  const plan = (action: Action, fallback: ActionRole): Planned => {
    const role = action.role ?? fallback;
    const [item] = shown.map(itemOf);
    const turnedDown =
      role === 'reject' ? [...(rejected ?? []), ...[...shown, ...offered].map(itemOf)] : rejected;
    const stored: StoredAction = {
      role,
      text: action.text,
      ...(action.town === undefined ? {} : { town: action.town }),
      ...(question === undefined ? {} : { question }),
      ...(item === undefined ? {} : { item }),
      ...(turnedDown === undefined ? {} : { rejected: turnedDown }),
      ...(role === 'vote' ? { useful: action.text === sayChat('action.useful') } : {}),
    };
    return { action: { ...action, role }, stored };
  };
  return reply.blocks.flatMap((block) => {
    if (block.kind === 'choices') return block.choices.map(({ action }) => plan(action, choice));
    return block.kind === 'actions' ? block.actions.map((action) => plan(action, other)) : [];
  });
}

/** The reply with its buttons replaced, in the order of `planButtons`. Pure. */
export function putButtons(reply: Reply, actions: readonly Action[]): Reply {
  let at = 0;
  const next = (action: Action): Action => {
    const found = actions[at] ?? action;
    at += 1;
    return found;
  };
  const blocks = reply.blocks.map((block): Block => {
    if (block.kind === 'choices') {
      return {
        ...block,
        choices: block.choices.map((one): Choice => ({ ...one, action: next(one.action) })),
      };
    }
    return block.kind === 'actions' ? { ...block, actions: block.actions.map(next) } : block;
  });
  return { ...reply, blocks };
}
