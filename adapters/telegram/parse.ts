import type { CallbackQuery, Chat, Message, MessageEntity, Update, User } from 'grammy/types';
import type { Command, InboundMessage } from '../../src/contract.js';
import { commandOf } from '../shared/command-line.js';

/** Who the bot is on Telegram: `getMe`. */
export interface TelegramSelf {
  readonly id: number;
  readonly username: string;
}

/** Where an answer belongs. */
export interface TelegramPlace {
  readonly chatId: number;
  /** Forum topic. */
  readonly threadId?: number;
  /** The question, or the message whose button was pressed. */
  readonly messageId?: number;
  /** Conversation with one person. */
  readonly isPrivate: boolean;
  /** Of a group. */
  readonly title?: string;
  /** To whom a private answer can go; not for somebody who writes as the group itself. */
  readonly userId?: number;
}

/** A document that can be fetched: https://core.telegram.org/bots/api#document */
export interface TelegramDocument {
  readonly id: string;
  readonly name: string | undefined;
  /** In bytes. */
  readonly size: number | undefined;
}

/** An update that the core should see. */
export type ParsedUpdate =
  | {
      readonly kind: 'message';
      readonly message: InboundMessage;
      readonly place: TelegramPlace;
      readonly document?: TelegramDocument;
    }
  | {
      readonly kind: 'press';
      readonly message: InboundMessage;
      readonly place: TelegramPlace;
      readonly queryId: string;
    }
  | { readonly kind: 'inline'; readonly queryId: string; readonly userId: string; readonly text: string }
  | { readonly kind: 'moved'; readonly from: string; readonly to: string };

/**
 * An update as the core sees it; nothing for the bot's own messages, other bots, service messages and
 * messages without words; a document needs none where it is meant for the bot. Group talk that is not addressed to the bot is passed on as such: the chat's
 * mode decides. https://core.telegram.org/bots/api#update
 */
export function parseUpdate(update: Update, me: TelegramSelf): ParsedUpdate | undefined {
  if (update.message) return parseMessage(update.message, me);
  if (update.edited_message) {
    const parsed = parseMessage(update.edited_message, me);
    if (parsed?.kind !== 'message') return undefined;
    return { ...parsed, message: { ...parsed.message, edited: String(update.edited_message.edit_date) } };
  }
  if (update.callback_query) return parsePress(update.callback_query);
  if (update.inline_query && !update.inline_query.from.is_bot) {
    const { id, from, query } = update.inline_query;
    return { kind: 'inline', queryId: id, userId: String(from.id), text: query.trim() };
  }
  return undefined;
}

function parseMessage(native: Message & { from: User }, me: TelegramSelf): ParsedUpdate | undefined {
  const { chat } = native;
  if (native.migrate_to_chat_id !== undefined) {
    return { kind: 'moved', from: String(chat.id), to: String(native.migrate_to_chat_id) };
  }
  if (native.migrate_from_chat_id !== undefined) {
    return { kind: 'moved', from: String(native.migrate_from_chat_id), to: String(chat.id) };
  }
  const sender = senderOf(native);
  if (sender === undefined || native.via_bot !== undefined) return undefined;
  const brought = documentIn(native);
  const isWordless = native.text === undefined && native.caption === undefined;
  if (isWordless && brought === undefined) return undefined;
  const words = native.text ?? native.caption ?? '';
  const entities = native.entities ?? native.caption_entities ?? [];
  const isPrivate = chat.type === 'private';
  const mentions = entities.filter((entity) => isMention(entity, words, me));
  const lead = withoutEntities(words, mentions);
  const call = readCall(words, entities, mentions, me);
  if (call === 'other-bot') return undefined;
  const repliesToMe = isReplyTo(native, me);
  const addressed = isPrivate || mentions.length > 0 || call !== undefined || repliesToMe;
  if (isWordless && !addressed) return undefined;
  const document = addressed ? (brought ?? documentIn(native.reply_to_message)) : undefined;
  const quoted = quotedWords(native, me);
  const quotedUserId = quotedPerson(native);
  const place = placeOf(native, sender.userId);
  return {
    kind: 'message',
    place,
    ...(document ? { document } : {}),
    message: {
      id: `${chat.id}:${native.message_id}`,
      platform: 'telegram',
      ...chatIds(chat, place.threadId),
      userId: String(sender.id),
      text: call?.text ?? lead,
      at: native.date * 1000,
      isPrivate,
      addressed,
      ...(isPrivate || sender.isAdmin ? { mayAdminister: true } : {}),
      ...(call?.command ? { command: call.command } : {}),
      ...(quoted === undefined ? {} : { quoted }),
      ...(quotedUserId === undefined ? {} : { quotedUserId }),
    },
  };
}

/** Only a button under a message that the bot itself sent into a chat. */
function parsePress(query: CallbackQuery): ParsedUpdate | undefined {
  const { id, from, message, data } = query;
  if (!message || data === undefined || from.is_bot) return undefined;
  const { chat } = message;
  const isPrivate = chat.type === 'private';
  const place = placeOf(message, from.id);
  return {
    kind: 'press',
    queryId: id,
    place,
    message: {
      id: `press:${id}`,
      platform: 'telegram',
      ...chatIds(chat, place.threadId),
      userId: String(from.id),
      text: '',
      at: Date.now(),
      isPrivate,
      addressed: true,
      ...(isPrivate ? { mayAdminister: true } : {}),
      pressed: data,
    },
  };
}

