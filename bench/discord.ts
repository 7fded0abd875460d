import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { z } from 'zod';
import { createDiscord } from '../adapters/discord/index.js';
import { loadConfig } from '../src/config.js';
import { startCore } from '../src/start.js';
import { startDiscordStandin } from '../test/standins/discord/index.js';
import { median, quantile } from './timing.js';

/** From the moment the stand-in delivers a question to the moment it has the reply; milliseconds and bytes. */
export interface DiscordFigures {
  readonly messages: number;
  /** With 50 channels always waiting for an answer. */
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
  /** With one question at a time. */
  readonly aloneMedian: number;
  readonly aloneP99: number;
  /** Of the bot's process, after so many messages. */
  readonly memory: readonly { readonly messages: number; readonly resident: number; readonly heap: number }[];
}

const CHANNELS = 50;
const ALONE_MESSAGES = 300;
const WARM_UP_MESSAGES = 500;
const MEMORY_POINTS = 5;
const KEPT_MESSAGES = 50;

const readySchema = z.object({ api: z.string(), token: z.string() });
const timesSchema = z.object({ ms: z.number(), times: z.array(z.number()) });

/**
 * Measures the real adapter and core in this process against the stand-in in another; the SDK's own limit of
 * 50 requests a second is switched off, so that the program's own limit shows.
 * @param messages how many are answered for the main figure and the memory
 */
export async function benchDiscord(messages = 100_000): Promise<DiscordFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-bench-discord-'));
  const standIn = fork(fileURLToPath(import.meta.url), ['stand-in']);
  const ask = async (given: { messages: number; together: number }) => {
    standIn.send(given);
    return timesSchema.parse((await once(standIn, 'message'))[0]);
  };
  try {
    const { api, token } = readySchema.parse((await once(standIn, 'message'))[0]);
    const loaded = loadConfig({ LOG_LEVEL: 'silent' });
    const config = { ...loaded, databasePath: join(folder, 'bench.sqlite'), questionsPerMinute: 0 };
    const core = await startCore(config);
    const adapter = createDiscord(
      {
        token,
        config: { ...config, discord: { token, shards: 1 } },
        core: core.bot.connect('discord'),
        say: core.sayChat,
        sayReply: core.say,
        log: pino({ level: 'silent' }),
        tell: () => {},
        fail: (error) => {
          throw error;
        },
      },
      { rest: { api, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER } },
    );
    await adapter.start(core.bot.handle);
    await ask({ messages: WARM_UP_MESSAGES, together: CHANNELS });
    const alone = await ask({ messages: ALONE_MESSAGES, together: 1 });
    const times: number[] = [];
    const memory: DiscordFigures['memory'][number][] = [];
    let ms = 0;
    for (let point = 1; point <= MEMORY_POINTS; point += 1) {
      const part = await ask({ messages: Math.ceil(messages / MEMORY_POINTS), together: CHANNELS });
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

/** The other process: puts the questions and takes the times; keeps next to nothing of what was said. */
async function serve(): Promise<void> {
  const waiting = new Map<string, { readonly at: number; readonly next: () => void }>();
  let times: number[] = [];
  const discord = await startDiscordStandin({
    keep: KEPT_MESSAGES,
    onPosted: ({ id }) => {
      // Only the first message of a long answer.
      const asked = waiting.get(id);
      if (!asked) return;
      waiting.delete(id);
      times.push(performance.now() - asked.at);
      setImmediate(asked.next);
    },
  });
  const channels = Array.from({ length: CHANNELS }, (_, at) => discord.channel(`群${at}`));
  const asker = discord.person('同事');
  process.send?.({ api: discord.api, token: discord.settings.token });
  let asked = 0;
  process.on('message', async (order) => {
    const { messages, together } = orderSchema.parse(order);
    times = [];
    let put = 0;
    const started = performance.now();
    await new Promise<void>((resolve) => {
      const putOne = (channel: (typeof channels)[number]): void => {
        if (times.length === messages) resolve();
        if (put >= messages) return;
        put += 1;
        asked += 1;
        waiting.set(channel.id, { at: performance.now(), next: () => putOne(channel) });
        discord.say(channel, asker, `${discord.mention} 萨罕镇配合${(asked % 97) + 1}`);
      };
      channels.slice(0, together).forEach(putOne);
    });
    process.send?.({ ms: performance.now() - started, times });
  });
}

if (process.argv[2] === 'stand-in' && process.send) await serve();
