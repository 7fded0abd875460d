import { MessageReferenceType, PermissionFlagsBits } from 'discord.js';
import { expect, it } from 'vitest';
import type { Handle } from '../../../src/contract.js';
import { Refusal, rateLimited } from '../../standins/discord/faults.js';
import {
  botMessages,
  card,
  echo,
  errorsIn,
  listener,
  nextMessages,
  startOwnRig as start,
  textReply,
} from './rig.js';

const MESSAGES = /^\/channels\/\d+\/messages$/;

it('answers as a reply to the question, and nobody is notified', async () => {
  const { discord } = await start(async () => textReply('@everyone 由<@1573922050081292288>负责'));
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  const question = discord.say(group, wang, `${discord.mention} 高龄津贴找谁`);
  const [answer] = await nextMessages(discord, group);
  expect(answer?.message_reference).toMatchObject({
    type: MessageReferenceType.Default,
    message_id: question.id,
  });
  expect(answer?.mentions).toEqual([]);
  expect(discord.pings).toEqual([]);
});

it('answers all the same when the question was deleted meanwhile', async () => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { discord } = await start(async () => {
    await gate;
    return textReply('好');
  });
  const group = discord.channel('民生');
  const question = discord.say(group, discord.person('王芳'), `${discord.mention} 问`);
  group.messages.delete(question.id);
  release();
  const [answer] = await nextMessages(discord, group);
  expect(answer?.content).toBe('好');
});

it('shows that it types while somebody waits, and not for a quick answer', async () => {
  const slow: Handle = async ({ text }) => {
    if (text === '慢') await new Promise((resolve) => setTimeout(resolve, 500));
    return textReply(text);
  };
  const { discord } = await start(slow);
  const [quick, waiting] = [discord.channel('快'), discord.channel('慢')];
  const wang = discord.person('王芳');
  discord.say(quick, wang, `${discord.mention} 快`);
  discord.say(waiting, wang, `${discord.mention} 慢`);
  await nextMessages(discord, waiting);
  expect(discord.typing).toEqual([waiting]);
});

it('keeps the order of answers within a channel, whichever is ready first', async () => {
  const { discord } = await start(async ({ text }) => {
    if (text === '一') await new Promise((resolve) => setTimeout(resolve, 100));
    return textReply(text);
  });
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  for (const text of ['一', '二', '三']) discord.say(group, wang, `${discord.mention} ${text}`);
  const answers = await nextMessages(discord, group, 3);
  expect(answers.map(({ content }) => content)).toEqual(['一', '二', '三']);
});

it('sends a refused card once more in plain words, and logs the refusal', async () => {
  const { discord, log } = await start(async () => card('本镇配合', ['t1', '全文']));
  const group = discord.channel('民生');
  const refuse = new Refusal(400, { code: 50035, message: 'Invalid Form Body', errors: {} });
  discord.script({ method: 'POST', path: MESSAGES, refuse });
  discord.say(group, discord.person('王芳'), `${discord.mention} 高龄津贴`);
  const [answer] = await nextMessages(discord, group);
  expect(answer).toMatchObject({ content: '本镇配合\n来源：清单第240行。', embeds: [], components: [] });
  expect(log.join('')).toContain('reply refused, sending it plain');
});

it('logs it as refused when the plain words are refused too, and goes on with the next question', async () => {
  const { discord, log } = await start(async ({ text }) => textReply(text));
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  const refuse = new Refusal(400, { code: 50035, message: 'Invalid Form Body', errors: {} });
  discord.script({ method: 'POST', path: MESSAGES, refuse, times: 2 });
  discord.say(group, wang, `${discord.mention} 一`);
  discord.say(group, wang, `${discord.mention} 二`);
  const [answer] = await nextMessages(discord, group);
  expect(answer?.content).toBe('二');
  expect(errorsIn(log).map(({ msg }) => msg)).toEqual(['reply refused']);
});

it('speaks in plain words where cards are forbidden, and tells the keeper once what is missing', async () => {
  const { discord, told } = await start(async () => card('本镇配合'));
  const group = discord.channel('民生');
  group.botPermissions &= ~PermissionFlagsBits.EmbedLinks;
  const wang = discord.person('王芳');
  discord.say(group, wang, `${discord.mention} 一`);
  discord.say(group, wang, `${discord.mention} 二`);
  const answers = await nextMessages(discord, group, 2);
  expect(answers.map(({ content }) => content)).toEqual(Array(2).fill('本镇配合\n来源：清单第240行。'));
  expect(told.filter((sentence) => sentence.includes('民生'))).toHaveLength(1);
});

