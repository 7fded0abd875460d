import { describe, expect, it } from 'vitest';
import { isKeeping } from '../../src/chat/commands.js';
import { COMMANDS } from '../../src/contract.js';
import { bind, expectWords, labelsOf, openWorld, SAHAN, textOf } from './world.js';

const bound = async () => {
  const world = openWorld({ ownerIds: ['demo:站长'] });
  const group = world.chat('工作群');
  await bind(group);
  return { world, group, zhang: group.client('张') };
};

describe('the commands that ask', () => {
  it('duty: a matter, in the town of the chat or another', async () => {
    const { zhang } = await bound();
    expectWords(await zhang.command('duty', { matter: '高龄津贴找谁' }), '配合履职事项清单第19项');
    expectWords(await zhang.command('duty', { matter: '高龄津贴', town: '策勒乡' }), '策勒县民政局');
  });

  it('duty: of several that could be meant, those of the list that was given', async () => {
    const { zhang } = await bound();
    const all = await zhang.command('duty', { matter: '第3项' });
    expect(labelsOf(all).filter((label) => /第3项/.test(label))).toHaveLength(3);
    expectWords(await zhang.command('duty', { matter: '第3项', list: '收回' }), '收回事项清单第3项');
  });

  it('duty: the completion that was picked', async () => {
    const { world, zhang } = await bound();
    const [first] = world.ports().suggest({ chatId: '工作群', userId: '张', text: '高龄津贴', kind: 'duty' });
    expectWords(await zhang.command('duty', { matter: first?.value ?? '' }), '高龄津贴');
  });

  it('number: with its list in either option, in digits or in Chinese; without a list it offers all', async () => {
    const { zhang } = await bound();
    expectWords(
      await zhang.command('number', { number: '19', list: 'cooperative' }),
      '配合履职事项清单第19项',
    );
    expectWords(await zhang.command('number', { number: '十九', list: '配合' }), '配合履职事项清单第19项');
    expectWords(await zhang.command('number', { number: '配合19' }), '配合履职事项清单第19项');
    expectWords(
      await zhang.command('number', { number: '3' }),
      '请选',
      '基本第3项',
      '配合第3项',
      '收回第3项',
    );
    expectWords(await zhang.command('number', { number: '九千', list: 'basic' }), '没有');
    expectWords(await zhang.command('number', { number: '随便' }), '没有看懂编号“随便”');
  });

  it('body: what a department has to do with the town', async () => {
    const { zhang } = await bound();
    expectWords(await zhang.command('body', { body: '民政局' }), '与“英吉沙县民政局”有关的事项');
  });

  it('category: its items, also when only its beginning was typed', async () => {
    const { zhang } = await bound();
    expectWords(await zhang.command('category', { category: '民生服务' }), '“民生服务”类事项');
    expectWords(await zhang.command('category', { category: '民生' }), '“民生服务”类事项');
  });

  it('compare: a matter in all towns, or the one answered last', async () => {
    const { zhang } = await bound();
    expectWords(await zhang.command('compare', { matter: '高龄津贴找谁' }), '各乡镇', '策勒县策勒乡：');
    await zhang.send('配合20');
    expectWords(await zhang.command('compare'), '各乡镇', '配合履职事项清单第20项');
  });

  it('compare: choosing what was meant goes on to the comparison', async () => {
    const { zhang } = await bound();
    await zhang.command('compare', { matter: '第3项' });
    expectWords(await zhang.press('配合第3项'), '各乡镇', '策勒县策勒乡：');
  });

  it('lists: how many items there are, or one list', async () => {
    const { zhang } = await bound();
    expectWords(await zhang.command('lists'), `${SAHAN}履职事项清单`, '共262项');
    expectWords(await zhang.command('lists', { list: 'reclaimed' }), '上级部门收回事项清单', '共38项');
    expectWords(await zhang.command('lists', { town: ' ' }), '共262项');
    expectWords(await zhang.command('lists', { town: '策勒乡' }), '策勒县策勒乡履职事项清单');
  });

  it('say what is missing, and which towns there are', async () => {
    const { zhang } = await bound();
    for (const name of ['duty', 'number', 'body', 'category'] as const) {
      const told = await zhang.command(name);
      expect(told?.isPrivate).toBe(true);
      expectWords(told, `/${name} `);
    }
    expectWords(await zhang.command('duty', { matter: '低保', town: '北京' }), '没有“北京”的清单', SAHAN);
  });

  it('ask for the town where nobody said it, and go on after the choice', async () => {
    const zhang = openWorld().chat('工作群').client('张');
    expectWords(await zhang.command('lists'), '请问是哪个乡镇的事');
    expectWords(await zhang.press(SAHAN), '共262项');
    const li = openWorld().chat('工作群').client('李');
    expectWords(await li.command('number', { number: '配合19', town: '县' }), '请问');
    expectWords(await li.press(SAHAN), '第19项');
  });
});

describe('help', () => {
  it('explains how to ask, every command, and what this chat is set to', async () => {
    const { zhang } = await bound();
    const told = await zhang.command('help');
    const everybodys = COMMANDS.filter((name) => !isKeeping(name));
    for (const name of everybodys) expect(textOf(told)).toContain(`/${name}`);
    expectWords(told, '王大爷', `本群按${SAHAN}的清单回答`);
    expectWords(await openWorld().chat('新群').client('张').command('help'), '还没有绑定乡镇');
  });
});

describe('status', () => {
  it('tells a keeper in private what is running', async () => {
    const { world, group, zhang } = await bound();
    world.ports().describeSight('群里所有消息');
    world.ports().describeSight('只看得到提到我的消息');
    await zhang.send('配合19');
    const told = await group.client('管', { mayAdminister: true }).command('status');
    expect(told?.isPrivate).toBe(true);
    expectWords(
      told,
      '清单通 0.',
      '英吉沙县萨罕镇：',
      '基本127 配合97 收回38，共262项',
      `本群：${SAHAN}，叫到才答`,
      '已绑定的群：1个',
      '近24小时回答1次',
      '毫秒',
      '只看得到提到我的消息',
    );
    expect(textOf(told)).not.toContain('所有消息');
  });

  it('is for keepers of the chat, in private for owners alone', async () => {
    const { world, zhang } = await bound();
    expectWords(await zhang.command('status'), '只有群管理员');
    const direct = world.chat('私聊', { isPrivate: true });
    expectWords(await direct.client('张', { mayAdminister: true }).command('status'), '只有群管理员');
    expectWords(await direct.client('站长').command('status'), '清单通 0.');
  });
});
