import type { z } from 'zod';
import { CHATS, type Order, orderMessage, type timesMessage } from './adapter-protocol.js';
import { loadPlatform } from './platforms/list.js';

/**
 * The stand-in's process, forked by adapter-bench.ts with the platform's name: puts the questions and takes
 * the times. Ends with what went wrong when answers stay away.
 */
const SILENCE_MS_MAX = 60_000;

const waiting = new Map<string, { readonly at: number; readonly next: () => void }>();
let times: number[] = [];
let count = 0;
const platform = await loadPlatform(process.argv[2] ?? '');
const { door, ask } = await platform.openStandin(CHATS, (id) => {
  const asked = waiting.get(id);
  if (!asked) return;
  waiting.delete(id);
  times.push(performance.now() - asked.at);
  setImmediate(asked.next);
});

function put(order: Order): Promise<void> {
  times = [];
  let asked = 0;
  let seen = 0;
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (times.length === seen) {
        process.stderr.write(`${times.length} of ${asked} questions answered, then nothing for a minute\n`);
        process.exit(1);
      }
      seen = times.length;
    }, SILENCE_MS_MAX);
    const askIn = (chat: number): void => {
      if (times.length === order.messages) {
        clearInterval(watch);
        resolve();
      }
      if (asked >= order.messages) return;
      asked += 1;
      count += 1;
      const at = performance.now();
      const id = ask(chat, `萨罕镇配合${(count % 97) + 1}`);
      waiting.set(id, { at, next: () => askIn(chat) });
    };
    for (let chat = 0; chat < order.together; chat += 1) askIn(chat);
  });
}

process.on('message', async (message) => {
  const started = performance.now();
  await put(orderMessage.parse(message));
  const told: z.output<typeof timesMessage> = { ms: performance.now() - started, times };
  process.send?.(told);
});
// Its master is gone: nobody is left to answer.
process.on('disconnect', () => process.exit());
process.send?.(door);
