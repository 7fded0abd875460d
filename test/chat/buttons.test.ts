import { describe, expect, it } from 'vitest';
import { actionsOf, bind, expectWords, labelsOf, openWorld, textOf } from './world.js';

const bound = async () => {
  const world = openWorld();
  const group = world.chat('工作群');
  await bind(group);
  return { world, group, zhang: group.client('张'), li: group.client('李') };
};
const AGED = '高龄津贴找谁';

describe('the buttons of a reply', () => {
  it('are those that apply, each with a short token of its own', async () => {
    const { zhang } = await bound();
    const card = await zhang.send(AGED);
    expect(labelsOf(card)).toEqual([
      '上级部门职责',
      '全文',
      '相近事项',
      '别的乡镇呢',
      '不是这个',
      '有用',
      '没用',
    ]);
    const tokens = card ? actionsOf(card).map(({ token }) => token) : [];
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{1,16}$/);
  });

  it('have no 不是这个 where an item was asked for by its number', async () => {
    const { zhang } = await bound();
    await zhang.send(AGED);
    expect(labelsOf(await zhang.send('配合20'))).not.toContain('不是这个');
  });

  it('say what they are for, so that a platform can lay them out', async () => {
    const { group } = await bound();
    const rolesOf = async (text: string) => {
      const reply = await group.client(text).send(text);
      return reply ? [...new Set(actionsOf(reply).map(({ role }) => role))] : [];
    };
    expect(await rolesOf(AGED)).toEqual(['view', 'reject', 'vote']);
    expect(await rolesOf('第3项')).toEqual(['choose']);
    expect(await rolesOf('基本清单有哪些')).toEqual(['view', 'page']);
  });

  it('are not made for a place without buttons', async () => {
    const { world } = await bound();
    const reply = await world.bot().handle({
      id: 'c1',
      platform: 'console',
      chatId: 'console',
      userId: 'console',
      text: `萨罕镇${AGED}`,
      at: 0,
      isPrivate: true,
    });
    expect(labelsOf(reply)).toEqual(['上级部门职责', '全文', '相近事项', '别的乡镇呢']);
    for (const action of reply ? actionsOf(reply) : []) expect(action).not.toHaveProperty('token');
  });
});

describe('a view button', () => {
  it('works for everybody, and after a restart', async () => {
    const { world, zhang, li } = await bound();
    await zhang.send(AGED);
    const card = await zhang.send(AGED);
    world.restart();
    expectWords(await li.press('全文'), '配合履职事项清单第19项', '【上级部门职责】', '配合职责');
    const token = (label: string) =>
      (card ? actionsOf(card).find((one) => one.label === label)?.token : '') ?? '';
    expectWords(await li.pressToken(token('上级部门职责')), '【上级部门职责】');
    expectWords(await li.pressToken(token('相近事项')), '相近');
    expectWords(await li.pressToken(token('别的乡镇呢')), '各乡镇');
  });

  it('pages a listing in its place, for everybody', async () => {
    const { zhang, li } = await bound();
    await zhang.shouldReply('基本清单有哪些', '第1页');
    const second = await li.press('下一页');
    expectWords(second, '基本第11项', '第2页');
    expect(second?.replaces).toBe(true);
    expectWords(await zhang.press('上一页'), '基本第1项', '第1页');
    expectWords(await li.press('基本第2项'), '基本履职事项清单第2项');
  });

  it('delivered twice is answered once', async () => {
    const { zhang } = await bound();
    await zhang.send(AGED);
    expect(await zhang.press('全文')).toBeDefined();
    expect(await zhang.repeat()).toBeUndefined();
  });
});

describe('a choice', () => {
  it('is the asker’s, or a keeper’s; the others get a private hint', async () => {
    const { world, group, zhang, li } = await bound();
    await zhang.shouldReply('第3项', '请选');
    world.restart();
    const hint = await li.press('配合第3项');
    expect(hint?.isPrivate).toBe(true);
    expectWords(hint, '请由提问的人来选');
    expectWords(await zhang.press('配合第3项'), '配合履职事项清单第3项');
    await zhang.send('第3项');
    expectWords(await group.client('管', { mayAdminister: true }).press('收回第3项'), '收回事项清单第3项');
  });
});

