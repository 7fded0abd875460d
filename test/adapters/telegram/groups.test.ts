import { afterEach, describe, expect, it } from 'vitest';
import type { Handle } from '../../../src/contract.js';
import { echo, startTelegram, stopAll, text } from './start.js';

afterEach(stopAll);

describe('a private answer to a command in a group', () => {
  const handle: Handle = async () => ({ ...text('只给您看'), isPrivate: true });

  it('goes to the person’s own chat with the bot', async () => {
    const { people, sent } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const [own, group] = [people.privateChat(li), people.group(-5, '工作群')];
    people.say(group, li, '/status');
    await sent(1);
    expect(people.last(own).text).toBe('只给您看');
    expect(people.shown(group)).toEqual([]);
  });

  it('replies in the group when the person has no such chat', async () => {
    const { people, sent } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const [own, group] = [people.privateChat(li), people.group(-5, '工作群')];
    people.close(own, 'not-started');
    people.say(group, li, '/status');
    await sent(1);
    expect(people.last(group).text).toBe('只给您看');
  });
});

describe('inline mode', () => {
  it('offers what the core finds as articles', async () => {
    const inline = ({ text: words }: { text: string }) => [
      { id: 'a1', title: `${words} 基本3`, description: '本镇主责', reply: text('是') },
    ];
    const { people, calls, server } = await startTelegram({ handle: echo, core: { inline } });
    people.inline(people.person(42, '小李'), '高龄津贴');
    await server.until(() => calls('answerInlineQuery').length === 1, 'articles');
    expect(calls('answerInlineQuery')[0]).toMatchObject({
      is_personal: true,
      results: [{ type: 'article', id: 'a1', title: '高龄津贴 基本3', description: '本镇主责' }],
    });
  });
});

describe('a group that becomes a supergroup', () => {
  it('is reported to the core once, and answers go on there', async () => {
    const moves: string[][] = [];
    const { people, sent, quiet } = await startTelegram({
      handle: echo,
      core: { moveChat: (from, to) => void moves.push([from, to]) },
    });
    const li = people.person(42, '小李');
    const next = people.migrate(people.group(-5, '工作群'), -1005);
    people.say(next, li, '@qingdan_bot 高龄津贴');
    await sent(1);
    await quiet();
    expect(moves).toEqual([['-5', '-1005']]);
    expect(people.last(next).text).toBe('答：高龄津贴');
  });

  it('gets the answer to a question that was asked before the move', async () => {
    const moves: string[][] = [];
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const handle: Handle = async (message) => {
      await gate;
      return echo(message);
    };
    const core = { moveChat: (from: string, to: string) => void moves.push([from, to]) };
    const { people, sent, quiet } = await startTelegram({ handle, core });
    const group = people.group(-5, '工作群');
    people.say(group, people.person(42, '小李'), '@qingdan_bot 高龄津贴');
    await quiet();
    const next = people.migrate(group, -1005);
    goOn();
    await sent(1);
    await quiet();
    expect(people.last(next).text).toBe('答：高龄津贴');
    expect(moves).toEqual([['-5', '-1005']]);
  });
});
