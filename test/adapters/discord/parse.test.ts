import { MessageFlags } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SuggestQuery } from '../../../src/contract.js';
import { card, listener, type Rig, startRig } from './rig.js';

const { heard, handle } = listener(() => card('答', ['tok1', '全文']));
const asked: SuggestQuery[] = [];
let rig: Rig;
beforeAll(async () => {
  const suggest = (query: SuggestQuery) => {
    asked.push(query);
    return [];
  };
  rig = await startRig(handle, { core: { suggest } });
});
afterAll(() => rig.end());

/** What the core is handed for the next event. */
async function hearing(event: () => void) {
  const before = heard.length;
  event();
  await rig.discord.until(() => heard.length > before, 'the core to hear');
  return heard.at(-1);
}

describe('a message', () => {
  it('that mentions the bot is addressed, and its words come without the mention', async () => {
    const { discord } = rig;
    const group = discord.channel('民生');
    const wang = discord.person('王芳');
    const li = discord.person('李强');
    const text = `${discord.mention}  <@${li.user.id}> 高龄津贴 找谁 <:tie:1234567890123456789>`;
    const message = await hearing(() => discord.say(group, wang, text));
    expect(message).toMatchObject({
      platform: 'discord',
      chatId: group.id,
      outerChatIds: [discord.guilds[0]?.id],
      userId: wang.user.id,
      text: '高龄津贴 找谁',
      addressed: true,
      isPrivate: false,
    });
    expect(message).not.toHaveProperty('mayAdminister');
    expect(Math.abs((message?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('that replies to the bot is addressed', async () => {
    const { discord } = rig;
    const group = discord.channel('综治');
    const wang = discord.person('王芳');
    discord.say(group, wang, `${discord.mention} 高龄津贴`);
    const answer = await discord.until(
      () => [...group.messages.values()].find(({ author }) => author.id === discord.bot.id),
      'an answer',
    );
    const message = await hearing(() => discord.say(group, wang, '那具体步骤呢', { replyTo: answer }));
    expect(message).toMatchObject({ text: '那具体步骤呢', addressed: true });
  });

  it('in a direct conversation is always addressed, and its sender may administer it', async () => {
    const { discord } = rig;
    const wang = discord.person('王芳');
    const message = await hearing(() => discord.say(discord.direct(wang), wang, '高龄津贴找谁'));
    expect(message).toMatchObject({ isPrivate: true, addressed: true, mayAdminister: true });
    expect(message).not.toHaveProperty('outerChatIds');
  });

  it('of somebody with the right to manage the server says so', async () => {
    const { discord } = rig;
    const group = discord.channel('党政办');
    const boss = discord.person('主任', { manager: true });
    const message = await hearing(() => discord.say(group, boss, `${discord.mention} 清单概况`));
    expect(message).toMatchObject({ mayAdminister: true });
  });

  it('in a thread belongs to its channel and its server', async () => {
    const { discord } = rig;
    const parent = discord.channel('农业');
    const thread = discord.thread('秸秆', parent);
    const wang = discord.person('王芳');
    const message = await hearing(() => discord.say(thread, wang, `${discord.mention} 秸秆焚烧`));
    expect(message).toMatchObject({ chatId: thread.id, outerChatIds: [parent.id, discord.guilds[0]?.id] });
  });

  it('of another bot, and talk whose words Discord keeps back, is not handed over', async () => {
    const { discord } = rig;
    const group = discord.channel('闲聊');
    const wang = discord.person('王芳');
    const other = discord.person('天气机器人', { bot: true });
    const before = heard.length;
    discord.say(group, other, `${discord.mention} 今天晴`);
    discord.say(group, wang, '中午吃什么');
    const message = await hearing(() => discord.say(group, wang, `${discord.mention} 到此`));
    expect(message?.text).toBe('到此');
    expect(heard.length).toBe(before + 1);
  });
});

describe('a command', () => {
  it('comes with its options as text, for the asker alone', async () => {
    const { discord } = rig;
    const group = discord.channel('命令');
    const wang = discord.person('王芳');
    const message = await hearing(() =>
      discord.command(group, wang, 'number', { number: 19, list: 'cooperative', town: '萨罕镇' }),
    );
    expect(message).toMatchObject({
      chatId: group.id,
      outerChatIds: [discord.guilds[0]?.id],
      text: '',
      addressed: true,
      isWhispered: true,
      command: { name: 'number', options: { number: '19', list: 'cooperative', town: '萨罕镇' } },
    });
  });

  it('in a direct conversation needs no whisper', async () => {
    const { discord } = rig;
    const wang = discord.person('王芳');
    const message = await hearing(() => discord.command(discord.direct(wang), wang, 'help'));
    expect(message).toMatchObject({ isPrivate: true, isWhispered: false, mayAdminister: true });
  });

  it('on a colleague’s message asks with the words of that message', async () => {
    const { discord } = rig;
    const group = discord.channel('投诉');
    const wang = discord.person('王芳');
    const complaint = discord.say(group, discord.person('李强'), '有人在河边倒垃圾');
    const message = await hearing(() => discord.menu(group, wang, '这事归谁管', complaint));
    expect(message).toMatchObject({ text: '有人在河边倒垃圾', userId: wang.user.id, isWhispered: true });
    expect(message).not.toHaveProperty('command');
  });
});

it('a pressed button comes as its token, whispered where its message is', async () => {
  const { discord } = rig;
  const group = discord.channel('按钮');
  const wang = discord.person('王芳');
  const call = discord.command(group, wang, 'duty', { matter: '高龄津贴' });
  const answer = await discord.until(() => call.answers.find(({ embeds }) => embeds.length > 0), 'an answer');
  expect((answer.flags ?? 0) & MessageFlags.Ephemeral).toBe(MessageFlags.Ephemeral);
  const message = await hearing(() => discord.press(group, wang, answer, '全文'));
  expect(message).toMatchObject({ pressed: 'tok1', text: '', isWhispered: true, addressed: true });
});

describe('typing into an option', () => {
  it('asks for what the option holds, with the town that is filled in', async () => {
    const { discord } = rig;
    const group = discord.channel('补全');
    const wang = discord.person('王芳');
    const typing = discord.autocomplete(group, wang, 'duty', { matter: 'glbt', town: '萨罕镇' }, 'matter');
    await discord.until(() => typing.choices, 'choices');
    expect(asked.at(-1)).toEqual({
      chatId: group.id,
      outerChatIds: [discord.guilds[0]?.id],
      userId: wang.user.id,
      text: 'glbt',
      kind: 'duty',
      town: '萨罕镇',
    });
  });

  it('tells towns, bodies and categories apart', async () => {
    const { discord } = rig;
    const group = discord.channel('补全二');
    const wang = discord.person('王芳');
    for (const [command, option, kind] of [
      ['bind', 'town', 'town'],
      ['body', 'body', 'body'],
      ['category', 'category', 'category'],
    ] as const) {
      const typing = discord.autocomplete(group, wang, command, { [option]: '萨' }, option);
      await discord.until(() => typing.choices, 'choices');
      expect(asked.at(-1)).toMatchObject({ kind, text: '萨' });
    }
  });
});