interface Sender {
  readonly id: number;
  readonly userId?: number;
  readonly isAdmin?: true;
}

/**
 * Administrators may write as the group itself and people as their channel: `from` is then a service bot,
 * and `sender_chat` says who. https://core.telegram.org/bots/api#message
 */
function senderOf({ from, chat, sender_chat, is_automatic_forward }: Message): Sender | undefined {
  if (is_automatic_forward) return undefined;
  if (sender_chat) {
    return sender_chat.id === chat.id ? { id: sender_chat.id, isAdmin: true } : { id: sender_chat.id };
  }
  return from && !from.is_bot ? { id: from.id, userId: from.id } : undefined;
}

/** A topic is a chat of its own, so that it can have a town of its own; the group's binding holds otherwise. */
function chatIds(chat: Chat, threadId: number | undefined): Pick<InboundMessage, 'chatId' | 'outerChatIds'> {
  if (threadId === undefined || chat.type === 'private') return { chatId: String(chat.id) };
  return { chatId: `${chat.id}/${threadId}`, outerChatIds: [String(chat.id)] };
}

function placeOf(
  message: {
    chat: Chat;
    message_id: number;
    message_thread_id?: number;
    is_topic_message?: boolean;
  },
  userId: number | undefined,
): TelegramPlace {
  const { chat, message_id, message_thread_id, is_topic_message } = message;
  return {
    chatId: chat.id,
    messageId: message_id,
    isPrivate: chat.type === 'private',
    ...(chat.title === undefined ? {} : { title: chat.title }),
    // Outside forums a thread id only groups replies, and sending to it is refused.
    ...(is_topic_message && message_thread_id !== undefined ? { threadId: message_thread_id } : {}),
    ...(userId === undefined ? {} : { userId }),
  };
}

const entityText = ({ offset, length }: MessageEntity, words: string): string =>
  words.slice(offset, offset + length);

function isMention(entity: MessageEntity, words: string, me: TelegramSelf): boolean {
  if (entity.type === 'text_mention') return entity.user.id === me.id;
  return (
    entity.type === 'mention' && entityText(entity, words).toLowerCase() === `@${me.username.toLowerCase()}`
  );
}

function withoutEntities(words: string, entities: readonly MessageEntity[]): string {
  const rest = [...entities]
    .sort((a, b) => b.offset - a.offset)
    .reduce((text, { offset, length }) => `${text.slice(0, offset)} ${text.slice(offset + length)}`, words);
  return rest.replace(/[ \t]+/g, ' ').trim();
}

/** A command at the start, or after nothing but the mention. Unknown ones are answered with the help. */
function readCall(
  words: string,
  entities: readonly MessageEntity[],
  mentions: readonly MessageEntity[],
  me: TelegramSelf,
): { readonly command?: Command; readonly text: string } | 'other-bot' | undefined {
  const entity = entities.find(({ type }) => type === 'bot_command');
  if (!entity) return undefined;
  const before = mentions.filter(({ offset }) => offset < entity.offset);
  if (withoutEntities(words.slice(0, entity.offset), before) !== '') return undefined;
  const [name = '', bot] = entityText(entity, words).slice(1).split('@');
  if (bot !== undefined && bot.toLowerCase() !== me.username.toLowerCase()) return 'other-bot';
  const after = mentions
    .filter(({ offset }) => offset > entity.offset)
    .map((mention) => ({ ...mention, offset: mention.offset - entity.offset - entity.length }));
  const text = withoutEntities(words.slice(entity.offset + entity.length), after);
  const command = commandOf(name, text);
  if (command) return { command, text };
  return bot === undefined && name !== 'start' ? undefined : help(text);
}

const help = (text: string): { readonly command: Command; readonly text: string } => ({
  command: { name: 'help', options: {} },
  text,
});

/** In a forum every message formally replies to the message that opened its topic. */
function isReplyTo({ reply_to_message: replied }: Message, me: TelegramSelf): boolean {
  return replied?.from?.id === me.id && replied.forum_topic_created === undefined;
}

function quotedWords({ reply_to_message: replied, quote }: Message, me: TelegramSelf): string | undefined {
  if (!replied || replied.from?.id === me.id || replied.forum_topic_created) return undefined;
  return quote?.text ?? replied.text ?? replied.caption;
}

/** Who wrote what is replied to; a topic's opening is nobody's, and neither a bot nor a channel is a person. */
function quotedPerson({ reply_to_message: replied }: Message): string | undefined {
  if (!replied?.from || replied.from.is_bot || replied.sender_chat || replied.forum_topic_created)
    return undefined;
  return String(replied.from.id);
}

/** A moving picture comes as a document too, for older apps. */
function documentIn(
  message: Pick<Message, 'document' | 'animation'> | undefined,
): TelegramDocument | undefined {
  if (!message?.document || message.animation) return undefined;
  const { file_id: id, file_name: name, file_size: size } = message.document;
  return { id, name, size };
}
