import { afterEach, describe, expect, it } from 'vitest';
import { BotError } from '../../../src/errors.js';
import { speakError } from '../../../src/speak.js';
import { startTelegramServer } from '../../standins/telegram/server.js';
import { echo, fakePorts, prepareTelegram, startTelegram, stopAll } from './start.js';

afterEach(stopAll);

describe('starting', () => {
  it('tells the keeper what the switches let the bot see, and the core too', async () => {
    const seen: string[] = [];
    const core = { ...fakePorts(), describeSight: (sentence: string) => void seen.push(sentence) };
    const { told } = await startTelegram({ handle: echo, core });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('@qingdan_bot');
    expect(told[0]).toContain('隐私模式开着');
    expect(told[0]).toContain('/setprivacy');
    expect(seen[0]).toContain('隐私模式开着');
  });

  it('says when it reads all messages, cannot join groups or lacks inline mode', async () => {
    const { told } = await startTelegram({
      handle: echo,
      standIn: {
        me: { can_read_all_group_messages: true, can_join_groups: false, supports_inline_queries: false },
      },
    });
    expect(told[0]).toContain('隐私模式已关');
    expect(told[0]).toContain('/setjoingroups');
    expect(told[0]).toContain('/setinline');
  });

  it('registers Chinese menus for private chats, groups and administrators, and only when they changed', async () => {
    const core = fakePorts();
    const first = await startTelegram({ handle: echo, core });
    const { commands } = first.server.world;
    expect([...commands.keys()]).toEqual([
      'all_private_chats/',
      'all_group_chats/',
      'all_chat_administrators/',
    ]);
    const names = (scope: string) => commands.get(`${scope}/`)?.map(({ command }) => command);
    expect(names('all_group_chats')).toEqual([
      'duty',
      'number',
      'body',
      'category',
      'compare',
      'lists',
      'help',
    ]);
    expect(names('all_chat_administrators')).toContain('bind');
    for (const { description } of commands.get('all_private_chats/') ?? [])
      expect(description).toMatch(/[一-龥]/);
    const second = await startTelegram({ handle: echo, core });
    expect(second.calls('setMyCommands')).toEqual([]);
  });

  it('takes over from a webhook that was set before', async () => {
    const server = await startTelegramServer();
    server.world.webhook = { url: 'https://old.example/t', secret: undefined };
    const test = await startTelegram({ handle: echo, server });
    const li = test.people.person(42, '小李');
    test.people.say(test.people.privateChat(li), li, '在吗');
    await test.sent(1);
  });
});

describe('what stops it says what to do', () => {
  const failedStart = async (given: Parameters<typeof prepareTelegram>[0]): Promise<string> => {
    const test = await prepareTelegram(given);
    const error = await test.adapter.start(given.handle).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    await test.adapter.stop();
    await test.server.close();
    expect(error).toBeInstanceOf(BotError);
    expect(test.logged.join('')).not.toContain(given.token ?? test.server.token);
    return speakError(error);
  };

  it('a wrong token', async () => {
    const token = '7000000001:AAwrongwrongwrongwrongwrongwrongwrong';
    expect(await failedStart({ handle: echo, token })).toBe(
      'Telegram 不认这个令牌，请检查设置项 TELEGRAM_TOKEN（在 .env 里）是否完整、是否已被重置。',
    );
  });

  it('a webhook that Telegram does not want', async () => {
    const webhook = { url: 'http://bot.example/telegram', secret: 'sixteen_letters_x', port: 0 };
    expect(await failedStart({ handle: echo, webhook })).toContain('HTTPS URL must be provided');
  });

  it('a second copy of the bot', async () => {
    const { server, failures } = await startTelegram({ handle: echo });
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.queue.conflict();
    await expect.poll(() => failures.length).toBe(1);
    expect(speakError(failures[0])).toContain('同一个令牌的另一个清单通正在运行');
  });

  it('a token that is revoked while it runs', async () => {
    const { server, failures } = await startTelegram({ handle: echo });
    server.fault({ method: 'getUpdates', code: 401, description: 'Unauthorized' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.queue.close();
    await expect.poll(() => failures.length).toBe(1);
    expect(speakError(failures[0])).toContain('TELEGRAM_TOKEN');
  });
});
