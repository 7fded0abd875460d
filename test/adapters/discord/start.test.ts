import { afterEach, describe, expect, it } from 'vitest';
import { commandPayloads, commandsHash } from '../../../adapters/discord/commands.js';
import { COMMANDS } from '../../../src/contract.js';
import { BotError } from '../../../src/errors.js';
import { speakError } from '../../../src/speak.js';
import { loadWording } from '../../../src/wording.js';
import { checkCommands } from '../../standins/discord/command-shape.js';
import { Refusal } from '../../standins/discord/faults.js';
import { type DiscordStandin, startDiscordStandin } from '../../standins/discord/index.js';
import {
  botMessages,
  createRig,
  echo,
  errorsIn,
  nextMessages,
  type Rig,
  type RigOptions,
  startRig,
} from './rig.js';

const open: Rig[] = [];
const standins: DiscordStandin[] = [];
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.end();
  for (const standin of standins.splice(0)) await standin.close();
});
const start = async (options: RigOptions = {}): Promise<Rig> => {
  const rig = await startRig(echo, options);
  open.push(rig);
  return rig;
};
/** What the keeper reads when the start fails. */
const refusalOf = async (options: RigOptions): Promise<string> => {
  const rig = await createRig(options);
  open.push(rig);
  const error: unknown = await rig.adapter.start(echo).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BotError);
  const sentence = speakError(error);
  expect(sentence).not.toContain(options.token ?? rig.discord.settings.token);
  expect(rig.log.join('')).not.toContain(options.token ?? rig.discord.settings.token);
  return sentence;
};

describe('a start', () => {
  it('asks for no privileged intent', async () => {
    const { discord } = await start();
    const privileged = (1 << 1) | (1 << 8) | (1 << 15);
    const [session] = discord.gateway.sessions();
    expect(session && session.intents & privileged).toBe(0);
  });

  it('prints the invite link with exactly the permissions needed, and what the bot sees', async () => {
    const { told, sights, discord } = await start();
    const link = new URL(/https?:\S+/.exec(told.join('\n'))?.[0] ?? '');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: discord.applicationId,
      scope: 'bot applications.commands',
      // View channels, send messages (also in threads), embed links, attach files, read message history.
      permissions: String((1n << 10n) | (1n << 11n) | (1n << 38n) | (1n << 14n) | (1n << 15n) | (1n << 16n)),
    });
    expect(sights.join()).toContain('私聊');
    expect(told.join()).toContain('在 1 个服务器里');
  });

  it('with a wrong token says which setting to look at', async () => {
    expect(await refusalOf({ token: 'wrong.token.value' })).toContain('DISCORD_TOKEN');
    expect(await refusalOf({ token: '不是.英文.字' })).toContain('DISCORD_TOKEN');
  });

  it('without a network says so', async () => {
    expect(await refusalOf({ api: 'http://127.0.0.1:9/api' })).toBe(
      '连不上 Discord，请检查网络（ECONNREFUSED）。',
    );
  });

  it('while the vendor is down says so', async () => {
    const discord = await startDiscordStandin();
    standins.push(discord);
    discord.script({ path: /gateway/, refuse: new Refusal(503, { message: 'Unavailable' }), times: 9 });
    expect(await refusalOf({ discord })).toBe('连不上 Discord，请检查网络（HTTP 503）。');
  });

  it('whose shards do not suffice says which setting to change', async () => {
    expect(await refusalOf({ standin: { shards: 3 } })).toContain('SHARDS');
  });

  it('may be stopped half-way', async () => {
    const rig = await createRig();
    open.push(rig);
    rig.discord.script({ path: /gateway/, delayMs: 300 });
    const starting = rig.adapter.start(echo);
    await rig.adapter.stop();
    await starting;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(rig.discord.gateway.connected()).toBe(0);
  });
});

it('runs in as many shards as the vendor wants, and answers in each', async () => {
  const { discord } = await start({ standin: { shards: 2, guilds: 2 }, shards: 'auto' });
  expect(discord.gateway.sessions().map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  const wang = discord.person('王芳');
  for (const guild of discord.guilds) {
    const group = discord.channel('民生', guild);
    discord.say(group, wang, `${discord.mention} 问`);
    await nextMessages(discord, group);
  }
});

describe('the commands', () => {
  const payloads = commandPayloads({
    sayDiscord: loadWording('discord'),
    say: loadWording('chat'),
    sayReply: loadWording('reply'),
  });

  it('pass the vendor’s rules, each with a Chinese name and description', () => {
    const commands = checkCommands(JSON.parse(JSON.stringify(payloads)));
    expect(commands.map(({ name }) => name)).toEqual([...COMMANDS, '这事归谁管']);
    for (const command of commands) {
      if (!('description' in command)) continue;
      expect(command.name_localizations?.['zh-CN']).toMatch(/^\p{sc=Han}+$/u);
      expect(command.description_localizations?.['zh-CN']).toMatch(/\p{sc=Han}/u);
    }
  });

  it('are registered once, and again only when they changed', async () => {
    const discord = await startDiscordStandin();
    standins.push(discord);
    const kv = new Map<string, string>();
    for (const versions of [1, 1]) {
      await (await startRig(echo, { discord, kv })).end();
      expect(discord.commands.version).toBe(versions);
    }
    for (const key of kv.keys()) kv.set(key, commandsHash([]));
    await (await startRig(echo, { discord, kv })).end();
    expect(discord.commands.version).toBe(2);
  });

  it('that were refused are told of, tried again at the next start, and hinder nothing else', async () => {
    const discord = await startDiscordStandin();
    standins.push(discord);
    const kv = new Map<string, string>();
    const refuse = new Refusal(400, {
      code: 30034,
      message: 'Max number of daily application command creates',
    });
    discord.script({ method: 'PUT', path: /commands$/, refuse });
    const rig = await start({ discord, kv });
    expect(rig.told.join()).toContain('命令没有登记成功');
    const group = discord.channel('民生');
    discord.say(group, discord.person('王芳'), `${discord.mention} 问`);
    await nextMessages(discord, group);
    await rig.end();
    await start({ discord, kv });
    expect(discord.commands.version).toBe(1);
  });
});

describe('a stop', () => {
  it('finishes the message in hand, then closes the connection', async () => {
    const rig = await startRig(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { blocks: [{ kind: 'text', text: '答完了' }] };
    });
    open.push(rig);
    const { discord } = rig;
    const group = discord.channel('民生');
    const wang = discord.person('王芳');
    discord.say(group, wang, `${discord.mention} 问`);
    const call = discord.command(discord.channel('综治'), wang, 'help');
    await discord.until(() => call.acknowledged, 'the command to be taken');
    await rig.adapter.stop();
    expect(botMessages(group, discord).map(({ content }) => content)).toEqual(['答完了']);
    expect(call.answers[0]?.content).toBe('答完了');
    await discord.until(() => discord.gateway.connected() === 0, 'the connection to close');
    expect(errorsIn(rig.log)).toEqual([]);
  });

  it('does not wait for ever for a message that never ends', async () => {
    const rig = await startRig(() => new Promise(() => {}));
    open.push(rig);
    const { discord } = rig;
    discord.say(discord.channel('民生'), discord.person('王芳'), `${discord.mention} 问`);
    await discord.until(() => discord.typing.length > 0, 'the message to be taken');
    await rig.adapter.stop();
    expect(discord.gateway.connected()).toBe(0);
    expect(rig.log.join('')).toContain('stopped with messages in hand');
  }, 15_000);
});
