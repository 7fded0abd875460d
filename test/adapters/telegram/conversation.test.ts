import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readScript } from '../../standins/telegram/script.js';
import type { Person, StandInChat, StandInMessage } from '../../standins/telegram/world.js';
import { createHome, type LiveBot } from './core.js';

// Indexes of several towns are built on the way.
vi.setConfig({ testTimeout: 180_000 });

/** A work group's day with the real core: each step is what somebody does and what the bot then shows. */
const home = createHome();
let bot: LiveBot;
let group: StandInChat;
let li: Person;
let zhang: Person;
let wang: Person;

beforeAll(async () => {
  bot = await home.live();
  const { people } = bot.test;
  li = people.person(42, '小李');
  zhang = people.person(44, '小张');
  wang = people.person(43, '王主任');
  group = people.group(-5, '萨罕镇工作群');
  for (const person of [li, zhang]) people.join(group, person);
  people.join(group, wang, 'administrator');
}, 60_000);

afterAll(async () => {
  await bot.end();
  await bot.test.server.close();
  home.remove();
});

const says = async (person: Person, text: string, replyTo?: StandInMessage): Promise<string> => {
  const { people, answered } = bot.test;
  await answered(() => people.say(group, person, text, replyTo ? { replyTo } : {}));
  return people.last(group).text;
};
const presses = async (person: Person, label: string, under: StandInMessage): Promise<string> => {
  const { people, answered } = bot.test;
  await answered(() => people.press(under, person, label));
  return people.last(group).text;
};
const last = (): StandInMessage => bot.test.people.last(group);
const labels = (message: StandInMessage): string[] =>
  (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
const toast = (): unknown => bot.test.calls('answerCallbackQuery').at(-1)?.text;
/** What is said without being told to the bot, and whether it kept still. */
const overhears = async (person: Person, text: string): Promise<boolean> => {
  const { people, quiet } = bot.test;
  const before = people.shown(group).length;
  people.say(group, person, text);
  await quiet();
  return people.shown(group).length === before;
};

describe('a work group’s day', () => {
  it('before the group is bound, the asker is asked for the town, and nobody else may choose', async () => {
    expect(await says(li, '@qingdan_bot 高龄津贴找谁')).toContain('请问是哪个');
    const offer = last();
    await presses(zhang, '英吉沙县萨罕镇', offer);
    expect(toast()).toContain('别人问的');
    expect(last()).toEqual(offer);
    expect(await presses(li, '英吉沙县萨罕镇', offer)).toContain('配合履职事项清单第19项');
    expect(last().reply_to_message?.message_id).toBe(offer.message_id);
  });

  it('a colleague may not bind the group, an administrator may', async () => {
    expect(await says(li, '/bind 萨罕镇')).toContain('只有群管理员');
    expect(await says(wang, '/bind')).toContain('按哪个');
    expect(await presses(wang, '英吉沙县萨罕镇', last())).toContain('按英吉沙县萨罕镇的清单回答');
  });

  it('the card has a verdict first, the words as printed, the source, and buttons that all work', async () => {
    const card = await says(zhang, '@qingdan_bot 王大爷九十了高龄津贴找谁');
    expect(card.split('\n')[0]).toContain('本镇配合，不是主责');
    expect(card).toContain('1.根据高龄系统推送的数据信息');
    expect(card).toMatch(/来源：.*指纹[0-9a-f]{8}。$/);
    const under = last();
    for (const label of labels(under)) {
      const before = bot.test.server.transcript.length;
      await presses(zhang, label, under);
      const new_ = bot.test.server.transcript.slice(before);
      expect(new_.some((entry) => entry.kind === 'call' && entry.method === 'answerCallbackQuery')).toBe(
        true,
      );
    }
    expect(labels(under)).toEqual(
      expect.arrayContaining(['上级部门职责', '全文', '相近事项', '有用', '没用']),
    );
  });

  it('a vote is thanked privately and can be changed', async () => {
    await says(li, '@qingdan_bot 配合19');
    const under = last();
    await presses(zhang, '有用', under);
    expect(toast()).toContain('有用');
    await presses(zhang, '没用', under);
    expect(toast()).toContain('没用');
    expect(last()).toEqual(under);
  });

  it('“whose is this” about a colleague’s message is answered about that message', async () => {
    const { message } = bot.test.people.say(group, wang, '村里王大爷满九十了，高龄津贴一直没领到');
    expect(await says(li, '@qingdan_bot 这事归谁管', message)).toContain('高龄津贴');
  });

  it('pages are turned in place', async () => {
    await says(li, '/category 民生服务');
    const list = last();
    const shown = bot.test.people.shown(group).length;
    await presses(li, '下一页', list);
    expect(bot.test.people.shown(group)).toHaveLength(shown);
    expect(last()).toMatchObject({ message_id: list.message_id });
    expect(last().text).toContain('第2页');
    await presses(li, '上一页', last());
    expect(last().text).toBe(list.text);
  });

  it.each([
    ['/duty 高龄津贴', '配合履职事项清单第19项'],
    ['/duty@qingdan_bot 高龄津贴', '配合履职事项清单第19项'],
    ['/number 配合19', '老年人高龄津贴的发放管理'],
    ['/body 民政局', '英吉沙县民政局'],
    ['/category 民生服务', '民生服务'],
    ['/compare 高龄津贴', '伊吾县盐池镇'],
    ['/lists', '共262项'],
    ['/help', '/duty'],
  ])('%s works', async (command, words) => {
    expect(await says(li, command)).toContain(words);
  });

  it('/status tells a keeper what Telegram lets the bot see', async () => {
    expect(await says(wang, '/status')).toContain('隐私模式开着');
  });

  it('talk among colleagues is left alone until a keeper says otherwise', async () => {
    expect(await overhears(li, '高龄津贴找谁？')).toBe(true);
    expect(await says(wang, '/mode')).toContain('叫到才答');
    expect(await presses(wang, '主动回答', last())).toContain('主动回答');
    expect(await says(li, '高龄津贴找谁？')).toContain('配合履职事项清单第19项');
    expect(await overhears(li, '中午吃什么？')).toBe(true);
    expect(await says(wang, '/mode silent')).toContain('只答命令');
    expect(await overhears(li, '@qingdan_bot 高龄津贴找谁')).toBe(true);
    expect(await says(li, '/duty 高龄津贴')).toContain('配合履职事项清单第19项');
    expect(await says(wang, '/mode mention')).toContain('叫到才答');
  });

  it('an edited question has its answer changed', async () => {
    const { people, answered } = bot.test;
    const { message } = await answered(() => people.say(group, li, '@qingdan_bot 配合19'));
    const answer = last();
    await answered(() => people.edit(message, '@qingdan_bot 配合20'));
    expect(last()).toMatchObject({ message_id: answer.message_id });
    expect(last().text).toContain('配合履职事项清单第20项');
  });

  it('a topic can have a town of its own', async () => {
    const { people, answered } = bot.test;
    const forum = people.forum(-100300, '县民政群', [7, 8]);
    people.join(forum, wang, 'administrator');
    await answered(() => people.say(forum, wang, '/bind 萨罕镇'));
    await answered(() => people.say(forum, wang, '/bind 盐池镇', { thread: 7 }));
    await answered(() => people.say(forum, li, '/lists', { thread: 7 }));
    expect(people.last(forum)).toMatchObject({ message_thread_id: 7 });
    expect(people.last(forum).text).toContain('伊吾县盐池镇');
    await answered(() => people.say(forum, li, '/lists', { thread: 8 }));
    expect(people.last(forum).text).toContain('英吉沙县萨罕镇');
  });

  it('inline mode offers articles in any chat', async () => {
    const { people, answered, calls } = bot.test;
    await answered(() => people.inline(li, '高龄津贴'));
    expect(JSON.stringify(calls('answerInlineQuery').at(-1))).toContain('老年人高龄津贴的发放管理');
  });

  it('a group that becomes a supergroup keeps its town', async () => {
    const { people, answered } = bot.test;
    const next = people.migrate(group, -1005);
    await answered(() => people.say(next, li, '@qingdan_bot 清单概况'));
    expect(people.last(next).text).toContain('英吉沙县萨罕镇');
    await answered(() => people.say(next, wang, '/unbind'));
    expect(people.last(next).text).toContain('不再固定按英吉沙县萨罕镇');
  });

  it('and nothing of it was refused but what had to be', () => {
    const refused = bot.test.server.transcript.flatMap((entry) =>
      entry.kind === 'refused' ? [`${entry.method}: ${entry.description}`] : [],
    );
    // 小李 and 王主任 never opened a chat with the bot: what is for them alone is said in the group.
    expect(new Set(refused)).toEqual(new Set(['sendMessage: Bad Request: chat not found']));
    expect(readScript(bot.test.server)).toContain('小李：@qingdan_bot 高龄津贴找谁\n清单通：');
    expect(bot.test.server.world.presses.size).toBe(0);
  });
});
