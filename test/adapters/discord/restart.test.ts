import { afterAll, afterEach, expect, it } from 'vitest';
import { type DiscordStandin, startDiscordStandin } from '../../standins/discord/index.js';
import { messageText } from '../../standins/discord/transcript.js';
import { createHome, type LiveBot } from './core.js';
import { botMessages, nextMessages } from './rig.js';

const home = createHome();
afterAll(() => home.remove());
const bots: LiveBot[] = [];
const standins: DiscordStandin[] = [];
afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.end();
  for (const standin of standins.splice(0)) await standin.close();
});
const live = async (discord: DiscordStandin): Promise<LiveBot> => {
  const bot = await home.live({ discord });
  bots.push(bot);
  return bot;
};
const begin = async (): Promise<DiscordStandin> => {
  const discord = await startDiscordStandin();
  standins.push(discord);
  return discord;
};

it('a button still works after a restart between question and press', async () => {
  const discord = await begin();
  await live(discord);
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.say(group, wang, `${discord.mention} 萨罕镇 高龄津贴找谁`);
  const [card] = await nextMessages(discord, group);
  if (!card) throw new Error('no card');
  await bots.pop()?.end();
  await live(discord);
  discord.press(group, wang, card, '上级部门职责');
  const answers = await nextMessages(discord, group, 2);
  expect(answers.map(messageText).at(-1)).toContain('【上级部门职责】');
});

it('a message delivered again after a restart is answered once', async () => {
  const discord = await begin();
  await live(discord);
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  const question = discord.say(group, wang, `${discord.mention} 萨罕镇 高龄津贴找谁`);
  await nextMessages(discord, group);
  discord.repeat(group, question, wang);
  await bots.pop()?.end();
  await live(discord);
  discord.repeat(group, question, wang);
  discord.say(group, wang, `${discord.mention} 萨罕镇 清单概况`);
  const answers = await nextMessages(discord, group, 2);
  expect(answers.map(messageText).at(-1)).toContain('共262项');
  expect(botMessages(group, discord)).toHaveLength(2);
});
