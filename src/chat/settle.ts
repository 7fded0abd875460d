import type { Conversation } from '../answer/memory.js';
import type { Response } from '../answer/respond.js';
import type { Command, InboundMessage, KeepingCommandName } from '../contract.js';
import type { Township } from '../duty.js';
import { normaliseQuestion } from '../search/normalise.js';
import { ask, present } from './ask.js';
import { recordOutcome } from './became.js';
import { type Setting, usualTown } from './binding.js';
import { type CommandQuery, isKeeping, readAsking } from './commands.js';
import { chooseTown } from './converse.js';
import { type ChatDesk, isKeeper, isOwner, isoNow } from './desk.js';
import { keepChat } from './keeper.js';
import type { Latency } from './latency.js';
import { type Outcome, sentence } from './outcome.js';
import { readPress } from './press.js';
import { withQuoted } from './quoted.js';
import { record } from './record.js';
import { statusReply } from './status.js';

/** What settling a message needs besides the message. */
export interface SettleTools {
  readonly desk: ChatDesk;
  readonly latency: Latency;
  /** Whether this is a chat platform: replies carry buttons, people have a pace and a usual town. */
  isConnected(platform: string): boolean;
  /** What a platform lets the bot see. */
  sight(platform: string): string | undefined;
  /** Those who keep a list; their commands may take a while. */
  readonly keep: Keep;
}

/** The commands of those who keep a list, as this room sees them. */
export interface Keep {
  settle(name: KeepingCommandName, options: Command['options'], message: InboundMessage): Promise<Outcome>;
  /** The command that a message without one stands for: a document that was sent, words that confirm. */
  read(message: InboundMessage): Command | undefined;
  /** The commands that this person has besides everybody's, as words for /help; nothing where there are none. */
  help(message: InboundMessage): string | undefined;
}

/** Conversations of different platforms never meet, whatever their ids. */
export const conversationKey = ({ platform, chatId }: InboundMessage): string => `${platform}:${chatId}`;

/** What is said to a message that is answered. */
export function settle(
  message: InboundMessage,
  setting: Setting,
  tools: SettleTools,
): Outcome | Promise<Outcome> {
  const { desk } = tools;
  const { pressed, command } = message;
  if (pressed === undefined) {
    const meant = command ?? tools.keep.read(message);
    if (meant) return settleCommand(meant, message, setting, tools);
    const text = withQuoted(message.text, message.quoted);
    return settleQuery({ text }, message.town, message, setting, recall(message, desk), tools);
  }
  const press = readPress(message, pressed, desk);
  if (press.kind === 'said') return press.outcome;
  const { action, before } = press;
  if (action.command) return settleCommand(action.command, message, setting, tools);
  const query = { text: action.text, role: action.role };
  // What is posted to everybody does not offer to be posted once more.
  const seen = action.role === 'share' ? { ...message, isWhispered: false } : message;
  const outcome = settleQuery(query, action.town, seen, setting, before, tools);
  if (action.role === 'page') return { ...outcome, reply: { ...outcome.reply, replaces: true } };
  return action.role === 'share' ? { ...outcome, reply: { ...outcome.reply, isShared: true } } : outcome;
}

const recall = (message: InboundMessage, { memory }: ChatDesk): Conversation =>
  memory.recall(conversationKey(message), message.userId);

function settleCommand(
  command: Command,
  message: InboundMessage,
  setting: Setting,
  tools: SettleTools,
): Outcome | Promise<Outcome> {
  const { desk } = tools;
  const { name } = command;
  if (isKeeping(name)) return tools.keep.settle(name, command.options, message);
  switch (name) {
    case 'bind':
    case 'unbind':
    case 'mode':
      return keepChat(command, message, setting, desk);
    case 'status': {
      const may = message.isPrivate ? isOwner(message, desk.rules) : isKeeper(message, desk.rules);
      if (!may) return sentence(desk.sayChat('keepers-only'), true);
      const reply = statusReply(message, setting, tools.sight(message.platform), tools.latency, desk);
      return { reply, planned: [] };
    }
    case 'help':
      return help(message, setting, tools);
    default: {
      const before = recall(message, desk);
      const named = command.options.town?.trim() || message.town;
      const town = townFor(named, message, setting, desk);
      const query = readAsking(name, command.options, town, desk);
      if ('fault' in query) return sentence(desk.sayChat(query.fault, query.params), true);
      return settleQuery(query, named, message, setting, before, tools);
    }
  }
}

