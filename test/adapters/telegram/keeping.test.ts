import { afterEach, describe, expect, it } from 'vitest';
import { COMMANDS, type Reply } from '../../../src/contract.js';
import { fakePorts, startHearing, startTelegram, stopAll, text } from './start.js';

afterEach(stopAll);

describe('a secret', () => {
  const button = { label: '发布', text: '发布', token: 't1', role: 'keep' } as const;
  const secret: Reply = {
    blocks: [
      { kind: 'text', text: '清单预览' },
      { kind: 'actions', actions: [button] },
    ],
    files: [{ name: '对比.xlsx', bytes: Buffer.from('x') }],
    isSecret: true,
  };
  const bodies = (messages: readonly { text: string }[]) => messages.map(({ text: words }) => words);

  it('asked for in a group goes to the person, document and working buttons too, and the group gets a hint', async () => {
    const { people, li, own, group, server, next } = await startHearing(({ pressed }) =>
      pressed ? text('已发布') : secret,
    );
    people.say(group, li, '/audit');
    await server.until(() => people.shown(group).length === 1, 'the hint');
    expect(bodies(people.shown(group))).toEqual(['这条只能您自己看，已经私聊发给您了。']);
    const [preview, document] = people.shown(own);
    expect(document?.document?.file_name).toBe('对比.xlsx');
    if (preview) people.press(preview, li, '发布');
    expect(await next(2)).toMatchObject({ pressed: 't1', chatId: '42', isPrivate: true });
    await server.until(() => bodies(people.shown(own)).includes('已发布'), 'the answer');
  });

  it.each([
    ['never started', 'not-started'],
    ['blocked it', 'blocked'],
  ] as const)('of somebody who %s is said nowhere', async (_, why) => {
    const { people, li, own, group, server, logged } = await startHearing(() => secret);
    people.close(own, why);
    people.say(group, li, '/audit');
    await server.until(() => people.shown(group).length === 1, 'the hint');
    expect(people.last(group).text).toContain('请先私聊我发一次 /start');
    expect(people.last(group).text).not.toContain('预览');
    expect(people.shown(own)).toEqual([]);
    expect(logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  it('of an administrator who writes as the group has nowhere to go', async () => {
    const { people, group, server } = await startHearing(() => secret);
    const anonymous = { id: 1087968824, is_bot: true, first_name: 'Group' };
    people.say(group, anonymous, '/audit', { also: { sender_chat: group } });
    await server.until(() => people.shown(group).length === 1, 'the hint');
    expect(people.last(group).text).toContain('以群的名义发言');
  });

  it('behind a button in a group changes nothing there: the toast says where it went', async () => {
    const { people, li, own, group, server, calls } = await startHearing(({ pressed }) =>
      pressed
        ? { ...secret, replaces: true }
        : { blocks: [{ kind: 'text', text: '问' }, ...secret.blocks.slice(1)] },
    );
    people.say(group, li, '/editions');
    await server.until(() => people.shown(group).length === 1, 'the buttons');
    people.press(people.last(group), li, '发布');
    await server.until(() => calls('answerCallbackQuery').length === 1, 'the toast');
    expect(calls('answerCallbackQuery')[0]).toMatchObject({ text: '这条只能您自己看，已经私聊发给您了。' });
    expect(people.shown(own)[0]?.text).toBe('清单预览');
    expect(bodies(people.shown(group))).toEqual(['问']);
  });
});

describe('a report before the answer', () => {
  const slowly = async (final: Reply) => {
    let finish: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const test = await startTelegram({
      handle: async ({ report, text: words }) => {
        if (words === '在吗') return text('在');
        if (words === '问') {
          const action = { label: '发布', text: '发布', token: 't1' };
          return {
            blocks: [
              { kind: 'text', text: '预览' },
              { kind: 'actions', actions: [action] },
            ],
          };
        }
        await report?.(text('正在读取第1页'));
        await report?.(text('正在读取第2页'));
        await done;
        return final;
      },
    });
    const li = test.people.person(42, '小李');
    const group = test.people.group(-5, '工作群');
    const words = () => test.people.shown(group).map((message) => message.text);
    return { ...test, li, group, finish, words };
  };

  it('is changed, then gone when the answer is there; the group’s others do not wait', async () => {
    const { people, li, group, finish, words, server, calls } = await slowly(text('预览'));
    people.say(group, li, '@qingdan_bot 导入');
    await server.until(() => words().join() === '正在读取第2页', 'the second report');
    people.say(group, people.person(43, '小王'), '@qingdan_bot 在吗');
    await server.until(() => words().includes('在'), 'the other answer');
    await server.until(() => calls('sendChatAction').length > 0, 'the typing sign');
    finish();
    await server.until(() => words().join() === '在,预览', 'the answer alone');
  });

  it('of a pressed button ends its waiting sign at once', async () => {
    const { people, li, group, finish, words, server, calls } = await slowly({
      ...text('已发布'),
      isPrivate: true,
    });
    const own = people.privateChat(li);
    people.say(group, li, '@qingdan_bot 问');
    await server.until(() => words().length === 1, 'the buttons');
    people.press(people.last(group), li, '发布');
    await server.until(() => words().includes('正在读取第2页'), 'the report');
    expect(calls('answerCallbackQuery')).toHaveLength(1);
    finish();
    await server.until(() => people.shown(own).length === 1, 'the answer');
    await server.until(() => words().join() === '预览', 'the report taken away');
    expect(people.last(own).text).toBe('已发布');
  });

  it('that Telegram refuses fails nothing', async () => {
    const { people, li, group, finish, words, server, refused } = await slowly(text('预览'));
    server.fault({ method: 'sendMessage', code: 403, description: 'Forbidden: not now', times: 1 });
    people.say(group, li, '@qingdan_bot 导入');
    await server.until(() => refused('sendMessage') === 1, 'the refused report');
    finish();
    await server.until(() => words().includes('预览'), 'the answer');
  });
});

describe('the commands of keepers', () => {
  it('are in the menus of private chats and of administrators, each described in Chinese', async () => {
    const { server } = await startTelegram({ handle: async () => undefined, core: fakePorts() });
    const menu = (scope: string) => server.world.commands.get(`${scope}/`) ?? [];
    for (const scope of ['all_private_chats', 'all_chat_administrators']) {
      expect(menu(scope).map(({ command }) => command)).toEqual([...COMMANDS]);
      for (const { description } of menu(scope)) expect(description).toMatch(/[一-龥]/);
    }
    expect(menu('all_group_chats').map(({ command }) => command)).not.toContain('import');
  });

  it('hand over one line, and whom they reply to', async () => {
    const { people, li, wang, group, next } = await startHearing();
    const { message } = people.say(group, wang, '我来管');
    people.say(group, li, '/keeper add 萨罕镇', { replyTo: message });
    expect(await next(2)).toMatchObject({
      command: { name: 'keeper', options: { line: 'add 萨罕镇' } },
      quotedUserId: '43',
    });
    people.say(group, li, '/note 配合19 民政办 8512345');
    expect((await next(3))?.command).toEqual({ name: 'note', options: { line: '配合19 民政办 8512345' } });
    people.say(group, li, '/publish 12');
    expect((await next(4))?.command).toEqual({ name: 'publish', options: { edition: '12' } });
  });
});
