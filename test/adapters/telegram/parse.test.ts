import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { type ParsedUpdate, parseUpdate } from '../../../adapters/telegram/parse.js';

const ME = { id: 7000000001, username: 'qingdan_bot' };
const LI = { id: 42, is_bot: false, first_name: '小李' };
const GROUP = { id: -100200, type: 'supergroup', title: '萨罕镇工作群' } as const;
const PRIVATE = { id: 42, type: 'private', first_name: '小李' } as const;
const DATE = 1_786_000_000;

type Fields = Readonly<Record<string, unknown>>;

function groupMessage(text: string, more: Fields = {}): Fields {
  return { message_id: 9, from: LI, chat: GROUP, date: DATE, text, ...more };
}

/** As it comes off the wire. */
const wire = (update: Fields): Update => JSON.parse(JSON.stringify({ update_id: 1, ...update }));
const parse = (message: Fields): ParsedUpdate | undefined => parseUpdate(wire({ message }), ME);
const core = (message: Fields) => {
  const parsed = parse(message);
  return parsed?.kind === 'message' ? parsed.message : undefined;
};
const mention = (text: string) => ({
  type: 'mention' as const,
  offset: text.indexOf('@qingdan_bot'),
  length: 12,
});
const command = (length: number, offset = 0) => ({ type: 'bot_command' as const, offset, length });
const botSaid = {
  message_id: 5,
  from: { id: ME.id, is_bot: true, first_name: '清单通' },
  chat: GROUP,
  date: DATE,
};

describe('a message becomes what the core understands', () => {
  it('in private everything is addressed to the bot, and the person may administer', () => {
    expect(parse(groupMessage('高龄津贴找谁', { chat: PRIVATE }))).toEqual({
      kind: 'message',
      place: { chatId: 42, messageId: 9, isPrivate: true, userId: 42 },
      message: {
        id: '42:9',
        platform: 'telegram',
        chatId: '42',
        userId: '42',
        text: '高龄津贴找谁',
        at: DATE * 1000,
        isPrivate: true,
        addressed: true,
        mayAdminister: true,
      },
    });
  });

  it('a mention anywhere addresses the bot and is no part of the words', () => {
    const text = '请问 @qingdan_bot 高龄津贴找谁';
    expect(core(groupMessage(text, { entities: [mention(text)] }))).toMatchObject({
      text: '请问 高龄津贴找谁',
      addressed: true,
    });
    const linked = { type: 'text_mention' as const, offset: 0, length: 3, user: botSaid.from };
    expect(core(groupMessage('清单通 流浪狗', { entities: [linked] }))).toMatchObject({
      text: '流浪狗',
      addressed: true,
    });
  });

  it('somebody else’s mention stays in the words and addresses nobody here', () => {
    const entities = [{ type: 'mention' as const, offset: 0, length: 8 }];
    expect(core(groupMessage('@lao_wan 高龄津贴', { entities }))).toMatchObject({
      text: '@lao_wan 高龄津贴',
      addressed: false,
    });
  });

  it('group talk is passed on unaddressed, for the chat’s mode to decide', () => {
    expect(core(groupMessage('中午吃什么'))).toMatchObject({ addressed: false, isPrivate: false });
  });

  it('a reply to the bot is addressed; a message in a topic that the bot opened is not', () => {
    expect(core(groupMessage('第2个', { reply_to_message: { ...botSaid, text: '请选' } }))).toMatchObject({
      addressed: true,
    });
    const opened = {
      ...botSaid,
      forum_topic_created: { name: '民政', icon_color: 7322096 },
    };
    expect(core(groupMessage('好的', { reply_to_message: opened }))).toMatchObject({ addressed: false });
  });

  it('a colleague’s message that is replied to is quoted, or the part of it that was marked', () => {
    const text = '@qingdan_bot 这事归谁管';
    const reply_to_message = { ...botSaid, from: { ...LI, id: 43 }, text: '村里流浪狗咬人了，孩子已送医' };
    const asked = { entities: [mention(text)], reply_to_message };
    expect(core(groupMessage(text, asked))?.quoted).toBe('村里流浪狗咬人了，孩子已送医');
    const quote = { text: '流浪狗咬人', position: 2 };
    expect(core(groupMessage(text, { ...asked, quote }))?.quoted).toBe('流浪狗咬人');
  });

  it('a caption is read like a text', () => {
    const { text: _, ...photo } = groupMessage('');
    expect(core({ ...photo, chat: PRIVATE, caption: '这种井盖谁修' })).toMatchObject({
      text: '这种井盖谁修',
    });
  });

  it('a topic is a chat of its own inside its group; a reply thread outside forums is not', () => {
    const topic = groupMessage('高龄津贴', { message_thread_id: 7, is_topic_message: true });
    expect(parse(topic)).toMatchObject({
      place: { chatId: -100200, threadId: 7 },
      message: { chatId: '-100200/7', outerChatIds: ['-100200'] },
    });
    const thread = parse(groupMessage('高龄津贴', { message_thread_id: 7 }));
    expect(thread).toMatchObject({ message: { chatId: '-100200' } });
    expect(thread).not.toHaveProperty('place.threadId');
  });

  it('an administrator who writes as the group is a keeper without a private chat', () => {
    const anonymous = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
    const parsed = parse(groupMessage('高龄津贴', { from: anonymous, sender_chat: GROUP }));
    expect(parsed).toMatchObject({ message: { userId: '-100200', mayAdminister: true } });
    expect(parsed).not.toHaveProperty('place.userId');
  });
});

