import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished } from 'vitest';
import { plainText } from '../../src/answer/plain.js';
import { type Bot, createBot } from '../../src/bot.js';
import type { ChatRules } from '../../src/chat/desk.js';
import { loadConfig } from '../../src/config.js';
import type {
  Action,
  Command,
  InboundFile,
  InboundMessage,
  PlatformPorts,
  Reply,
} from '../../src/contract.js';
import type { Township } from '../../src/duty.js';
import { readList } from '../../src/import/read-list.js';
import type { KeepingDesk } from '../../src/keeping/desk.js';
import { type Folders, PROJECT_FOLDERS } from '../../src/keeping/loaded.js';
import { type Core, loadLibrary, openCore, startCore } from '../../src/start.js';

/** Everything of one process: the core on the published lists, its database, a clock that stands still. */
export interface World {
  readonly core: () => Core;
  readonly bot: () => Bot;
  readonly ports: () => PlatformPorts;
  /** Milliseconds since 1970; may be set. */
  clock: number;
  /** Ends the process and starts it again on the same database: all that was in memory is forgotten. */
  restart(): void;
  chat(chatId: string, extra?: Partial<InboundMessage>): Chat;
}

/** A group or a private conversation on the platform `demo`. */
export interface Chat {
  client(userId: string, extra?: Partial<InboundMessage>): Client;
}