it('says which channel keeps it out, and works elsewhere', async () => {
  const { discord, told, log } = await start(echo);
  const [shut, open_] = [discord.channel('内部'), discord.channel('民生')];
  shut.botPermissions = 0n;
  const wang = discord.person('王芳');
  discord.say(shut, wang, `${discord.mention} 一`);
  discord.say(open_, wang, `${discord.mention} 二`);
  await nextMessages(discord, open_);
  await discord.until(() => told.some((sentence) => sentence.includes('内部')), 'the keeper to be told');
  expect(botMessages(shut, discord)).toEqual([]);
  expect(errorsIn(log)).toHaveLength(1);
});

it('replies without a reference where it may not read older messages', async () => {
  const { discord } = await start(echo);
  const group = discord.channel('民生');
  group.botPermissions &= ~PermissionFlagsBits.ReadMessageHistory;
  discord.say(group, discord.person('王芳'), `${discord.mention} 一`);
  const [answer] = await nextMessages(discord, group);
  expect(answer?.content).toBe('听到：一');
  expect(answer?.message_reference).toBeUndefined();
});

it('waits out a rate limit, and neither loses nor doubles an answer', async () => {
  const { discord } = await start(echo, { standin: { channelLimit: { limit: 2, windowMs: 600 } } });
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.script({ method: 'POST', path: MESSAGES, refuse: rateLimited(0.2) });
  for (const text of ['一', '二', '三', '四', '五']) discord.say(group, wang, `${discord.mention} ${text}`);
  const answers = await nextMessages(discord, group, 5);
  expect(answers.map(({ content }) => content)).toEqual(
    ['一', '二', '三', '四', '五'].map((text) => `听到：${text}`),
  );
});

it('sends again after a fault of the vendor’s, without a second message where the first had arrived', async () => {
  const { discord } = await start(echo);
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.script({ method: 'POST', path: MESSAGES, loseAnswer: true });
  discord.say(group, wang, `${discord.mention} 一`);
  await discord.until(
    () => discord.requests.filter(({ path }) => MESSAGES.test(path)).length === 2,
    'two tries',
  );
  discord.script({
    method: 'POST',
    path: MESSAGES,
    refuse: new Refusal(503, { message: 'Unavailable' }),
    times: 2,
  });
  discord.say(group, wang, `${discord.mention} 二`);
  const answers = await nextMessages(discord, group, 2);
  expect(answers.map(({ content }) => content)).toEqual(['听到：一', '听到：二']);
});

it('survives a cut connection and an answer that never comes', async () => {
  const { discord } = await start(echo);
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.script({ method: 'POST', path: MESSAGES, drop: true });
  discord.say(group, wang, `${discord.mention} 一`);
  discord.say(group, wang, `${discord.mention} 二`);
  const answers = await nextMessages(discord, group, 1);
  await discord.until(
    () => botMessages(group, discord).some(({ content }) => content === '听到：二'),
    'the second',
  );
  expect(answers.length).toBeLessThanOrEqual(2);
});

it('gives a private reply to a group message to the person alone', async () => {
  const { discord } = await start(async () => ({ ...textReply('只有您看得到'), isPrivate: true }));
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.say(group, wang, `${discord.mention} 一`);
  const [answer] = await nextMessages(discord, discord.direct(wang));
  expect(answer?.content).toBe('只有您看得到');
  expect(botMessages(group, discord)).toEqual([]);
});

it('tells a person once why it cannot read a reply without notification', async () => {
  const { heard, handle } = listener(({ text }) => textReply(`听到：${text}`));
  const { discord } = await start(handle);
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.say(group, wang, `${discord.mention} 一`);
  const [answer] = await nextMessages(discord, group);
  if (!answer) throw new Error('no answer');
  discord.say(group, wang, '那具体步骤呢', { replyTo: answer, silent: true });
  discord.say(group, wang, '那具体步骤呢', { replyTo: answer, silent: true });
  discord.say(group, wang, `${discord.mention} 二`);
  const answers = await nextMessages(discord, group, 3);
  expect(answers[1]?.content).toContain('看不到这条回复的文字');
  expect(heard.map(({ text }) => text)).toEqual(['一', '二']);
});

it('hands a repeated delivery over with the same id', async () => {
  const { heard, handle } = listener();
  const { discord } = await start(handle);
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  const message = discord.say(group, wang, `${discord.mention} 一`);
  discord.repeat(group, message, wang);
  await discord.until(() => heard.length === 2, 'both deliveries');
  expect(heard[0]?.id).toBe(heard[1]?.id);
});
