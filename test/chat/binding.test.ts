import { describe, expect, it } from 'vitest';
import { bind, CELE, expectWords, labelsOf, openWorld, SAHAN } from './world.js';

const keeper = { mayAdminister: true };

describe('binding a group', () => {
  it('makes every question there one for its town, also after a restart', async () => {
    const world = openWorld();
    const group = world.chat('工作群');
    await bind(group);
    world.restart();
    await group.client('张').shouldReply('高龄津贴找谁', '英吉沙县民政局', SAHAN);
  });

  it('is for those who may administer the chat, and for owners of the bot', async () => {
    const group = openWorld({ ownerIds: ['demo:站长'] }).chat('工作群');
    for (const name of ['bind', 'unbind', 'mode'] as const) {
      const refused = await group.client('张').command(name, { town: SAHAN });
      expect(refused?.isPrivate).toBe(true);
      expectWords(refused, '只有群管理员');
    }
    await group.client('张').shouldReply('配合19', '请问是哪个乡镇的事');
    expectWords(await group.client('站长').command('bind', { town: '萨罕' }), '从现在起', SAHAN);
  });

  it('offers the towns when none is named, and the ones that match when several do', async () => {
    const group = openWorld().chat('工作群');
    const guan = group.client('管', keeper);
    const all = await guan.command('bind');
    expectWords(all, '本群要按哪个乡镇的清单回答？', CELE, SAHAN);
    const several = await guan.command('bind', { town: '县' });
    expect(labelsOf(several).length).toBeGreaterThan(1);
    expectWords(await guan.press(SAHAN), '从现在起按英吉沙县萨罕镇的清单回答');
    expectWords(await guan.command('bind'), `现在按${SAHAN}的清单回答`);
    expectWords(await guan.command('bind', { town: '萨罕镇' }), '本来就是');
  });

  it('lets nobody else choose for the keeper', async () => {
    const group = openWorld().chat('工作群');
    await group.client('管', keeper).command('bind');
    const refused = await group.client('张').press(SAHAN);
    expect(refused?.isPrivate).toBe(true);
    await group.client('张').shouldReply('配合19', '请问是哪个乡镇的事');
  });

  it('says which towns there are when the name is unknown, and changes nothing', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    const guan = group.client('管', keeper);
    expectWords(await guan.command('bind', { town: '北京' }), '没有“北京”的清单', CELE);
    await guan.shouldReply('配合19', SAHAN);
  });

  it('can be undone', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    const guan = group.client('管', keeper);
    expectWords(await guan.command('unbind'), `不再固定按${SAHAN}`);
    expectWords(await guan.command('unbind'), '没有绑定');
  });

  it('still lets a question name another town', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    const zhang = group.client('张');
    await zhang.shouldReply('策勒乡高龄津贴找谁', '策勒县民政局');
    await zhang.shouldReply('高龄津贴找谁', '英吉沙县民政局');
    await zhang.shouldReply('策勒乡', `本群按${SAHAN}的清单回答`, '策勒乡高龄津贴找谁');
  });

  it('holds in the threads of a channel, unless a thread has its own', async () => {
    const world = openWorld();
    await bind(world.chat('频道'));
    const thread = world.chat('帖子', { outerChatIds: ['频道', '服务器'] });
    await thread.client('张').shouldReply('配合19', SAHAN);
    await bind(thread, CELE);
    await thread.client('张').shouldReply('配合19', '策勒乡');
    await world.chat('频道').client('张').shouldReply('配合19', SAHAN);
  });

  it('goes with a group that gets a new id, also when that is announced twice', async () => {
    const world = openWorld();
    await bind(world.chat('旧'));
    await world.chat('旧').client('管', keeper).command('mode', { mode: 'silent' });
    world.ports().moveChat('旧', '新');
    world.ports().moveChat('旧', '新');
    const zhang = world.chat('新').client('张');
    await zhang.shouldNotReply('配合19');
    expectWords(await zhang.command('number', { number: '配合19' }), SAHAN);
    await world.chat('旧').client('李').shouldReply('配合19', '请问是哪个乡镇的事');
  });
});

describe('an unbound group', () => {
  it('answers a question that names its town', async () => {
    const zhang = openWorld().chat('工作群').client('张');
    await zhang.shouldReply('萨罕镇高龄津贴找谁', '英吉沙县民政局');
  });

  it('offers the towns as buttons once, answers after the choice and remembers it for that person', async () => {
    const world = openWorld();
    const group = world.chat('工作群');
    const zhang = group.client('张');
    await zhang.shouldReply('高龄津贴找谁', '请问是哪个乡镇的事？', SAHAN);
    expectWords(await zhang.press(SAHAN), '英吉沙县民政局', '第19项');
    await zhang.shouldReply('流浪狗归谁管', '萨罕镇');
    world.restart();
    await zhang.shouldReply('高龄津贴找谁', '英吉沙县民政局');
    await group.client('李').shouldReply('高龄津贴找谁', '请问是哪个乡镇的事？');
  });

  it('takes the choice as a number or a name too', async () => {
    const group = openWorld().chat('工作群');
    await group.client('张').shouldReply('高龄津贴找谁', `1. `);
    await group.client('张').shouldReply('萨罕镇', '英吉沙县民政局');
    await group.client('李').shouldReply('高龄津贴找谁', `1. `);
    await group.client('李').shouldReply('1', '配合履职事项清单');
    await group.client('李').shouldReply('清单概况', '共');
  });

  it('keeps the question that waited, not the choice, for those who look what was asked', async () => {
    const world = openWorld();
    const zhang = world.chat('自己', { isPrivate: true }).client('张');
    await zhang.send('高龄津贴找谁');
    await zhang.press(SAHAN);
    await zhang.send('流浪狗归谁管');
    const asked = world
      .core()
      .store.queries()
      .filter(({ townshipId }) => townshipId === SAHAN);
    expect(asked.map(({ text }) => text).sort()).toEqual(['流浪狗归谁管', '高龄津贴找谁']);
  });

  it('lets only the asker choose', async () => {
    const group = openWorld().chat('工作群');
    await group.client('张').send('高龄津贴找谁');
    const hint = await group.client('李').press(SAHAN);
    expect(hint?.isPrivate).toBe(true);
    expectWords(hint, '请由提问的人来选');
  });

  it('goes on with the question after a restart between question and choice', async () => {
    const world = openWorld();
    const zhang = world.chat('工作群').client('张');
    await zhang.send('高龄津贴找谁');
    world.restart();
    expectWords(await zhang.press(CELE), '策勒县民政局');
  });

  it('takes the town of the settings when nobody chose one', async () => {
    const zhang = openWorld({ defaultTown: '策勒乡' }).chat('工作群').client('张');
    await zhang.shouldReply('高龄津贴找谁', '策勒县民政局');
  });
});

describe('the mode of a group', () => {
  it('is told with its other ways as buttons, and changed by pressing one', async () => {
    const group = openWorld().chat('工作群');
    const guan = group.client('管', keeper);
    const told = await guan.command('mode');
    expectWords(told, '现在是“叫到才答”');
    expect(labelsOf(told)).toEqual(['主动回答', '只答命令']);
    expectWords(await guan.press('只答命令'), '改为“只答命令”');
    expectWords(await guan.command('mode', { mode: '只答命令' }), '已经是“只答命令”');
    expectWords(await guan.command('mode', { mode: '大声' }), '没有“大声”这种方式');
  });

  it('means nothing in private', async () => {
    const zhang = openWorld().chat('私聊', { isPrivate: true }).client('张');
    expectWords(await zhang.command('mode', { mode: 'silent' }), '不用设置');
  });
});
