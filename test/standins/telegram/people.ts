import type { StandInFile } from '../multipart.js';
import { Refusal } from './refusal.js';
import type { TelegramServer } from './server.js';
import {
  type ChatState,
  keepFile,
  keepMessage,
  type MemberStatus,
  onTheWire,
  type Person,
  type StandInChat,
  type StandInMessage,
  type StandInUpdate,
  seconds,
  withoutChain,
} from './world.js';

/** What people do in the stand-in's chats: each act is the update that the vendor documents for it. */
export interface People {
  person(id: number, first_name: string): Person;
  /** The person has pressed Start. */
  privateChat(person: Person): StandInChat;
  group(id: number, title: string, type?: 'group' | 'supergroup'): StandInChat;
  /** A forum with these topics. */
  forum(id: number, title: string, threads: readonly number[]): StandInChat;
  join(chat: StandInChat, person: Person, status?: MemberStatus): void;
  say(chat: StandInChat, person: Person, text: string, more?: SayOptions): Said;
  /** Sends a document; its caption may be a command. */
  bring(chat: StandInChat, person: Person, file: StandInFile, more?: BringOptions): Said;
  edit(message: StandInMessage, text: string): StandInUpdate;
  /** @param button its label, or a part of it; or its data */
  press(message: StandInMessage, person: Person, button: string): StandInUpdate;
  inline(person: Person, query: string): StandInUpdate;
  remove(message: StandInMessage): void;
  close(chat: StandInChat, why: ChatState['closed']): void;
  /** The group becomes a supergroup: both of them say so. */
  migrate(chat: StandInChat, to: number): StandInChat;
  /** Messages of the bot in a chat, oldest first, as they are now. */
  shown(chat: StandInChat): StandInMessage[];
  /** The bot's newest message in a chat. @throws Error when there is none */
  last(chat: StandInChat): StandInMessage;
}

export interface SayOptions {
  readonly replyTo?: StandInMessage;
  readonly thread?: number;
  /** Fields beyond the usual, as `via_bot` or `sender_chat`. */
  readonly also?: Readonly<Record<string, unknown>>;
}

export interface BringOptions extends SayOptions {
  readonly caption?: string;
  /** What the platform says of its size, in bytes. */
  readonly declared?: number;
  /** Bytes after which its download breaks off. */
  readonly breaksAt?: number;
}

export interface Said {
  readonly message: StandInMessage;
  readonly update: StandInUpdate;
}

/** Over all who are created: after a restart of the bot no press may look like an earlier one. */
let queries = 0;

export function createPeople(server: TelegramServer): People {
  const { world } = server;
  const state = (chat: StandInChat): ChatState => {
    const found = world.chats.get(chat.id);
    if (!found) throw new Error(`stand-in: no chat ${chat.id}`);
    return found;
  };
  const open = (chat: StandInChat, threads: readonly number[] = []): StandInChat => {
    world.chats.set(chat.id, {
      chat,
      members: new Map(),
      threads: new Set(threads),
      messages: new Map(),
      sentAt: [],
    });
    return chat;
  };
  const queryId = (): string => {
    queries += 1;
    return String(4_382_000_000_000_000 + queries);
  };

  const people: People = {
    person: (id, first_name) => ({ id, is_bot: false, first_name, language_code: 'zh-hans' }),
    privateChat: ({ id, first_name }) => open({ id, type: 'private', first_name }),
    group: (id, title, type = 'group') => open({ id, type, title }),
    forum: (id, title, threads) => open({ id, type: 'supergroup', title, is_forum: true }, threads),
    join: (chat, person, status = 'member') => void state(chat).members.set(person.id, status),
    say(chat, person, text, { replyTo, thread, also = {} } = {}) {
      const entities = entitiesOf(text);
      const message = keepMessage(world, {
        from: person,
        chat,
        date: seconds(),
        text,
        ...(entities.length > 0 ? { entities } : {}),
        ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true as const }),
        ...(replyTo ? { reply_to_message: withoutChain(replyTo) } : {}),
      });
      return { message, update: server.push('message', { ...onTheWire(message), ...also }) };
    },
    bring(chat, person, file, { caption, declared, breaksAt, replyTo, thread, also = {} } = {}) {
      const entities = entitiesOf(caption ?? '');
      const message = keepMessage(world, {
        from: person,
        chat,
        date: seconds(),
        text: '',
        document: keepFile(world, file, { declared, breaksAt }),
        ...(caption === undefined ? {} : { caption }),
        ...(entities.length > 0 ? { caption_entities: entities } : {}),
        ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true as const }),
        ...(replyTo ? { reply_to_message: withoutChain(replyTo) } : {}),
      });
      return { message, update: server.push('message', { ...onTheWire(message), ...also }) };
    },
    edit(message, text) {
      const { entities: _, ...rest } = message;
      const entities = entitiesOf(text);
      const edited = { ...rest, text, edit_date: seconds(), ...(entities.length > 0 ? { entities } : {}) };
      state(message.chat).messages.set(message.message_id, edited);
      return server.push('edited_message', edited);
    },
    press(message, person, wanted) {
      const buttons = (message.reply_markup?.inline_keyboard ?? []).flat();
      const button =
        buttons.find(({ text, callback_data }) => text === wanted || callback_data === wanted) ??
        buttons.find(({ text }) => text.includes(wanted));
      if (!button) {
        throw new Error(`stand-in: no button ${wanted} among ${buttons.map(({ text }) => text).join(' ')}`);
      }
      const id = queryId();
      world.presses.add(id);
      return server.push('callback_query', {
        id,
        from: person,
        message,
        chat_instance: '-3141592653589793238',
        data: button.callback_data,
      });
    },
    inline(person, query) {
      const id = queryId();
      world.inlineQueries.add(id);
      return server.push('inline_query', { id, from: person, query, offset: '', chat_type: 'supergroup' });
    },
    remove: ({ chat, message_id }) => void state(chat).messages.delete(message_id),
    close: (chat, why) => {
      state(chat).closed = why;
    },
    migrate(chat, to) {
      const old = state(chat);
      const next = open({ ...chat, id: to, type: 'supergroup' });
      for (const [id, status] of old.members) state(next).members.set(id, status);
      const service = { from: world.me, date: seconds(), text: '' };
      const { text: _, ...left } = keepMessage(world, { ...service, chat, migrate_to_chat_id: to });
      server.push('message', left);
      const { text: __, ...came } = keepMessage(world, {
        ...service,
        chat: next,
        migrate_from_chat_id: chat.id,
      });
      server.push('message', came);
      old.migratedTo = to;
      return next;
    },
    shown: (chat) => [...state(chat).messages.values()].filter(({ from }) => from.id === world.me.id),
    last(chat) {
      const message = people.shown(chat).at(-1);
      if (!message) throw new Refusal(0, `stand-in: the bot said nothing in ${chat.id}`);
      return message;
    },
  };
  return people;
}

/** Entities as the vendor's servers find them: mentions and commands. https://core.telegram.org/bots/api#messageentity */
function entitiesOf(text: string): { type: string; offset: number; length: number }[] {
  const find = (type: string, pattern: RegExp): { type: string; offset: number; length: number }[] =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }));
  return [
    ...find('bot_command', /(?<![^\s])\/[a-zA-Z0-9_]{1,32}(?:@[a-zA-Z0-9_]{3,32})?/g),
    ...find('mention', /(?<![\w/])(?<!\/\w{1,32})@[a-zA-Z]\w{3,31}/g),
  ].sort((a, b) => a.offset - b.offset);
}
