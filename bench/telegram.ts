import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { createTelegram } from '../adapters/telegram/index.js';
import { loadConfig } from '../src/config.js';
import { startCore } from '../src/start.js';
import { createPeople } from '../test/standins/telegram/people.js';
import { startTelegramServer } from '../test/standins/telegram/server.js';
import { median, quantile } from './timing.js';

/** From the moment the stand-in has an update to the moment it has the reply; milliseconds and bytes. */
export interface TelegramFigures {
  readonly messages: number;
  /** With 50 groups always waiting for an answer. */
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
  /** With one question at a time. */
  readonly aloneMedian: number;
  readonly aloneP99: number;
  /** Of the bot's process, after so many messages. */
  readonly memory: readonly { readonly messages: number; readonly resident: number; readonly heap: number }[];
}

const GROUPS = 50;
const ALONE_MESSAGES = 300;
const WARM_UP_MESSAGES = 500;
const MEMORY_POINTS = 5;

const readySchema = z.object({ root: z.string(), token: z.string() });
const timesSchema = z.object({ ms: z.number(), times: z.array(z.number()) });

/**
 * Measures the real adapter and core in this process against the stand-in in another; the vendor's pace is
 * switched off, so that the program's own limit shows.
 * @param messages how many are answered for the main figure and the memory
 */
export async function benchTelegram(messages = 100_000): Promise<TelegramFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-bench-telegram-'));
  const standIn = fork(fileURLToPath(import.meta.url), ['stand-in']);
  const ask = async (given: { messages: number; together: number }) => {
    standIn.send(given);
    return timesSchema.parse((await once(standIn, 'message'))[0]);
  };
  try {
    const { root, token } = readySchema.parse((await once(standIn, 'message'))[0]);
    const loaded = loadConfig({ LOG_LEVEL: 'silent' });
    const config = {
      ...loaded,
      databasePath: join(folder, 'bench.sqlite'),
      questionsPerMinute: 0,
      telegram: { token, apiRoot: root, webhook: undefined },
    };
    const core = await startCore(config);
    const adapter = createTelegram({
      token,
      config,
      core: core.bot.connect('telegram'),
      say: core.sayChat,
      sayReply: core.say,
      log: pino({ level: 'silent' }),
      tell: () => {},
      fail: (error) => {
        throw error;
      },
      pace: 'unlimited',
    });
    await adapter.start(core.bot.handle);
    await ask({ messages: WARM_UP_MESSAGES, together: GROUPS });
    const alone = await ask({ messages: ALONE_MESSAGES, together: 1 });
    const times: number[] = [];
    const memory: TelegramFigures['memory'][number][] = [];
    let ms = 0;
    for (let point = 1; point <= MEMORY_POINTS; point += 1) {
      const part = await ask({ messages: Math.ceil(messages / MEMORY_POINTS), together: GROUPS });
      ms += part.ms;
      times.push(...part.times);
      globalThis.gc?.();
      const { rss, heapUsed } = process.memoryUsage();
      memory.push({ messages: times.length, resident: rss, heap: heapUsed });
    }
    await adapter.stop();
    core.close();
    return {
      messages: times.length,
      perSecond: (1000 * times.length) / ms,
      median: median(times),
      p99: quantile(times, 0.99),
      aloneMedian: median(alone.times),
      aloneP99: quantile(alone.times, 0.99),
      memory,
    };
  } finally {
    standIn.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const orderSchema = z.object({ messages: z.number().int(), together: z.number().int() });
const sentSchema = z.object({ chat_id: z.number() });

/** The other process: puts the questions and takes the times; keeps nothing that was said. */
async function serve(): Promise<void> {
  const server = await startTelegramServer({ flood: null });
  const people = createPeople(server);
  const groups = Array.from({ length: GROUPS }, (_, at) => people.group(-1000 - at, `群${at}`));
  const askers = groups.map((_, at) => people.person(100 + at, `同事${at}`));
  process.send?.({ root: server.root, token: server.token });
  let asked = 0;
  process.on('message', async (order) => {
    const { messages, together } = orderSchema.parse(order);
    const since = new Map<number, number>();
    const times: number[] = [];
    let put = 0;
    const put1 = (at: number): void => {
      const [group, asker] = [groups[at], askers[at]];
      if (!group || !asker || put >= messages) return;
      put += 1;
      asked += 1;
      server.world.chats.get(group.id)?.messages.clear();
      since.set(group.id, performance.now());
      people.say(group, asker, `@qingdan_bot 萨罕镇配合${(asked % 97) + 1}`);
    };
    const started = performance.now();
    const done = server.until(
      () => {
        for (const entry of server.transcript.splice(0)) {
          if (entry.kind !== 'call' || entry.method !== 'sendMessage') continue;
          const { chat_id } = sentSchema.parse({ chat_id: entry.payload.chat_id });
          const from = since.get(chat_id);
          // Only the first message of a long answer.
          if (from === undefined) continue;
          since.delete(chat_id);
          times.push(performance.now() - from);
          setImmediate(put1, -1000 - chat_id);
        }
        return times.length >= messages;
      },
      `${messages} answers`,
      60 * 60 * 1000,
    );
    for (let at = 0; at < together; at += 1) put1(at);
    await done;
    process.send?.({ ms: performance.now() - started, times });
  });
}

if (process.argv[2] === 'stand-in' && process.send) await serve();
