import { afterEach, describe, expect, it } from 'vitest';
import type { Handle, Reply } from '../../../src/contract.js';
import { echo, prepareTelegram, startTelegram, stopAll, text } from './start.js';

afterEach(stopAll);

async function privateChat(handle: Handle = echo) {
  const test = await startTelegram({ handle });
  const li = test.people.person(42, '小李');
  const chat = test.people.privateChat(li);
  return { ...test, chat, ask: (words: string) => test.people.say(chat, li, words) };
}

describe('a refused message', () => {
  const card: Reply = {
    blocks: [
      { kind: 'headline', text: '面积<5亩' },
      { kind: 'actions', actions: [{ label: '全文', text: '全文', token: 't' }] },
    ],
  };

  it('is sent once more as plain words without buttons, and logged as refused', async () => {
    const { ask, people, chat, server, sent, logged } = await privateChat(async () => card);
    server.fault({ method: 'sendMessage', code: 400, description: "Bad Request: can't parse entities" });
    ask('面积');
    await sent(1);
    expect(people.last(chat)).toMatchObject({ text: '面积<5亩', entities: [] });
    expect(people.last(chat)).not.toHaveProperty('reply_markup');
    expect(logged.join('')).toContain('reply refused, sending it plain');
  });

  it('is given up after the plain form was refused too, and the next question is answered', async () => {
    const { ask, people, chat, server, sent, logged, refused } = await privateChat();
    server.fault({ method: 'sendMessage', code: 400, description: 'Bad Request: MESSAGE_ODD', times: 2 });
    ask('一');
    ask('二');
    await sent(1);
    expect(refused('sendMessage')).toBe(2);
    expect(people.last(chat).text).toBe('答：二');
    expect(logged.filter((line) => line.includes('"reply refused"'))).toHaveLength(1);
  });
});

describe('where the bot may not write', () => {
  it('it does not try again, and tells the keeper once', async () => {
    const { people, server, told, quiet, refused } = await startTelegram({ handle: echo });
    const li = people.person(42, '小李');
    const group = people.group(-5, '工作群');
    people.close(group, 'kicked');
    people.say(group, li, '@qingdan_bot 一');
    people.say(group, li, '@qingdan_bot 二');
    await server.until(() => refused('sendMessage') === 2, 'both refusals');
    await quiet();
    expect(refused('sendMessage')).toBe(2);
    expect(told.filter((sentence) => sentence.includes('群“工作群”'))).toHaveLength(1);
  });

  it('missing rights are told with what to switch on', async () => {
    const { people, server, told, refused } = await startTelegram({ handle: echo });
    const group = people.group(-5, '工作群');
    people.close(group, 'muted');
    people.say(group, people.person(42, '小李'), '@qingdan_bot 一');
    await server.until(() => refused('sendMessage') === 1, 'the refusal');
    await expect.poll(() => told.at(-1)).toContain('发送消息');
  });
});

describe('trouble on the way', () => {
  it('a flood limit is waited out, and nothing is lost or doubled', async () => {
    const { ask, people, chat, server, sent } = await privateChat();
    server.fault({
      method: 'sendMessage',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      retryAfter: 1,
    });
    for (const word of ['一', '二', '三']) ask(word);
    await sent(3);
    expect(people.shown(chat).map((message) => message.text)).toEqual(['答：一', '答：二', '答：三']);
  });

  it('a fault of Telegram’s own is tried again', async () => {
    const { ask, people, chat, server, sent } = await privateChat();
    server.fault({ method: 'sendMessage', code: 502, description: 'Bad Gateway' });
    server.fault({ method: 'getUpdates', code: 502, description: 'Bad Gateway' });
    ask('一');
    await sent(1);
    expect(people.last(chat).text).toBe('答：一');
  }, 15_000);

  it('a lost connection is taken up again, and the log says so without the token', async () => {
    const { ask, people, chat, server, sent, logged } = await privateChat();
    ask('一');
    await sent(1);
    server.down = true;
    server.queue.close();
    ask('二');
    await expect.poll(() => logged.join(''), { timeout: 5000 }).toContain('connection to telegram lost');
    server.down = false;
    await sent(2);
    ask('三');
    await sent(3, 15_000);
    expect(people.shown(chat).map((message) => message.text)).toEqual(['答：一', '答：二', '答：三']);
    expect(logged.join('')).toContain('telegram is back');
    expect(logged.join('')).not.toContain(server.token);
  }, 15_000);

  it('a slow network delays answers and changes nothing else', async () => {
    const { ask, people, chat, server, sent } = await privateChat();
    server.delayMs = 200;
    for (const word of ['一', '二']) ask(word);
    await sent(2);
    expect(people.shown(chat).map((message) => message.text)).toEqual(['答：一', '答：二']);
  });
});