describe('不是这个', () => {
  it('offers what else could be meant, never again what was turned down, also after restarts', async () => {
    const { world, zhang, li } = await bound();
    await zhang.shouldReply(AGED, '配合履职事项清单第19项');
    expect((await li.press('不是这个'))?.isPrivate).toBe(true);
    world.restart();
    const others = await zhang.press('不是这个');
    expect(textOf(others)).not.toContain('配合第19项');
    const [first = ''] = labelsOf(others);
    world.restart();
    await zhang.press(first);
    const left = await zhang.press('不是这个');
    expect(labelsOf(left)).not.toContain(first);
    expect(textOf(left)).not.toContain('配合第19项');
  });
});

describe('a vote', () => {
  it('is one a person for each answer, changeable, thanked in private', async () => {
    const { world, zhang, li } = await bound();
    await zhang.send(AGED);
    for (const [who, label, words] of [
      [zhang, '有用', '记下了：有用'],
      [zhang, '有用', '已经评过“有用”'],
      [zhang, '没用', '改过来了：没用'],
      [li, '有用', '记下了：有用'],
    ] as const) {
      const thanks = await who.press(label);
      expect(thanks?.isPrivate).toBe(true);
      expect(thanks?.blocks).toHaveLength(1);
      expectWords(thanks, words);
    }
    world.restart();
    expectWords(await zhang.press('没用'), '已经评过');
    const votes = world.core().store.votes();
    expect(votes.map(({ useful }) => useful).sort()).toEqual([false, true]);
    for (const vote of votes) {
      expect(vote).toMatchObject({ list: 'cooperative', number: 19, question: AGED });
    }
  });

  it('counts for its question: the same duty found by another question is another answer', async () => {
    const { world, zhang } = await bound();
    await zhang.send(AGED);
    await zhang.press('有用');
    await zhang.send('老年人高龄津贴的发放管理');
    expectWords(await zhang.press('没用'), '记下了：没用');
    expect(world.core().store.votes()).toHaveLength(2);
  });
});

describe('an old or unknown button', () => {
  it('says kindly and in private that it no longer works', async () => {
    const { world, zhang } = await bound();
    await zhang.send(AGED);
    world.clock += 31 * 24 * 60 * 60 * 1000;
    const old = await zhang.press('全文');
    expect(old?.isPrivate).toBe(true);
    expectWords(old, '已经失效了');
    for (const token of ['', 'x', 'AAAAAAAA0', '你好', 'a'.repeat(500)]) {
      expectWords(await zhang.pressToken(token), '已经失效了');
    }
  });

  it('is not found by another platform', async () => {
    const { world, zhang } = await bound();
    const card = await zhang.send(AGED);
    const token = (card && actionsOf(card)[0]?.token) ?? '';
    const at = new Date(world.clock).toISOString();
    const { store } = world.core();
    expect(store.button({ platform: 'demo', userId: '张' }, token, at)?.isAsker).toBe(true);
    expect(store.button({ platform: 'other', userId: '张' }, token, at)).toBeUndefined();
  });
});

describe('an answer that the platform whispers', () => {
  it('can be posted to the group by its asker, also after a restart', async () => {
    const { world, zhang } = await bound();
    const asked = { isWhispered: true, command: { name: 'duty', options: { matter: AGED } } } as const;
    const whispered = await zhang.send('', asked);
    expect(labelsOf(whispered)).toContain('发到群里');
    world.restart();
    const shared = await zhang.press('发到群里');
    expect(shared?.isShared).toBe(true);
    expectWords(shared, '配合履职事项清单第19项');
    expect(labelsOf(shared)).not.toContain('发到群里');
  });

  it('of every kind says the same again', async () => {
    const { zhang } = await bound();
    for (const [text, words] of [
      ['配合19 全文', '【上级部门职责】'],
      ['清单概况', '共262项'],
      ['基本清单有哪些 第2页', '第2页'],
      ['民政局有哪些事项', '与“英吉沙县民政局”有关'],
      ['配合19 别的乡镇呢', '各乡镇'],
      ['配合19 相近事项', '相近'],
    ] as const) {
      await zhang.send(text, { isWhispered: true });
      expectWords(await zhang.press('发到群里'), words);
    }
  });
});
