import { LRUCache } from 'lru-cache';
import { info } from './answer/answer.js';
import { compose } from './answer/compose.js';
import { type Intent, readIntent } from './answer/intent.js';
import { bodiesNamed } from './answer/listing.js';
import type { Conversation, Memory } from './answer/memory.js';
import { type Desk, type Response, respond } from './answer/respond.js';
import type { Handle, InboundMessage, Reply } from './contract.js';
import type { Township } from './duty.js';
import { normaliseQuestion } from './search/normalise.js';
import type { TownIndex } from './search/town-index.js';
import type { Say } from './wording.js';

/** What the core needs from outside itself. */
export interface BotTools extends Desk {
  readonly memory: Memory;
  /** Sentences of prompts/reply.json. */
  readonly say: Say;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Bot {
  /** The whole way of a message, query log included; nothing for a repeated delivery. */
  readonly handle: Handle;
  /** The answer alone: nothing is logged, composed or taken for a repeat. */
  answer(message: InboundMessage): Response['answer'];
}

const SEEN_MESSAGES_MAX = 5000;

export function createBot(tools: BotTools): Bot {
  const seen = new LRUCache<string, true>({ max: SEEN_MESSAGES_MAX });
  const answer = (message: InboundMessage) => {
    const before = tools.memory.recall(message.chatId, message.userId);
    const { answer: found, conversation } = converse(message, before, tools);
    tools.memory.remember(message.chatId, message.userId, conversation);
    return found;
  };
  return {
    answer,
    async handle(message): Promise<Reply | undefined> {
      const key = JSON.stringify([message.platform, message.chatId, message.id]);
      if (seen.has(key)) return undefined;
      seen.set(key, true);
      const started = performance.now();
      const found = answer(message);
      logAnswer(message, found, performance.now() - started, tools);
      return compose(found, tools.say);
    },
  };
}

/** Follow-ups are about the town answered last, whatever the chat belongs to. */
const FOLLOW_UPS: ReadonlySet<Intent['kind']> = new Set(['view', 'choose', 'step', 'reject', 'page']);

function converse(message: InboundMessage, before: Conversation, tools: BotTools): Response {
  const { towns } = tools;
  const text = normaliseQuestion(message.text);
  const all = towns.list();
  const [single] = all;
  if (!single) return { answer: info({ kind: 'no-town' }), conversation: before };
  const named = towns.mentioned(text);
  if (named.length > 1) return chooseTown(named, text, 'ambiguous', before);
  const bound = message.town === undefined ? undefined : towns.find(message.town)[0];
  const [mentioned] = named;
  const last = before.town === undefined ? undefined : all.find(({ id }) => id === before.town);

  if (mentioned && rest(text, mentioned) === '') {
    const waiting: Conversation = { town: mentioned.id };
    if (before.pending === undefined) {
      return { answer: info({ kind: 'town-set', town: mentioned }), conversation: waiting };
    }
    return forTown(before.pending, mentioned, waiting, tools);
  }
  const fresh = mentioned ?? bound ?? last ?? (all.length === 1 ? single : undefined);
  const followed = last ?? fresh;
  if (followed && !mentioned) {
    const index = towns.index(followed.id);
    const intent = index && readIntent(text, contextOf(index));
    if (index && intent && FOLLOW_UPS.has(intent.kind)) return respond(intent, index, before, tools);
  }
  if (fresh) return forTown(text, fresh, before, tools);
  const intent = readIntent(text, { categories: [], isBody: () => false });
  if (intent.kind === 'help' || intent.kind === 'small-talk' || intent.kind === 'nothing') {
    return { answer: info({ kind: intent.kind }), conversation: before };
  }
  const chosen =
    intent.kind === 'choose' && before.pending !== undefined ? all[intent.number - 1] : undefined;
  if (chosen) return forTown(before.pending ?? '', chosen, { town: chosen.id }, tools);
  return chooseTown(all, text, 'unbound', before);
}

function chooseTown(
  towns: readonly Township[],
  text: string,
  why: 'ambiguous' | 'unbound',
  before: Conversation,
): Response {
  return {
    answer: info({ kind: 'choose-town', towns, text, why }),
    conversation: { ...before, pending: text },
  };
}

function forTown(text: string, town: Township, before: Conversation, tools: BotTools): Response {
  const index = tools.towns.index(town.id);
  if (!index) return { answer: info({ kind: 'no-town' }), conversation: before };
  const intent = readIntent(rest(text, town), contextOf(index));
  return respond(intent, index, { ...before, town: town.id }, tools);
}

const rest = (text: string, { fullName, name }: Township): string =>
  text.replaceAll(fullName, ' ').replaceAll(name, ' ').replace(/\s+/g, ' ').trim();

function contextOf(index: TownIndex) {
  return {
    categories: [...new Set(index.duties.map(({ duty }) => duty.category))],
    isBody: (text: string) => bodiesNamed(text, index).length > 0,
  };
}

function logAnswer(message: InboundMessage, answer: Response['answer'], ms: number, tools: BotTools): void {
  if (answer.kind === 'small-talk' || answer.kind === 'nothing') return;
  const [first] = answer.items;
  tools.store.logQuery({
    at: new Date(tools.now()).toISOString(),
    platform: message.platform,
    chat: message.chatId,
    user: message.userId,
    townshipId: 'town' in answer ? answer.town.id : null,
    text: message.text.slice(0, LOGGED_TEXT_MAX),
    verdict: answer.verdict,
    dutyList: first?.[0] ?? null,
    dutyNumber: first?.[1] ?? null,
    confidence: answer.confidence,
    ms,
  });
}

const LOGGED_TEXT_MAX = 1000;