/** What else a world may have. */
export interface WorldOptions {
  /**
   * Lists are imported and published here: the world has indexes of its own. Documents are read in this
   * process, which is faster; `apart` for the real worker.
   */
  readonly keeps?: 'here' | 'apart';
  /** Where data/ and prompts/ lie. */
  readonly folders?: Folders;
  /** No list is there yet. */
  readonly isEmpty?: boolean;
  /** Settings as in `.env`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** One person in a chat, as a script reads: `await zhang.shouldReply('配合19', '高龄津贴')`. */
export interface Client {
  /** Says something; by default it is addressed to the bot. */
  send(text: string, extra?: Partial<InboundMessage>): Promise<Reply | undefined>;
  /** Sends the very same message again. */
  repeat(): Promise<Reply | undefined>;
  command(name: Command['name'], options?: Command['options']): Promise<Reply | undefined>;
  /** `/import` with a document. */
  import(file: InboundFile, options?: Command['options']): Promise<Reply | undefined>;
  /** Presses a button of the chat's last reply that had any. */
  press(label: string): Promise<Reply | undefined>;
  pressToken(token: string): Promise<Reply | undefined>;
  /** The reply has all of the words, in this order. */
  shouldReply(text: string, ...words: readonly string[]): Promise<void>;
  shouldNotReply(text: string, extra?: Partial<InboundMessage>): Promise<void>;
}

const library = loadLibrary();
const folder = mkdtempSync(join(tmpdir(), 'qingdan-chat-'));
const blank = join(folder, 'blank.sqlite');
(await startCore(loadConfig({ DATABASE_PATH: blank }), undefined, library)).close();
/** Indexes are built once a test file: the lists are the same in every world. */
const shared = openCore(loadConfig({ DATABASE_PATH: blank }), library);
afterAll(() => {
  shared.close();
  rmSync(folder, { recursive: true, force: true });
});
let worlds = 0;

export function openWorld(rules: Partial<ChatRules> = {}, options: WorldOptions = {}): World {
  const { keeps, folders = PROJECT_FOLDERS, isEmpty = false, settings = {} } = options;
  worlds += 1;
  const path = join(folder, `world-${worlds}.sqlite`);
  if (!isEmpty) copyFileSync(blank, path);
  let core: Core;
  let bot: Bot;
  let ports: PlatformPorts;
  const begin = (): void => {
    core = openCore(loadConfig({ DATABASE_PATH: path, ...settings }), library, folders);
    const own = { ...core.rules, questionsPerMinute: 0, autoPauseSeconds: 0, ...rules };
    const others = { rules: own, now: () => world.clock, ...(keeps ? {} : { towns: shared.towns }) };
    // Getters are kept: what a reload puts in their place answers at once.
    const desk: KeepingDesk = Object.defineProperties(
      { ...core },
      { ...Object.getOwnPropertyDescriptors(core), ...Object.getOwnPropertyDescriptors(others) },
    );
    const here = { bodies: library.catalogue.bodies, say: library.say };
    bot = createBot(
      keeps === 'here'
        ? Object.defineProperty(desk, 'readDocument', {
            value: (bytes: Uint8Array, name: string, town?: Township) =>
              readList(bytes, name, { ...here, town }),
          })
        : desk,
    );
    ports = bot.connect('demo');
  };
  const world: World = {
    // Of today: what is older than it is kept is deleted at a start.
    clock: Date.now(),
    core: () => core,
    bot: () => bot,
    ports: () => ports,
    restart() {
      core.close();
      begin();
    },
    chat: (chatId, extra = {}) => createChat(world, { chatId, ...extra }),
  };
  begin();
  onTestFinished(() => core.close());
  return world;
}

let messages = 0;

function createChat(world: World, place: Partial<InboundMessage> & { chatId: string }): Chat {
  let buttons: readonly Action[] = [];
  const deliver = async (message: InboundMessage): Promise<Reply | undefined> => {
    const reply = await world.bot().handle(message);
    const offered = reply ? actionsOf(reply) : [];
    if (offered.length > 0) buttons = offered;
    return reply;
  };
  return {
    client(userId, extra = {}) {
      let last: InboundMessage | undefined;
      const send: Client['send'] = (text, more = {}) => {
        messages += 1;
        const id = `m${messages}`;
        const who = { id, platform: 'demo', userId, at: world.clock, addressed: true };
        last = { ...who, ...place, ...extra, ...more, text };
        return deliver(last);
      };
      const pressToken: Client['pressToken'] = (pressed) => send('', { pressed });
      return {
        send,
        repeat: () => {
          if (!last) throw new Error('nothing was sent yet');
          return deliver(last);
        },
        command: (name, options = {}) => send('', { command: { name, options } }),
        import: (file, options = {}) => send('', { command: { name: 'import', options }, file }),
        press(label) {
          const button = buttons.find((one) => one.label === label || one.label.startsWith(label));
          const seen = buttons.map((one) => one.label).join(' · ');
          if (button?.token === undefined) throw new Error(`no button ${label} among ${seen}`);
          return pressToken(button.token);
        },
        pressToken,
        async shouldReply(text, ...words) {
          expectWords(await send(text), ...words);
        },
        async shouldNotReply(text, more = {}) {
          expect(await send(text, more)).toBeUndefined();
        },
      };
    },
  };
}

/** Every button of a reply, in order. */
export const actionsOf = (reply: Reply): readonly Action[] =>
  reply.blocks.flatMap((block) => {
    if (block.kind === 'choices') return block.choices.map(({ action }) => action);
    return block.kind === 'actions' ? block.actions : [];
  });

export const labelsOf = (reply: Reply | undefined): string[] =>
  reply ? actionsOf(reply).map(({ label }) => label) : [];

/** A reply as plain text; empty for none. */
export const textOf = (reply: Reply | undefined): string => (reply ? plainText(reply) : '');

export function expectWords(reply: Reply | undefined, ...words: readonly string[]): void {
  let rest = textOf(reply);
  for (const word of words) {
    expect(rest).toContain(word);
    rest = rest.slice(rest.indexOf(word) + word.length);
  }
}

export const SAHAN = '英吉沙县萨罕镇';
export const CELE = '策勒县策勒乡';

/** Binds a chat by one who may. */
export async function bind(chat: Chat, town = SAHAN): Promise<void> {
  expectWords(
    await chat.client('管理员', { mayAdminister: true }).command('bind', { town }),
    `按${town}的清单回答`,
  );
}
