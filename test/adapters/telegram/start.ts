import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createTelegram, type TelegramOptions } from '../../../adapters/telegram/index.js';
import { type Config, loadConfig } from '../../../src/config.js';
import type { Adapter, Handle, InboundMessage, PlatformPorts, Reply } from '../../../src/contract.js';
import type { BotError } from '../../../src/errors.js';
import { loadWording } from '../../../src/wording.js';
import { createPeople, type People } from '../../standins/telegram/people.js';
import {
  type Payload,
  type StandInOptions,
  startTelegramServer,
  type TelegramServer,
} from '../../standins/telegram/server.js';

/** The real adapter on the real SDK, before a stand-in Bot API, with a core of the test's choosing. */
export interface TelegramTest {
  readonly server: TelegramServer;
  readonly people: People;
  readonly adapter: Adapter;
  /** Sentences for the keeper. */
  readonly told: string[];
  readonly failures: BotError[];
  /** Lines of the log. */
  readonly logged: string[];
  readonly config: Config;
  /** Payloads of the calls of one method that were let through. */
  calls(method: string): Payload[];
  refused(method: string): number;
  /** Resolves when the bot has sent this many messages. */
  sent(count: number, ms?: number): Promise<void>;
  /** Resolves when the bot has nothing more to take, and for a moment has said nothing new. */
  quiet(): Promise<void>;
  /** Resolves when an act has been answered: by a message, a change of one, a toast or articles. */
  answered<T>(act: () => T): Promise<T>;
}

export interface TelegramTestOptions {
  readonly handle: Handle;
  readonly core?: Partial<PlatformPorts>;
  readonly standIn?: StandInOptions;
  readonly server?: TelegramServer;
  readonly options?: Partial<TelegramOptions>;
  readonly webhook?: Config['telegram']['webhook'];
  readonly token?: string;
}

export const text = (words: string): Reply => ({ blocks: [{ kind: 'text', text: words }] });
/** Says back what it was asked. */
export const echo: Handle = async ({ text: words, pressed }: InboundMessage) =>
  text(`答：${pressed ?? words}`);

export function fakePorts(): PlatformPorts {
  const facts = new Map<string, string>();
  return {
    suggest: () => [],
    inline: () => [],
    kv: { get: (key) => facts.get(key), set: (key, value) => void facts.set(key, value) },
    describeSight: () => {},
    moveChat: () => {},
  };
}

/** Everything but `start`. */
export async function prepareTelegram(given: TelegramTestOptions): Promise<TelegramTest> {
  const server = given.server ?? (await startTelegramServer({ flood: null, ...given.standIn }));
  const logged: string[] = [];
  const sink = new Writable({
    write(line, _, done) {
      logged.push(String(line));
      done();
    },
  });
  const told: string[] = [];
  const failures: BotError[] = [];
  const loaded = loadConfig({ LOG_LEVEL: 'silent' });
  const config: Config = {
    ...loaded,
    telegram: { token: server.token, apiRoot: server.root, webhook: given.webhook },
  };
  const adapter = createTelegram({
    token: given.token ?? server.token,
    config,
    core: { ...fakePorts(), ...given.core },
    say: loadWording('chat'),
    sayReply: loadWording('reply'),
    log: pino({ level: 'debug' }, sink),
    tell: (sentence) => void told.push(sentence),
    fail: (error) => void failures.push(error),
    pace: 'unlimited',
    ...given.options,
  });
  const entries = (kind: 'call' | 'refused', method: string) =>
    server.transcript.flatMap((entry) => (entry.kind === kind && entry.method === method ? [entry] : []));
  const test: TelegramTest = {
    server,
    people: createPeople(server),
    adapter,
    told,
    failures,
    logged,
    config,
    calls: (method) => entries('call', method).map(({ payload }) => payload),
    refused: (method) => entries('refused', method).length,
    sent: (count, ms) =>
      server.until(() => entries('call', 'sendMessage').length >= count, `${count} messages`, ms),
    async quiet() {
      let before = -1;
      while (before !== server.transcript.length || server.queue.pending > 0) {
        before = server.transcript.length;
        await new Promise((resolve) => setTimeout(resolve, 80));
      }
    },
    async answered(act) {
      const said = () => ANSWERS.reduce((sum, method) => sum + entries('call', method).length, 0);
      const before = said();
      const result = act();
      await server.until(() => said() > before, 'an answer');
      await test.quiet();
      return result;
    },
  };
  return test;
}

const ANSWERS = ['sendMessage', 'editMessageText', 'answerCallbackQuery', 'answerInlineQuery'];

const running: TelegramTest[] = [];

/** Started and listening; `stopAll` ends it. */
export async function startTelegram(given: TelegramTestOptions): Promise<TelegramTest> {
  const test = await prepareTelegram(given);
  running.push(test);
  await test.adapter.start(given.handle);
  return test;
}

export async function stopAll(): Promise<void> {
  await Promise.all(running.map(({ adapter }) => adapter.stop()));
  await Promise.all(running.splice(0).map(({ server }) => server.close()));
}

/** Two people, a private chat, a group, and what the core was handed. */
export async function startHearing(reply: (message: InboundMessage) => Reply | undefined = () => undefined) {
  const heard: InboundMessage[] = [];
  const test = await startTelegram({
    handle: async (message) => {
      heard.push(message);
      return reply(message);
    },
  });
  const { people, server } = test;
  const li = people.person(42, '小李');
  return {
    ...test,
    heard,
    li,
    wang: people.person(43, '小王'),
    own: people.privateChat(li),
    group: people.group(-5, '工作群', 'supergroup'),
    /** The message that the core was handed as the first, or the one of that count. */
    next: async (count = 1): Promise<InboundMessage | undefined> => {
      for (let wait = 0; wait < 500 && heard.length < count; wait += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      if (heard.length < count) throw new Error(`no message ${count} within 5 s of ${server.root}`);
      return heard[count - 1];
    },
  };
}
