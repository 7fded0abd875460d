import type { Update } from 'grammy/types';
import type { StandInFile } from '../multipart.js';
import type { Keyboard } from './checks.js';
import { Refusal } from './refusal.js';

/** What the stand-in knows of people, chats and messages: shaped as the vendor documents them. */
export interface Person {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface StandInChat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title?: string;
  readonly first_name?: string;
  readonly is_forum?: true;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left';

export interface StandInMessage {
  readonly message_id: number;
  readonly from: Person;
  readonly chat: StandInChat;
  readonly date: number;
  readonly text: string;
  readonly entities?: readonly { type: string; offset: number; length: number; url?: string }[];
  readonly edit_date?: number;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly reply_to_message?: StandInMessage;
  readonly reply_markup?: Keyboard;
  /** A message with a document has no text on the wire; here it is empty. */
  readonly document?: StandInDocument;
  readonly caption?: string;
  readonly caption_entities?: readonly { type: string; offset: number; length: number }[];
  /** Service messages. */
  readonly migrate_to_chat_id?: number;
  readonly migrate_from_chat_id?: number;
}

/** https://core.telegram.org/bots/api#document */
export interface StandInDocument {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_name?: string;
  readonly file_size?: number;
}

/** A document that lies on the server. */
export interface KeptFile extends StandInFile {
  /** Below /file/bot<token>/ */
  readonly path: string;
  /** Bytes after which a download breaks off. */
  readonly breaksAt?: number;
}

/** Why the bot may not write there. */
type Closed = 'kicked' | 'blocked' | 'muted' | 'not-started';

export interface ChatState {
  readonly chat: StandInChat;
  readonly members: Map<number, MemberStatus>;
  readonly threads: Set<number>;
  readonly messages: Map<number, StandInMessage>;
  /** When the bot sent, milliseconds since 1970: the flood limit counts these. */
  readonly sentAt: number[];
  closed?: Closed | undefined;
  migratedTo?: number;
}

export interface Flood {
  /** Messages of the bot in one group: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
  readonly perGroup: number;
  readonly windowMs: number;
}

export interface World {
  readonly me: Person;
  readonly chats: Map<number, ChatState>;
  /** Button presses that wait for their answer. */
  readonly presses: Set<string>;
  readonly inlineQueries: Set<string>;
  /** Commands by scope and language. */
  readonly commands: Map<string, readonly { command: string; description: string }[]>;
  readonly flood: Flood | undefined;
  webhook: { url: string; secret: string | undefined } | undefined;
  messageCount: number;
  /** Documents by their `file_id`: those that people sent, and those of the bot. */
  readonly files: Map<string, KeptFile>;
}

export type StandInUpdate = Pick<Update, 'update_id'> & Readonly<Record<string, unknown>>;

export const seconds = (): number => Math.floor(Date.now() / 1000);

/** @throws Refusal as the vendor words it */
export function openChat(world: World, id: number | string): ChatState {
  const state = world.chats.get(Number(id));
  if (!state) throw new Refusal(400, 'Bad Request: chat not found');
  const { chat, closed, migratedTo } = state;
  if (migratedTo !== undefined) {
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: migratedTo,
    });
  }
  if (closed === 'kicked') throw new Refusal(403, `Forbidden: bot was kicked from the ${chat.type} chat`);
  if (closed === 'blocked') throw new Refusal(403, 'Forbidden: bot was blocked by the user');
  if (closed === 'not-started') {
    throw new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
  }
  return state;
}

/** @throws Refusal 429 when the chat had its share */
export function checkFlood(world: World, state: ChatState): void {
  const { flood } = world;
  if (!flood || state.chat.type === 'private') return;
  const now = Date.now();
  while (state.sentAt[0] !== undefined && state.sentAt[0] <= now - flood.windowMs) state.sentAt.shift();
  const [oldest] = state.sentAt;
  if (oldest === undefined || state.sentAt.length < flood.perGroup) return;
  const retry_after = Math.max(1, Math.ceil((oldest + flood.windowMs - now) / 1000));
  throw new Refusal(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
}

/** A message as it travels: of the one it replies to, no further chain. */
export function keepMessage(world: World, message: Omit<StandInMessage, 'message_id'>): StandInMessage {
  world.messageCount += 1;
  const kept: StandInMessage = { ...message, message_id: world.messageCount };
  world.chats.get(message.chat.id)?.messages.set(kept.message_id, kept);
  return kept;
}

export function withoutChain({ reply_to_message: _, ...message }: StandInMessage): StandInMessage {
  return message;
}

/** As it travels: what has a document has no text, in a message that is replied to neither. */
export function onTheWire(message: StandInMessage): object {
  const { text, reply_to_message: replied, ...rest } = message;
  return {
    ...rest,
    ...(message.document ? {} : { text }),
    ...(replied ? { reply_to_message: onTheWire(replied) } : {}),
  };
}

/** Puts a document on the server: https://core.telegram.org/bots/api#file */
export function keepFile(
  world: World,
  { name, bytes }: StandInFile,
  {
    declared = bytes.length,
    breaksAt,
  }: { declared?: number | undefined; breaksAt?: number | undefined } = {},
): StandInDocument {
  const count = world.files.size + 1;
  const file_id = `BQACAgUAAxkBAAM${count}`;
  const path = `documents/file_${count}.${/\w*$/.exec(name)?.[0] ?? 'bin'}`;
  world.files.set(file_id, { name, bytes, path, ...(breaksAt === undefined ? {} : { breaksAt }) });
  return { file_id, file_unique_id: `AgAD${count}`, file_name: name, file_size: declared };
}