function help(message: InboundMessage, { bound, mode }: Setting, { desk, keep }: SettleTools): Outcome {
  const { say, sayChat } = desk;
  const facts = { mode: sayChat(`mode.${mode}`), detail: sayChat(`mode.${mode}.detail`) };
  const here = bound ? sayChat('help.bound', { town: bound.fullName, ...facts }) : sayChat('help.unbound');
  // A group need not read what only one of its people may do.
  const own = message.isPrivate || message.isWhispered ? keep.help(message) : undefined;
  const texts = [say('help'), sayChat('help.commands'), ...(own === undefined ? [] : [own]), here];
  return { reply: { blocks: texts.map((text) => ({ kind: 'text', text })) }, planned: [] };
}

/** The town a question is for when its own words name none. */
function townFor(
  named: string | undefined,
  message: InboundMessage,
  { bound }: Setting,
  desk: ChatDesk,
): Township | undefined {
  return named === undefined ? (bound ?? usualTown(message, desk)) : desk.towns.find(named)[0];
}

function settleQuery(
  query: CommandQuery,
  named: string | undefined,
  message: InboundMessage,
  setting: Setting,
  before: Conversation,
  tools: SettleTools,
): Outcome {
  const { desk } = tools;
  const started = performance.now();
  const found = named === undefined ? [] : desk.towns.find(named);
  if (named !== undefined && found.length === 0) {
    const names = desk.towns.list().map(({ fullName }) => fullName);
    return sentence(desk.sayChat('town.unknown', { town: named, names: names.join('、') }), true);
  }
  const response =
    found.length > 1
      ? chooseTown(found, query.text, 'ambiguous', before)
      : ask(query, townFor(named, message, setting, desk), before, desk);
  return conclude({ query, response, before, message, setting, started }, tools);
}

/** A response and how it came about. */
interface Concluded {
  readonly query: CommandQuery;
  readonly response: Response;
  /** The conversation before it. */
  readonly before: Conversation;
  readonly message: InboundMessage;
  readonly setting: Setting;
  /** From `performance.now()`. */
  readonly started: number;
}

/** Remembers, logs and words a response. */
export function conclude(concluded: Concluded, { desk, latency, isConnected }: SettleTools): Outcome {
  const { query, response, before, message, setting, started } = concluded;
  const { answer, conversation } = response;
  desk.memory.remember(conversationKey(message), message.userId, conversation);
  const ms = performance.now() - started;
  latency.add(ms);
  record(message, questionOf(concluded), answer, ms, desk);
  recordOutcome(message, query, before, response, desk);
  const isChat = isConnected(message.platform);
  if (isChat) rememberTown(concluded, desk);
  if (answer.kind === 'town-set' && setting.bound && setting.bound.id !== answer.town.id) {
    const { fullName: town, name } = answer.town;
    return sentence(desk.sayChat('town.bound', { bound: setting.bound.fullName, town, name }));
  }
  return present(response, message, query, desk, isChat);
}

/** What was asked: by who has just said for which town, the question that waited for it. */
function questionOf({ query, response, before }: Concluded): string {
  const { question } = response.conversation;
  const waited = before.pending !== undefined && question !== undefined;
  return waited && !normaliseQuestion(query.text).includes(question) ? before.pending : query.text;
}

/** The town someone chose where no binding says it: this person is not asked again. */
function rememberTown({ response, before, message, setting }: Concluded, desk: ChatDesk): void {
  if (setting.bound) return;
  const { answer, conversation } = response;
  const chosen = before.pending !== undefined && conversation.pending === undefined;
  // Two towns of one name were told apart for one question only, where the person has a usual town.
  if (answer.kind !== 'town-set' && (!chosen || desk.store.townOf(message) !== undefined)) return;
  if (conversation.town !== undefined) desk.store.rememberTown(message, conversation.town, isoNow(desk));
}
