import type { APIMessage } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, Interaction, Person } from '../../standins/discord/index.js';
import { messageText, unescaped } from '../../standins/discord/transcript.js';
import { isEphemeral } from '../../standins/discord/world.js';
import { createHome, type Home, type LiveBot } from './core.js';
import { botMessages, errorsIn, labelsOf } from './rig.js';

/** The people of a work group, the real core on the published lists, the real adapter on the real SDK. */
let home: Home;
let bot: LiveBot;
let group: Channel;
let wang: Person;
let li: Person;
let boss: Person;

beforeAll(async () => {
  home = createHome();
  bot = await home.live();
  const { discord } = bot;
  group = discord.channel('民生');
  wang = discord.person('王芳');
  li = discord.person('李强');
  boss = discord.person('周主任', { manager: true });
}, 30_000);
afterAll(async () => {
  await bot.end();
  home.remove();
});

const words = (message: APIMessage): string => unescaped(messageText(message));
/** The bot's next message in a channel after `event`. */
async function answerTo(event: () => void, channel = group): Promise<APIMessage> {
  const before = botMessages(channel, bot.discord).length;
  event();
  return bot.discord.until(() => botMessages(channel, bot.discord)[before], 'an answer');
}
const ask = (person: Person, text: string, channel = group): Promise<APIMessage> =>
  answerTo(() => bot.discord.say(channel, person, `${bot.discord.mention} ${text}`), channel);
/** What only the one who did it sees. */
async function whispered(interaction: Interaction): Promise<APIMessage> {
  const said = (message: APIMessage): boolean => message.content !== '' || message.embeds.length > 0;
  const message = await bot.discord.until(() => interaction.answers.find(said), 'a whisper');
  expect(isEphemeral(message)).toBe(true);
  return message;
}
const command = (person: Person, name: string, given: Record<string, string | number> = {}) =>
  whispered(bot.discord.command(group, person, name, given));

describe('a work group, from the first day', () => {
  it('may ask before anybody has bound it, and is asked for the town as buttons', async () => {
    const shown = await ask(wang, '高龄津贴找谁');
    expect(words(shown)).toContain('请问是哪个');
    expect(labelsOf(shown).join()).toContain('英吉沙县萨罕镇');
    const other = await whispered(bot.discord.press(group, li, shown, '4. 英吉沙县萨罕镇'));
    expect(words(other)).toContain('这是别人问的');
    const answer = await answerTo(() => bot.discord.press(group, wang, shown, '4. 英吉沙县萨罕镇'));
    expect(words(answer)).toContain('英吉沙县民政局牵头');
  });

  it('is bound by somebody who may manage the server', async () => {
    expect(words(await command(boss, 'bind', { town: '萨罕镇' }))).toContain('按英吉沙县萨罕镇的清单回答');
  });

  it('gets a card with verdict, number, steps as printed and the source', async () => {
    const answer = await ask(li, '王大爷九十了高龄津贴找谁');
    const [embed] = answer.embeds;
    expect(embed?.title).toBe('本镇配合，不是主责：由英吉沙县民政局牵头。');
    expect(embed?.description).toContain('**编号**　配合履职事项清单第19项');
    expect(embed?.description).toContain('1.根据高龄系统推送的数据信息');
    expect(embed?.footer?.text).toMatch(/^来源：.*萨罕镇履职事项清单.*指纹[0-9a-f]{8}。$/);
    expect(labelsOf(answer)).toEqual([
      '上级部门职责',
      '全文',
      '相近事项',
      '别的乡镇呢',
      '不是这个',
      '有用',
      '没用',
    ]);
  });

  it('asks on with buttons, anybody of it', async () => {
    const answer = await ask(li, '高龄津贴');
    const lead = await answerTo(() => bot.discord.press(group, wang, answer, '上级部门职责'));
    expect(words(lead)).toContain('【上级部门职责】');
    const full = await answerTo(() => bot.discord.press(group, wang, answer, '全文'));
    expect(words(full)).toContain('【上级部门职责】');
    expect(words(full)).toContain('【本镇配合职责】');
    const near = await answerTo(() => bot.discord.press(group, li, answer, '相近事项'));
    expect(words(near)).toContain('相近');
    const elsewhere = await answerTo(() => bot.discord.press(group, li, answer, '别的乡镇呢'));
    expect(words(elsewhere)).toContain('阿扎克镇');
  });

  it('votes, changes its mind, and the thanks are private', async () => {
    const answer = await ask(li, '高龄津贴');
    expect(words(await whispered(bot.discord.press(group, li, answer, '有用')))).toContain('有用');
    expect(words(await whispered(bot.discord.press(group, li, answer, '没用')))).toContain('改过来了');
  });

  it('chooses among several; only the one who asked can', async () => {
    const shown = await ask(li, '津贴');
    const [first = ''] = labelsOf(shown);
    const [, item = 'no candidate'] = /^1\. .*?(第\d+项)/.exec(first) ?? [];
    expect(words(await whispered(bot.discord.press(group, wang, shown, first)))).toContain('这是别人问的');
    const chosen = await answerTo(() => bot.discord.press(group, li, shown, first));
    expect(chosen.embeds[0]?.footer?.text).toContain(item);
  });

  it('asks on in words by replying to the answer', async () => {
    const answer = await ask(li, '高龄津贴');
    const { discord } = bot;
    const more = await answerTo(() => discord.say(group, li, '上级部门职责', { replyTo: answer }));
    expect(words(more)).toContain('【上级部门职责】');
  });

  it('turns the pages of a list in place', async () => {
    const list = await ask(wang, '配合清单有哪些');
    expect(words(list)).toContain('第1页，共10页');
    const before = botMessages(group, bot.discord).length;
    bot.discord.press(group, wang, list, '下一页');
    await bot.discord.until(() => words(list).includes('第2页，共10页'), 'the second page');
    expect(labelsOf(list)).toEqual(['上一页', '下一页']);
    expect(botMessages(group, bot.discord)).toHaveLength(before);
    const chosen = await answerTo(() => bot.discord.pick(group, wang, list, '配合第19项'));
    expect(words(chosen)).toContain('高龄津贴');
  });

  it('is left alone with its own talk', async () => {
    const before = botMessages(group, bot.discord).length;
    bot.discord.say(group, li, '中午吃什么');
    bot.discord.say(group, wang, '高龄津贴找谁');
    await ask(wang, '清单概况');
    expect(botMessages(group, bot.discord)).toHaveLength(before + 1);
  });

  it('asks about a colleague’s message, and shares the answer', async () => {
    const { discord } = bot;
    const asked = discord.say(group, li, '王大爷九十了，高龄津贴找谁办');
    const answer = await whispered(discord.menu(group, wang, '这事归谁管', asked));
    expect(answer.embeds[0]?.title).toContain('英吉沙县民政局牵头');
    const shared = await answerTo(() => discord.press(group, wang, answer, '发到群里'));
    expect(isEphemeral(shared)).toBe(false);
    expect(shared.embeds[0]?.footer?.text).toContain('配合履职事项清单第19项');
    expect(labelsOf(shared)).not.toContain('发到群里');
  });
});

