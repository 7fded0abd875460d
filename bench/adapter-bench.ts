import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import type { z } from 'zod';
import { loadConfig } from '../src/config.js';
import { builtScript } from '../src/root.js';
import { startCore } from '../src/start.js';
import { CHATS, type Order, readyMessage, timesMessage } from './adapter-protocol.js';
import type { AdapterFigures } from './figures.js';
import { loadPlatform } from './platforms/list.js';
import type { BenchedPlatform, Door } from './platforms/platform.js';
import { median, quantile } from './timing.js';

const STANDIN = builtScript('bench/adapter-standin');
const ALONE_MESSAGES = 300;
const WARM_UP_MESSAGES = 500;
const MEMORY_POINTS = 5;

/**
 * The real adapter and core in this process, against the stand-in in another; needs --expose-gc.
 * @param messages how many are answered for the main figure and the memory
 */
export async function measureAdapter(name: string, messages: number): Promise<AdapterFigures> {
  const platform = await loadPlatform(name);
  const standin = startStandin(name);
  try {
    const bot = await startBot(platform, await standin.ready);
    await standin.put({ messages: WARM_UP_MESSAGES, together: CHATS });
    const alone = await standin.put({ messages: ALONE_MESSAGES, together: 1 });
    const times: number[] = [];
    const memory: AdapterFigures['memory'] = [];
    let ms = 0;
    for (let point = 1; point <= MEMORY_POINTS; point += 1) {
      const part = await standin.put({ messages: Math.ceil(messages / MEMORY_POINTS), together: CHATS });
      ms += part.ms;
      times.push(...part.times);
      memory.push({ messages: times.length, ...readMemory() });
    }
    await bot.stop();
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
    standin.end();
  }
}

/** Resident set and live objects after a garbage collection. */
function readMemory(): { readonly resident: number; readonly heap: number } {
  if (!globalThis.gc) throw new Error('measureAdapter needs --expose-gc');
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  return { resident: rss, heap: heapUsed };
}

async function startBot(platform: BenchedPlatform, door: Door): Promise<{ stop(): Promise<void> }> {
  const config = { ...loadConfig(), questionsPerMinute: 0, ...platform.settings(door) };
  const core = await startCore(config);
  const options = {
    token: door.token,
    config,
    core: core.bot.connect(platform.name),
    say: core.sayChat,
    sayReply: core.say,
    log: pino({ level: 'silent' }),
    tell: () => {},
    fail: (error: Error) => {
      throw error;
    },
  };
  const adapter = platform.createAdapter(options, door);
  await adapter.start(core.bot.handle);
  return {
    async stop() {
      await adapter.stop();
      core.close();
    },
  };
}

interface StandinProcess {
  readonly ready: Promise<Door>;
  put(order: Order): Promise<z.output<typeof timesMessage>>;
  end(): void;
}

function startStandin(name: string): StandinProcess {
  const child: ChildProcess = fork(STANDIN, [name], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = new AbortController();
  child.once('exit', (code) => gone.abort(new Error(`the stand-in ended with ${code}`)));
  const hear = async <T extends z.ZodType>(schema: T): Promise<z.output<T>> => {
    const [message]: unknown[] = await once(child, 'message', { signal: gone.signal });
    return schema.parse(message);
  };
  return {
    ready: hear(readyMessage),
    put(order) {
      child.send(order);
      return hear(timesMessage);
    },
    end: () => void child.kill(),
  };
}
