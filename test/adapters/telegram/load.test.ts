import { afterEach, describe, expect, it } from 'vitest';
import type { Handle } from '../../../src/contract.js';
import { createHome } from './core.js';
import { echo, startTelegram, stopAll } from './start.js';

afterEach(stopAll);

describe('many at once', () => {
  it('1,000 messages from 50 chats are all answered once, in each chat’s order', async () => {
    const handle: Handle = async (message) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      return echo(message);
    };
    const { people, sent, refused } = await startTelegram({ handle });
    const chats = Array.from({ length: 50 }, (_, at) => people.group(-1000 - at, `群${at}`));
    const li = people.person(42, '小李');
    for (let round = 0; round < 20; round += 1) {
      for (const chat of chats) people.say(chat, li, `@qingdan_bot 第${round}问`);
    }
    await sent(1000, 20_000);
    const wanted = Array.from({ length: 20 }, (_, round) => `答：第${round}问`);
    for (const chat of chats) expect(people.shown(chat).map((message) => message.text)).toEqual(wanted);
    expect(refused('sendMessage')).toBe(0);
  }, 30_000);

  it('1,000 questions from 50 groups all get the real answer once, in each group’s order', async () => {
    const home = createHome();
    const bot = await home.live();
    const { test } = bot;
    const { people } = test;
    const groups = Array.from({ length: 50 }, (_, at) => people.group(-1000 - at, `工作群${at}`));
    for (let round = 1; round <= 20; round += 1) {
      for (const [at, group] of groups.entries()) {
        people.say(group, people.person(100 + at, `同事${at}`), `@qingdan_bot 萨罕镇配合${round}`);
      }
    }
    await test.sent(1000, 60_000);
    await test.quiet();
    for (const group of groups) {
      const numbers = people.shown(group).map(({ text }) => /第(\d+)项/.exec(text)?.[1]);
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => String(at + 1)));
    }
    expect(test.refused('sendMessage')).toBe(0);
    await bot.end();
    await test.server.close();
    home.remove();
  }, 90_000);
});
