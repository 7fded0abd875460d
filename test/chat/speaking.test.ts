import { describe, expect, it } from 'vitest';
import { bind, expectWords, openWorld, textOf } from './world.js';

const AGED = '高龄津贴找谁办';
const keeper = { mayAdminister: true };

describe('in private', () => {
  it('everything is answered', async () => {
    const zhang = openWorld().chat('私聊', { isPrivate: true, addressed: false }).client('张');
    await zhang.shouldReply(`萨罕镇${AGED}`, '由英吉沙县民政局牵头', '配合履职事项清单第19项');
    await zhang.shouldReply('你好', '我是清单通');
  });
});

describe('in a group', () => {
  it('only what is addressed to the bot is answered', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    const zhang = group.client('张');
    await zhang.shouldNotReply(AGED, { addressed: false });
    await zhang.shouldReply(AGED, '配合履职事项清单第19项');
  });

  it('talk that was not meant for it leaves no trace in the database', async () => {
    const world = openWorld();
    const group = world.chat('工作群');
    await bind(group);
    await group.client('张').shouldNotReply(AGED, { addressed: false });
    expect(world.core().store.queries()).toEqual([]);
  });

  it('small talk gets a short kind word when it is addressed, and nothing else', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    await group.client('张').shouldReply('谢谢', '清单通');
    await group.client('张').shouldNotReply('谢谢', { addressed: false });
  });

  it('a mention under a colleague’s question answers that question', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    const li = group.client('李');
    for (const text of ['', '这个归谁管？', '这事谁负责']) {
      expectWords(await li.send(text, { quoted: '王大爷九十了高龄津贴' }), '配合履职事项清单第19项');
    }
    expectWords(await li.send('配合20', { quoted: '王大爷九十了高龄津贴' }), '配合履职事项清单第20项');
  });
});

describe('a group that is set to silent', () => {
  it('gets answers to commands and buttons only', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    const zhang = group.client('张', keeper);
    await zhang.shouldReply(AGED, '配合履职事项清单第19项');
    expectWords(await zhang.command('mode', { mode: 'silent' }), '只答命令');
    await zhang.shouldNotReply(AGED);
    expectWords(await zhang.press('全文'), '上级部门职责');
    expectWords(await zhang.command('duty', { matter: AGED }), '配合履职事项清单第19项');
  });
});

describe('a group that is set to auto', () => {
  const open = async (autoPauseSeconds = 0) => {
    const world = openWorld({ autoPauseSeconds });
    const group = world.chat('工作群');
    await bind(group);
    expectWords(await group.client('管', keeper).command('mode', { mode: 'auto' }), '主动回答');
    return { world, zhang: group.client('张', { addressed: false }) };
  };

  it('gets answers to clear questions about a duty without a mention', async () => {
    const { zhang } = await open();
    await zhang.shouldReply('老年人高龄津贴发放归谁管？', '由英吉沙县民政局牵头', '配合履职事项清单第19项');
  });

  it('is left alone with doubts, with what is not listed, with talk and with notices', async () => {
    const { world, zhang } = await open();
    for (const text of [
      '补贴找谁',
      '谁去拿一下快递？',
      '今天中午食堂吃什么？',
      '你好',
      '帮助',
      '配合19',
      '清单概况',
      '高龄津贴的名单已经报上去了',
      `关于报送材料的通知：${'请各村于本周五前报送高龄津贴发放情况，'.repeat(6)}谁负责请回复？`,
    ]) {
      expect(await zhang.send(text), text).toBeUndefined();
    }
    expect(world.core().store.queries()).toEqual([]);
  });

  it('hears from the bot unasked no more often than its pace, but is always answered when it asks', async () => {
    const { zhang } = await open(3600);
    const question = '老年人高龄津贴发放归谁管？';
    await zhang.shouldReply(question, '第19项');
    await zhang.shouldNotReply(question);
    expectWords(await zhang.send(question, { addressed: true }), '第19项');
  });

  it('is not listened to while nobody has said which town it is', async () => {
    const group = openWorld().chat('工作群');
    await group.client('管', keeper).command('mode', { mode: 'auto' });
    await group.client('张').shouldNotReply('老年人高龄津贴发放归谁管？', { addressed: false });
  });
});

describe('a message that is delivered twice', () => {
  it('is answered once, also when the process has started anew in between', async () => {
    const world = openWorld();
    const group = world.chat('工作群');
    await bind(group);
    const zhang = group.client('张');
    await zhang.shouldReply(AGED, '第19项');
    expect(await zhang.repeat()).toBeUndefined();
    world.restart();
    expect(await zhang.repeat()).toBeUndefined();
    await zhang.shouldReply(AGED, '第19项');
  });

  it('is another message in another chat', async () => {
    const world = openWorld();
    const [a, b] = [world.chat('甲'), world.chat('乙')];
    await bind(a);
    await bind(b);
    expect(await a.client('张').send(AGED, { id: '1' })).toBeDefined();
    expect(await b.client('张').send(AGED, { id: '1' })).toBeDefined();
  });

  it('is answered anew when it was edited', async () => {
    const group = openWorld().chat('工作群');
    await bind(group);
    const zhang = group.client('张');
    expectWords(await zhang.send('配合19', { id: '1' }), '第19项');
    expectWords(await zhang.send('配合20', { id: '1', edited: '100' }), '第20项');
    expect(await zhang.send('配合20', { id: '1', edited: '100' })).toBeUndefined();
  });
});

describe('someone who asks too fast', () => {
  it('is told so once, kindly and in private, and then not answered; the others are', async () => {
    const group = openWorld({ questionsPerMinute: 3 }).chat('工作群', { town: '英吉沙县萨罕镇' });
    const zhang = group.client('张');
    for (const number of [1, 2, 3]) await zhang.shouldReply(`配合${number}`, `第${number}项`);
    const told = await zhang.send('配合4');
    expect(told?.isPrivate).toBe(true);
    expect(textOf(told)).toContain('问得有点快');
    await zhang.shouldNotReply('配合5');
    await zhang.shouldNotReply('配合6');
    await group.client('李').shouldReply('配合4', '第4项');
  });
});