describe('every command', () => {
  it.each([
    ['duty', { matter: '高龄津贴' }, '配合履职事项清单第19项'],
    ['duty', { matter: '高龄津贴', town: '盐池镇' }, '伊吾县'],
    ['number', { number: 19, list: 'cooperative' }, '高龄津贴'],
    ['body', { body: '人社局' }, '人力资源和社会保障局'],
    ['category', { category: '民生服务' }, '民生服务'],
    ['compare', { matter: '高龄津贴' }, '策勒乡'],
    ['lists', {}, '共262项'],
    ['help', {}, '/duty'],
  ] as const)('%s %o answers the one who gave it', async (name, given, part) => {
    expect(words(await command(li, name, { ...given }))).toContain(part);
  });

  it('of the keeper works: mode, status, unbind, bind', async () => {
    expect(words(await command(boss, 'mode', { mode: 'silent' }))).toContain('只答命令');
    expect(words(await command(boss, 'status'))).toContain('其余消息的文字看不到');
    expect(words(await command(boss, 'mode', { mode: 'mention' }))).toContain('叫到才答');
    expect(words(await command(boss, 'unbind'))).toContain('不再固定');
    const choices = await command(boss, 'bind');
    const done = await whispered(bot.discord.press(group, boss, choices, '4. 英吉沙县萨罕镇'));
    expect(words(done)).toContain('按英吉沙县萨罕镇的清单回答');
  });

  it('completes the duty names of the bound town while they are typed, also by their first letters', async () => {
    for (const text of ['高龄', 'glbt', 'gljt', '']) {
      const typing = bot.discord.autocomplete(group, li, 'duty', { matter: text }, 'matter');
      const choices = await bot.discord.until(() => typing.choices, 'completions');
      if (text === '高龄' || text === 'gljt')
        expect(choices.map(({ name }) => name).join()).toContain('高龄津贴');
      expect(choices.length).toBeLessThanOrEqual(25);
    }
    const towns = bot.discord.autocomplete(group, boss, 'bind', { town: '萨' }, 'town');
    const choices = await bot.discord.until(() => towns.choices, 'towns');
    expect(choices.map(({ name }) => name).join()).toContain('萨罕镇');
  });
});

it('a thread of the channel has the channel’s town, and a direct conversation is answered without a mention', async () => {
  const thread = bot.discord.thread('老人补贴', group);
  expect(words(await ask(li, '高龄津贴', thread))).toContain('英吉沙县民政局');
  const direct = bot.discord.direct(li);
  const answer = await answerTo(() => bot.discord.say(direct, li, '萨罕镇高龄津贴找谁'), direct);
  expect(words(answer)).toContain('英吉沙县民政局');
});

it('in all of this nobody was notified, nothing was refused, and nothing went wrong', () => {
  const { discord, log } = bot;
  expect(discord.pings).toEqual([]);
  expect(discord.refusals()).toEqual([]);
  expect(errorsIn(log)).toEqual([]);
  expect(discord.notes.filter(({ what }) => what === 'stand-in fault')).toEqual([]);
});
