import { afterEach, describe, expect, it } from 'vitest';
import type { Handle, InboundMessage, Reply } from '../../../src/contract.js';
import { echo, startTelegram, stopAll, text } from './start.js';

afterEach(stopAll);

const buttons = (labels: readonly string[], more: Partial<Reply> = {}): Reply => ({
  blocks: [
    { kind: 'text', text: '请选' },
    { kind: 'actions', actions: labels.map((label) => ({ label, text: label, token: `t-${label}` })) },
  ],
  ...more,
});

describe('an answer', () => {
  it('replies to the question, without a link preview', async () => {
    const { people, sent, calls } = await startTelegram({ handle: echo });
    const li = people.person(42, '小李');
    const group = people.group(-5, '工作群');
    const { message } = people.say(group, li, '@qingdan_bot 高龄津贴找谁');
    await sent(1);
    expect(people.last(group)).toMatchObject({
      text: '答：高龄津贴找谁',
      reply_to_message: { message_id: message.message_id },
    });
    expect(calls('sendMessage')[0]).toMatchObject({ link_preview_options: { is_disabled: true } });
  });

  it('still comes when the question was deleted', async () => {
    const { people, server, sent } = await startTelegram({ handle: echo });
    const li = people.person(42, '小李');
    const group = people.group(-5, '工作群');
    people.remove(people.say(group, li, '@qingdan_bot 高龄津贴').message);
    await sent(1);
    expect(people.last(group)).not.toHaveProperty('reply_to_message');
    expect(server.transcript.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });

  it('stays in the topic of the question', async () => {
    const { people, sent } = await startTelegram({ handle: echo });
    const forum = people.forum(-100300, '县民政群', [7]);
    people.say(forum, people.person(42, '小李'), '@qingdan_bot 高龄津贴', { thread: 7 });
    await sent(1);
    expect(people.last(forum)).toMatchObject({ message_thread_id: 7 });
  });

  it('of 12,000 characters comes whole and in order, the source with its end', async () => {
    const body = Array.from({ length: 1200 }, (_, at) => `第${String(at).padStart(6, '0')}条。`).join('');
    const handle: Handle = async () => ({
      blocks: [
        { kind: 'text', text: body },
        { kind: 'source', text: '来源：清单' },
      ],
    });
    const { people, quiet, refused } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const chat = people.privateChat(li);
    people.say(chat, li, '全文');
    await quiet();
    const shown = people.shown(chat).map((message) => message.text);
    expect(shown.length).toBeGreaterThan(2);
    expect(
      shown
        .join('')
        .replace(/（接上条 \d\/\d）\s*/g, '')
        .replace(/\s/g, ''),
    ).toBe(`${body}来源：清单`);
    expect(refused('sendMessage')).toBe(0);
  });

  it('shows the typing sign only while it takes long', async () => {
    const handle: Handle = async (message) => {
      if (message.text === '慢') await new Promise((resolve) => setTimeout(resolve, 700));
      return text('好');
    };
    const { people, calls, sent } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const chat = people.privateChat(li);
    people.say(chat, li, '快');
    await sent(1);
    expect(calls('sendChatAction')).toEqual([]);
    people.say(chat, li, '慢');
    await sent(2);
    expect(calls('sendChatAction')).toEqual([{ chat_id: 42, action: 'typing' }]);
  });

  it('is nothing when the core has nothing to say', async () => {
    const { people, quiet, calls } = await startTelegram({ handle: async () => undefined });
    people.say(people.group(-5, '工作群'), people.person(42, '小李'), '中午吃什么');
    await quiet();
    expect(calls('sendMessage')).toEqual([]);
    expect(calls('sendChatAction')).toEqual([]);
  });

  it('says so when the core breaks, and logs why', async () => {
    const handle: Handle = async () => {
      throw new Error('broken on purpose');
    };
    const { people, sent, logged } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const chat = people.privateChat(li);
    people.say(chat, li, '高龄津贴');
    await sent(1);
    expect(people.last(chat).text).toContain('出错了');
    expect(logged.join('')).toContain('broken on purpose');
  });
});

describe('an edited question', () => {
  it('changes its answer in place, adds what is longer and takes away what is too much', async () => {
    const handle: Handle = async ({ text: words }) => text(words === '长' ? '字。'.repeat(3000) : words);
    const { people, sent, server, calls, quiet } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const chat = people.privateChat(li);
    const { message } = people.say(chat, li, '短');
    await sent(1);
    people.edit(message, '长');
    await sent(2);
    expect(calls('editMessageText')).toHaveLength(1);
    expect(people.shown(chat)).toHaveLength(2);
    people.edit(message, '又短');
    await server.until(() => calls('deleteMessage').length === 1, 'the surplus message to go');
    await quiet();
    expect(people.shown(chat).map((shown) => shown.text)).toEqual(['又短']);
  });

  it('is not answered anew when its words are the same', async () => {
    const seen: InboundMessage[] = [];
    const handle: Handle = async (message) => {
      seen.push(message);
      return echo(message);
    };
    const { people, sent, quiet } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const { message } = people.say(people.privateChat(li), li, '高龄津贴');
    await sent(1);
    people.edit(message, '高龄津贴');
    await quiet();
    expect(seen).toHaveLength(1);
  });

  it('is answered when the bot was mentioned only by the edit', async () => {
    const handle: Handle = async (message) => (message.addressed ? echo(message) : undefined);
    const { people, sent } = await startTelegram({ handle });
    const group = people.group(-5, '工作群');
    const { message } = people.say(group, people.person(42, '小李'), '高龄津贴');
    people.edit(message, '@qingdan_bot 高龄津贴');
    await sent(1);
    expect(people.last(group).text).toBe('答：高龄津贴');
  });
});

describe('a button', () => {
  it('sends its token, is acknowledged once, and its answer replies to the message it stood under', async () => {
    const handle: Handle = async (message) =>
      message.pressed === undefined ? buttons(['全文']) : text(`按了${message.pressed}`);
    const { people, sent, calls, server } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const group = people.group(-5, '工作群');
    people.say(group, li, '@qingdan_bot 高龄津贴');
    await sent(1);
    const under = people.last(group);
    people.press(under, li, '全文');
    await sent(2);
    expect(people.last(group)).toMatchObject({
      text: '按了t-全文',
      reply_to_message: { message_id: under.message_id },
    });
    expect(calls('answerCallbackQuery')).toHaveLength(1);
    expect(server.world.presses.size).toBe(0);
  });

  it('turns the page in place', async () => {
    const handle: Handle = async ({ pressed }) =>
      pressed === undefined ? buttons(['下一页']) : { ...buttons(['上一页']), replaces: true };
    const { people, sent, calls, server } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const chat = people.privateChat(li);
    people.say(chat, li, '清单');
    await sent(1);
    people.press(people.last(chat), li, '下一页');
    await server.until(() => calls('editMessageText').length === 1, 'the edit');
    expect(people.shown(chat)).toHaveLength(1);
    expect(people.last(chat).reply_markup?.inline_keyboard.flat()[0]?.text).toBe('上一页');
  });

  it('turns the page in a new message when the old one is gone', async () => {
    const handle: Handle = async ({ pressed }) =>
      pressed === undefined ? buttons(['下一页']) : { ...text('第2页'), replaces: true };
    const { people, sent } = await startTelegram({ handle });
    const li = people.person(42, '小李');
    const chat = people.privateChat(li);
    people.say(chat, li, '清单');
    await sent(1);
    const old = people.last(chat);
    people.remove(old);
    people.press(old, li, '下一页');
    await sent(2);
    expect(people.last(chat).text).toBe('第2页');
  });

  it('answers its presser alone with a note that nobody else sees', async () => {
    const handle: Handle = async ({ pressed }) =>
      pressed === undefined ? buttons(['选择']) : { ...text('这是别人问的。'), isPrivate: true };
    const { people, sent, calls, server, quiet } = await startTelegram({ handle });
    const group = people.group(-5, '工作群');
    people.say(group, people.person(42, '小李'), '@qingdan_bot 高龄津贴');
    await sent(1);
    people.press(people.last(group), people.person(43, '小王'), '选择');
    await server.until(() => calls('answerCallbackQuery').length === 1, 'the note');
    await quiet();
    expect(calls('answerCallbackQuery')[0]).toMatchObject({ text: '这是别人问的。', show_alert: true });
    expect(people.shown(group)).toHaveLength(1);
  });

  it('tells the core whether its presser may administer the group', async () => {
    const seen: InboundMessage[] = [];
    const handle: Handle = async (message) => {
      seen.push(message);
      return buttons(['选择']);
    };
    const { people, sent } = await startTelegram({ handle });
    const [li, wang] = [people.person(42, '小李'), people.person(43, '老王')];
    const group = people.group(-5, '工作群');
    people.join(group, li);
    people.join(group, wang, 'administrator');
    people.say(group, li, '@qingdan_bot 高龄津贴');
    await sent(1);
    people.press(people.last(group), li, '选择');
    await sent(2);
    people.press(people.last(group), wang, '选择');
    await sent(3);
    expect(seen.map(({ mayAdminister }) => mayAdminister)).toEqual([undefined, false, true]);
  });
});
