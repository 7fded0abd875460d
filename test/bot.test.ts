import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../src/contract.js';
import { openWorld, SAHAN, textOf } from './chat/world.js';

const line = (text: string, over: Partial<InboundMessage> = {}): InboundMessage => ({
  id: text,
  platform: 'console',
  chatId: 'console',
  userId: 'console',
  text,
  at: 0,
  isPrivate: true,
  ...over,
});

describe('the core', () => {
  it('answers without writing anything when only the answer is wanted', () => {
    const { bot, core } = openWorld();
    const asked = line('高龄津贴找谁', { town: SAHAN });
    expect(bot().answer(asked)).toMatchObject({ kind: 'duty', verdict: 'assist' });
    expect(bot().answer(asked)).toMatchObject({ kind: 'duty' });
    expect(core().store.queries()).toEqual([]);
  });

  it('logs what was asked with its outcome, and never talk that asks nothing', async () => {
    const { bot, core } = openWorld();
    await bot().handle(line('你好'));
    await bot().handle(line('高龄津贴找谁', { town: SAHAN }));
    expect(core().store.queries()).toMatchObject([
      { text: '高龄津贴找谁', verdict: 'assist', dutyList: 'cooperative', dutyNumber: 19, townshipId: SAHAN },
    ]);
  });

  it('has no pace and no memory of towns for the console', async () => {
    const world = openWorld({ questionsPerMinute: 1 });
    await world.bot().handle(line('萨罕镇'));
    for (const number of [1, 2, 3]) {
      expect(textOf(await world.bot().handle(line(`配合${number}`)))).toContain(`第${number}项`);
    }
    world.restart();
    expect(textOf(await world.bot().handle(line('配合4')))).toContain('请问是哪个乡镇');
  });

  it('keeps conversations of different platforms apart, whatever their ids', async () => {
    const { bot } = openWorld();
    await bot().handle(line('配合19', { town: SAHAN }));
    expect(textOf(await bot().handle(line('全文', { platform: 'demo', town: SAHAN })))).toContain(
      '没有可以接着说',
    );
    expect(textOf(await bot().handle(line('全文')))).toContain('配合履职事项清单第19项');
  });

  it('keeps facts for an adapter by its platform', () => {
    const world = openWorld();
    world.ports().kv.set('commands', 'a');
    world.restart();
    expect(world.ports().kv.get('commands')).toBe('a');
    expect(world.bot().connect('other').kv.get('commands')).toBeUndefined();
  });

  it('answers a thousand messages of fifty chats at once, each once and each chat in order', async () => {
    const { bot } = openWorld();
    const chats = Array.from({ length: 50 }, (_, at) => `群${at}`);
    const answered = new Map<string, string[]>();
    const send = async (chatId: string, number: number): Promise<void> => {
      const message = line(`配合${number}`, { id: `${number}`, platform: 'demo', chatId, town: SAHAN });
      for (const reply of await Promise.all([bot().handle(message), bot().handle(message)])) {
        if (reply) answered.set(chatId, [...(answered.get(chatId) ?? []), textOf(reply)]);
      }
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => at + 1).flatMap((number) =>
        chats.map((chatId) => send(chatId, number)),
      ),
    );
    for (const chatId of chats) {
      const numbers = answered.get(chatId)?.map((text) => /清单第(\d+)项/.exec(text)?.[1]);
      expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 1}`));
    }
  }, 60_000);
});