describe('commands', () => {
  it.each([
    ['/duty 高龄津贴', 5, { name: 'duty', options: { matter: '高龄津贴' } }],
    ['/duty@Qingdan_Bot 高龄津贴', 17, { name: 'duty', options: { matter: '高龄津贴' } }],
    ['/number 配合19', 7, { name: 'number', options: { number: '配合19' } }],
    ['/body 人社局', 5, { name: 'body', options: { body: '人社局' } }],
    ['/category 卫生健康', 9, { name: 'category', options: { category: '卫生健康' } }],
    ['/compare', 8, { name: 'compare', options: {} }],
    ['/lists 萨罕镇', 6, { name: 'lists', options: { town: '萨罕镇' } }],
    ['/bind 萨罕镇', 5, { name: 'bind', options: { town: '萨罕镇' } }],
    ['/unbind', 7, { name: 'unbind', options: {} }],
    ['/mode auto', 5, { name: 'mode', options: { mode: 'auto' } }],
    ['/help', 5, { name: 'help', options: {} }],
    ['/status', 7, { name: 'status', options: {} }],
    ['/start', 6, { name: 'help', options: {} }],
    ['/nonsense@qingdan_bot', 21, { name: 'help', options: {} }],
  ])('%s', (text, length, wanted) => {
    const message = core(groupMessage(text, { entities: [command(length)] }));
    expect(message).toMatchObject({ command: wanted, addressed: true });
  });

  it('after the mention', () => {
    const text = '@qingdan_bot /bind 萨罕镇';
    expect(core(groupMessage(text, { entities: [mention(text), command(5, 13)] }))?.command).toEqual({
      name: 'bind',
      options: { town: '萨罕镇' },
    });
  });

  it('of another bot, or of nobody here, are left alone', () => {
    expect(parse(groupMessage('/help@other_bot', { entities: [command(15)] }))).toBeUndefined();
    const unknown = core(groupMessage('/weather 喀什', { entities: [command(8)] }));
    expect(unknown).toMatchObject({ addressed: false });
    expect(unknown).not.toHaveProperty('command');
  });

  it('a slash in the middle of a sentence is no command', () => {
    const message = core(groupMessage('填 /duty 那一栏', { entities: [command(5, 2)] }));
    expect(message).not.toHaveProperty('command');
  });
});

describe('what the core never sees', () => {
  it.each<[string, Fields]>([
    ['another bot’s message', { from: { id: 8, is_bot: true, first_name: '别的机器人' } }],
    ['its own message', { from: botSaid.from }],
    ['an article that somebody posted through the bot', { via_bot: botSaid.from }],
    ['a post that the linked channel forwarded', { is_automatic_forward: true }],
  ])('%s', (_, more) => {
    expect(parse(groupMessage('高龄津贴', { chat: PRIVATE, ...more }))).toBeUndefined();
  });

  it('a message without words, and an update of another kind', () => {
    const { text: _, ...wordless } = groupMessage('');
    expect(parse({ ...wordless, chat: PRIVATE })).toBeUndefined();
    expect(parseUpdate(wire({}), ME)).toBeUndefined();
  });
});

describe('other updates', () => {
  it('an edit is the same message in a new version', () => {
    const edited_message = { ...groupMessage('高龄补贴', { chat: PRIVATE }), edit_date: DATE + 60 };
    const parsed = parseUpdate(wire({ edited_message }), ME);
    expect(parsed).toMatchObject({ message: { id: '42:9', edited: String(DATE + 60), text: '高龄补贴' } });
  });

  it('a pressed button carries its token and the person who pressed it', () => {
    const message = { ...botSaid, text: '请选' };
    const callback_query = { id: '77', from: LI, message, chat_instance: '1', data: 'tok123' };
    expect(parseUpdate(wire({ callback_query }), ME)).toMatchObject({
      kind: 'press',
      queryId: '77',
      place: { chatId: -100200, messageId: 5, isPrivate: false, userId: 42 },
      message: { id: 'press:77', chatId: '-100200', userId: '42', pressed: 'tok123', addressed: true },
    });
  });

  it('a button under a message too old to be shown still works', () => {
    const message = { message_id: 5, chat: GROUP, date: 0 } as const;
    const callback_query = { id: '77', from: LI, message, chat_instance: '1', data: 'tok123' };
    expect(parseUpdate(wire({ callback_query }), ME)).toMatchObject({ kind: 'press' });
  });

  it('an inline query', () => {
    const inline_query = { id: '88', from: LI, query: ' 高龄津贴 ', offset: '' };
    expect(parseUpdate(wire({ inline_query }), ME)).toEqual({
      kind: 'inline',
      queryId: '88',
      userId: '42',
      text: '高龄津贴',
    });
  });

  it('a group that became a supergroup, told from either side', () => {
    const { text: _, ...service } = groupMessage('');
    const old = {
      ...service,
      chat: { id: -5, type: 'group', title: '群' } as const,
      migrate_to_chat_id: -100200,
    };
    expect(parse(old)).toEqual({ kind: 'moved', from: '-5', to: '-100200' });
    expect(parse({ ...service, migrate_from_chat_id: -5 })).toEqual({
      kind: 'moved',
      from: '-5',
      to: '-100200',
    });
  });
});
