import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../src/contract.js';
import { BotError } from '../src/errors.js';
import { createRunning, type Wanted } from '../src/running.js';
import { loadWording } from '../src/wording.js';

interface Made extends Wanted {
  readonly did: string[];
}

const anAdapter = (name: string, over: Partial<Adapter> = {}): Made => {
  const did: string[] = [];
  return {
    name,
    did,
    create: async () => ({
      name,
      start: async () => void did.push('start'),
      stop: async () => void did.push('stop'),
      ...over,
    }),
  };
};

const open = () => {
  const told: string[] = [];
  const ends: boolean[] = [];
  const logged: string[] = [];
  const running = createRunning({
    handle: async () => undefined,
    say: loadWording('chat'),
    log: pino({ level: 'error' }, { write: (line) => void logged.push(line) }),
    tell: (sentence) => void told.push(sentence),
    over: (failed) => void ends.push(failed),
  });
  return { running, told, ends, logged };
};

const refused = new BotError('platform-token-refused', { platform: 'Telegram', setting: 'TELEGRAM_TOKEN' });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('platforms side by side', () => {
  it('go on when one of them does not start; the keeper is told which setting to check', async () => {
    const { running, told, ends, logged } = open();
    const discord = anAdapter('discord');
    const telegram = anAdapter('telegram', { start: () => Promise.reject(refused) });
    await running.start([telegram, discord]);
    expect(running.names()).toEqual(['discord']);
    expect(telegram.did).toEqual(['stop']);
    expect(told).toEqual([expect.stringMatching(/^Telegram 没有启动：.*TELEGRAM_TOKEN/)]);
    expect(logged).toHaveLength(1);
    expect(ends).toEqual([]);
  });

  it('go on when one cannot even be made', async () => {
    const { running, told } = open();
    const broken: Wanted = { name: 'telegram', create: () => Promise.reject(new Error('boom')) };
    await running.start([broken, anAdapter('discord')]);
    expect(running.names()).toEqual(['discord']);
    expect(told[0]).toContain('程序出错了');
  });

  it('go on when one comes to its end later, which is told once', async () => {
    const { running, told, ends } = open();
    const telegram = anAdapter('telegram');
    await running.start([telegram, anAdapter('discord')]);
    running.ended('telegram', new BotError('platform-second-copy', { platform: 'Telegram' }));
    running.ended('telegram', new BotError('platform-second-copy', { platform: 'Telegram' }));
    await settled();
    expect(telegram.did).toEqual(['start', 'stop']);
    expect(told).toEqual([expect.stringContaining('另一个清单通正在运行')]);
    expect(running.names()).toEqual(['discord']);
    expect(ends).toEqual([]);
  });

  it('are over as a failure when none is left against the keeper’s will', async () => {
    const first = open();
    await first.running.start([anAdapter('telegram', { start: () => Promise.reject(refused) })]);
    expect(first.ends).toEqual([true]);
    const second = open();
    await second.running.start([anAdapter('telegram')]);
    second.running.ended('telegram', refused);
    await settled();
    expect(second.ends).toEqual([true]);
  });

  it('are over in peace when the input of the console ends, even while it starts', async () => {
    const { running, ends, told } = open();
    const start = async () => running.ended('console');
    await running.start([anAdapter('console', { start })]);
    await settled();
    expect(ends).toEqual([false]);
    expect(told).toEqual([]);
  });

  it('are all stopped once when it is wanted, although one of them does not stop well', async () => {
    const { running, ends } = open();
    const stubborn = anAdapter('telegram', { stop: () => Promise.reject(new Error('boom')) });
    const discord = anAdapter('discord');
    await running.start([stubborn, discord]);
    await Promise.all([running.stop(), running.stop()]);
    expect(discord.did).toEqual(['start', 'stop']);
    expect(ends).toEqual([false]);
  });

  it('that were still starting when all was stopped are not complained about', async () => {
    const { running, told, ends } = open();
    let refuse: (error: Error) => void = () => {};
    const slow = anAdapter('telegram', {
      start: () =>
        new Promise((_, reject) => {
          refuse = reject;
        }),
      stop: async () => refuse(new Error('given up')),
    });
    const starting = running.start([slow]);
    await settled();
    await running.stop();
    await starting;
    expect(told).toEqual([]);
    expect(ends).toEqual([false]);
  });

  it('keep the process alive while one waits for its network, and let it go at the end', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const { running } = open();
    void running.start([anAdapter('telegram', { start: () => new Promise(() => {}) })]);
    expect(timers()).toBe(before + 1);
    await running.stop();
    expect(timers()).toBe(before);
  });
});
