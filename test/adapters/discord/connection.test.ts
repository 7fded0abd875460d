import { expect, it } from 'vitest';
import { speakError } from '../../../src/speak.js';
import { botMessages, echo, listener, nextMessages, type Rig, startOwnRig as start } from './rig.js';

const noted = ({ discord }: Rig, what: string): number =>
  discord.notes.filter((note) => note.what === what).length;

it('resumes after a dropped connection, and answers what was said meanwhile once', async () => {
  const rig = await start(echo);
  const { discord } = rig;
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.say(group, wang, `${discord.mention} 之前`);
  await nextMessages(discord, group);
  discord.gateway.drop();
  await discord.until(() => discord.gateway.connected() === 0, 'the drop');
  discord.say(group, wang, `${discord.mention} 断线时`);
  const answers = await nextMessages(discord, group, 2);
  discord.say(group, wang, `${discord.mention} 之后`);
  await nextMessages(discord, group, 3);
  expect(answers.at(-1)?.content).toBe('听到：断线时');
  expect(botMessages(group, discord)).toHaveLength(3);
  expect(noted(rig, 'resume')).toBe(1);
  expect(noted(rig, 'identify')).toBe(1);
});

it('resumes when told to reconnect', async () => {
  const rig = await start(echo);
  const { discord } = rig;
  discord.gateway.reconnect();
  await discord.until(() => noted(rig, 'resume') === 1, 'the resume');
  const group = discord.channel('民生');
  discord.say(group, discord.person('王芳'), `${discord.mention} 问`);
  await nextMessages(discord, group);
});

it('identifies anew when its session is not known any more', async () => {
  const rig = await start(echo);
  const { discord } = rig;
  discord.gateway.invalidate(false);
  await discord.until(() => noted(rig, 'identify') === 2, 'the second identify');
  await discord.until(() => discord.gateway.connected() === 1, 'the connection');
  const group = discord.channel('民生');
  discord.say(group, discord.person('王芳'), `${discord.mention} 问`);
  await nextMessages(discord, group);
});

it('keeps its connection alive with heartbeats', async () => {
  const rig = await start(echo, { standin: { heartbeatMs: 150 } });
  const { discord } = rig;
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(discord.gateway.connected()).toBe(1);
  expect(noted(rig, 'resume')).toBe(0);
  expect(noted(rig, 'heartbeat')).toBeGreaterThan(2);
});

it('whose token was revoked while it ran gives up with one sentence, and may be stopped', async () => {
  const rig = await start(echo);
  const { discord } = rig;
  discord.settings.token = 'a.new.token';
  discord.gateway.drop();
  await discord.until(() => rig.failed.length > 0, 'the end');
  expect(rig.failed.map(speakError).join()).toContain('DISCORD_TOKEN');
  await rig.adapter.stop();
});

it('hands over a message once, however often its connection is lost', async () => {
  const { heard, handle } = listener();
  const rig = await start(handle);
  const { discord } = rig;
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  for (const text of ['一', '二', '三']) {
    discord.gateway.drop();
    discord.say(group, wang, `${discord.mention} ${text}`);
    await discord.until(() => heard.some((message) => message.text === text), text);
  }
  expect(heard.map(({ text }) => text)).toEqual(['一', '二', '三']);
});