describe('the throttler', () => {
  it('keeps to the vendor’s pace in a group without being told by a refusal', async () => {
    const pace = {
      group: {
        maxConcurrent: 1,
        minTime: 100,
        reservoir: 3,
        reservoirRefreshAmount: 3,
        reservoirRefreshInterval: 1500,
      },
    };
    const { people, sent, refused } = await startTelegram({
      handle: echo,
      standIn: { flood: { perGroup: 3, windowMs: 1000 } },
      options: { pace },
    });
    const group = people.group(-5, '工作群');
    const li = people.person(42, '小李');
    for (let at = 0; at < 6; at += 1) people.say(group, li, `@qingdan_bot ${at}`);
    await sent(6);
    expect(refused('sendMessage')).toBe(0);
    expect(people.shown(group).map((message) => message.text)).toEqual(
      [0, 1, 2, 3, 4, 5].map((at) => `答：${at}`),
    );
  });
});

describe('stopping', () => {
  it('finishes the messages in hand, tells Telegram what was taken, and takes no more', async () => {
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const taken: string[] = [];
    const handle: Handle = async (message) => {
      taken.push(message.text);
      await gate;
      return echo(message);
    };
    const test = await prepareTelegram({ handle });
    await test.adapter.start(handle);
    const li = test.people.person(42, '小李');
    const chat = test.people.privateChat(li);
    test.people.say(chat, li, '一');
    await expect.poll(() => taken).toEqual(['一']);
    const stopped = test.adapter.stop();
    expect(test.adapter.stop()).toBe(stopped);
    goOn();
    await stopped;
    expect(test.people.shown(chat).map((message) => message.text)).toEqual(['答：一']);
    expect(test.server.queue.pending).toBe(0);
    test.people.say(chat, li, '二');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(test.people.shown(chat)).toHaveLength(1);
    expect(test.server.queue.pending).toBe(1);
    await test.server.close();
  });

  it('does not wait for ever', async () => {
    const handle: Handle = () => new Promise(() => {});
    const test = await prepareTelegram({ handle, options: { finishWithinMs: 200 } });
    await test.adapter.start(handle);
    const li = test.people.person(42, '小李');
    test.people.say(test.people.privateChat(li), li, '一');
    await test.quiet();
    await test.adapter.stop();
    expect(test.logged.join('')).toContain('stopped with messages in hand');
    await test.server.close();
  });

  it('before it was started, and while it starts, is no error', async () => {
    const idle = await prepareTelegram({ handle: echo });
    await idle.adapter.stop();
    await idle.server.close();
    const test = await prepareTelegram({ handle: echo });
    test.server.delayMs = 100;
    const started = test.adapter.start(echo);
    await test.adapter.stop();
    await started;
    await test.quiet();
    expect(test.server.transcript.some((entry) => entry.kind === 'refused')).toBe(false);
    await test.server.close();
  });
});

describe('a webhook', () => {
  const secret = 'a_secret_of_32_letters_and_more_';

  it('takes only deliveries that carry the secret, and answers as polling does', async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const webhook = { url: 'https://bot.example/telegram', secret, port };
    const target = `http://127.0.0.1:${port}/telegram`;
    const test = await startTelegram({
      handle: async ({ text: words }) => text(`答：${words}`),
      webhook,
      standIn: { webhookTarget: target },
    });
    const li = test.people.person(42, '小李');
    const chat = test.people.privateChat(li);
    const { update } = test.people.say(chat, li, '高龄津贴');
    await test.sent(1);
    expect(test.people.last(chat).text).toBe('答：高龄津贴');
    const post = (path: string, headers: Record<string, string>, body: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
    const known = { 'x-telegram-bot-api-secret-token': secret };
    expect((await post('/telegram', {}, JSON.stringify(update))).status).toBe(401);
    expect((await post('/telegram', { 'x-telegram-bot-api-secret-token': 'guess' }, '{}')).status).toBe(401);
    expect((await post('/elsewhere', known, '{}')).status).toBe(404);
    expect((await post('/telegram', known, 'no json')).status).toBe(400);
    expect((await post('/telegram', known, 'null')).status).toBe(400);
    expect((await post('/telegram', known, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    await test.quiet();
    expect(test.calls('sendMessage')).toHaveLength(1);
    expect(test.calls('getUpdates')).toEqual([]);
  });
});
