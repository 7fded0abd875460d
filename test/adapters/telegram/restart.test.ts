import { afterEach, describe, expect, it } from 'vitest';
import { createHome, type Home, type LiveBot } from './core.js';

let home: Home | undefined;
let bot: LiveBot | undefined;

afterEach(async () => {
  await bot?.end();
  await bot?.test.server.close();
  home?.remove();
});

async function begin(): Promise<LiveBot> {
  home = createHome();
  bot = await home.live();
  return bot;
}

/** The process ends and starts again on the same data, while Telegram goes on. */
async function restart({ test, end }: LiveBot): Promise<LiveBot> {
  await end();
  if (!home) throw new Error('nothing to restart');
  bot = await home.live(test.server);
  return bot;
}

describe('after a restart', () => {
  it('a button offered before still works, and only for the asker', async () => {
    const before = await begin();
    const { people } = before.test;
    const [li, zhang] = [people.person(42, '小李'), people.person(44, '小张')];
    const group = people.group(-5, '工作群');
    for (const person of [li, zhang]) people.join(group, person);
    await before.test.answered(() => people.say(group, li, '@qingdan_bot 高龄津贴找谁'));
    const offer = people.last(group);
    const { test } = await restart(before);
    await test.answered(() => people.press(offer, zhang, '萨罕镇'));
    expect(test.calls('answerCallbackQuery').at(-1)?.text).toContain('别人问的');
    await test.answered(() => people.press(offer, li, '萨罕镇'));
    expect(people.last(group).text).toContain('配合履职事项清单第19项');
  }, 60_000);

  it('a message that is delivered again is not answered again, before or after', async () => {
    const before = await begin();
    const { people, server } = before.test;
    const li = people.person(42, '小李');
    const own = people.privateChat(li);
    const { update } = await before.test.answered(() => people.say(own, li, '萨罕镇配合19'));
    server.queue.repeat(update);
    await before.test.quiet();
    const { test } = await restart(before);
    server.queue.repeat(update);
    await test.quiet();
    expect(people.shown(own)).toHaveLength(1);
  }, 60_000);

  it('a question that came while nothing ran is answered', async () => {
    const before = await begin();
    const { people, server } = before.test;
    const li = people.person(42, '小李');
    const own = people.privateChat(li);
    await before.end();
    people.say(own, li, '萨罕镇配合19');
    if (!home) throw new Error('no home');
    bot = await home.live(server);
    await bot.test.sent(1);
    expect(people.last(own).text).toContain('老年人高龄津贴的发放管理');
  }, 60_000);
});
