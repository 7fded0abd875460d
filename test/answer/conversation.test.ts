import { afterAll, describe, expect, it, vi } from 'vitest';
import { loadTopics } from '../../src/search/topics.js';
import { client, openCore } from './client.js';

// A town's index is loaded by the first question about it.
vi.setConfig({ testTimeout: 180_000 });
const core = await openCore();
afterAll(() => core.close());
const TOWN = '策勒乡';

describe('after an answer', () => {
  it('its other parts can be asked for', () => {
    const ask = client(core, TOWN);
    ask('配合19');
    expect(ask('县里做啥').text).toContain('【上级部门职责】\n1.指定医疗机构进行残疾评定；');
    expect(ask('具体步骤').text).toContain('【本乡配合职责】\n1.协助申请人填写申请表');
    const full = ask('原文').text;
    expect(full).toContain('【上级部门职责】');
    expect(full).toContain('【本乡配合职责】');
  });

  it('the items beside it can be walked through, to both ends of the list', () => {
    const ask = client(core, TOWN);
    ask('配合19');
    expect(ask('下一条').answer.items).toEqual([['cooperative', 20]]);
    expect(ask('上一条').answer.items).toEqual([['cooperative', 19]]);
    ask('收回40');
    expect(ask('下一条').text).toBe('这已经是这份清单的最后一项。');
    ask('基本1');
    expect(ask('上一条').text).toBe('这已经是这份清单的第一项。');
  });

  it('the same matter in the other towns stands side by side, each with its verdict, number and body', () => {
    const ask = client(core, '萨罕镇');
    ask('配合19');
    const { answer, text } = ask('别的镇呢');
    expect(answer.kind).toBe('comparison');
    expect(text.split('\n')).toEqual([
      '“老年人高龄津贴的发放管理”在各乡镇的清单里：',
      '英吉沙县萨罕镇：英吉沙县民政局牵头，萨罕镇配合（配合履职事项清单第19项“老年人高龄津贴的发放管理”）',
      '伊吾县盐池镇：伊吾县民政局牵头，盐池镇配合（配合履职事项清单第15项“老年人高龄津贴的发放管理”）',
      '吉木萨尔县二工镇：吉木萨尔县民政局牵头，二工镇配合（配合履职事项清单第16项“老年人高龄津贴的发放管理”）',
      '策勒县策勒乡：策勒县民政局牵头，策勒乡配合（配合履职事项清单第18项“老年人高龄津贴的发放管理”）',
      '阿图什市阿扎克镇：阿图什市民政局、阿图什市财政局牵头，阿扎克镇配合（配合履职事项清单第21项“老年人高龄津贴的发放管理”）',
    ]);
  });

  it('turned down, it is not offered again', () => {
    const ask = client(core, TOWN);
    const first = ask('老年人高龄津贴的发放管理找谁').answer;
    const [shown] = first.items;
    const { answer, head } = ask('不是这个');
    expect(head).toBe('不是那一项的话，再看看这几项（只是接近，不一定是）：');
    expect(answer.verdict).toBe('unclear');
    expect(answer.items.length).toBeGreaterThan(0);
    expect(answer.items).not.toContainEqual(shown);
    const [second] = answer.items;
    expect(ask('都不是').answer.items).not.toContainEqual(second);
  });

  it('without an answer before, there is nothing to follow up', () => {
    for (const text of [
      '具体步骤',
      '县里做啥',
      '原文',
      '下一条',
      '不是这个',
      '别的镇呢',
      '下一页',
      '第2个',
      '该谁罚',
    ])
      expect(client(core, TOWN)(text).answer.kind, text).toBe('no-context');
  });
});

describe('a number without its list', () => {
  it('is unclear: the items of that number in all lists are offered', () => {
    const ask = client(core, TOWN);
    const { answer, head } = ask('第十九项');
    expect(answer.verdict).toBe('unclear');
    expect(answer.items).toEqual([
      ['basic', 19],
      ['cooperative', 19],
      ['reclaimed', 19],
    ]);
    expect(head).toBe('可能是下面几项之一，请选：');
    expect(ask('第2个').answer).toMatchObject({
      kind: 'duty',
      verdict: 'assist',
      items: [['cooperative', 19]],
    });
  });

  it('is the item itself where only one list goes so far', () => {
    expect(client(core, TOWN)('第110项').answer.items).toEqual([['basic', 110]]);
  });

  it('beyond the end of its list is said so, with where the list ends', () => {
    const { answer, text } = client(core, TOWN)('配合999');
    expect(answer.verdict).toBe('unlisted');
    expect(text).toBe('策勒乡的配合履职事项清单没有第999项（只到第98项）。');
    expect(client(core, TOWN)('第200项').text).toBe(
      '策勒乡的清单没有第200项（基本到116、配合到98、收回到40）。',
    );
  });
});

describe('a department', () => {
  it('is listed by its short name, its long one and a bare word alike', () => {
    const items = (text: string) => client(core, '萨罕镇')(text).answer.items;
    const all = items('英吉沙县人力资源和社会保障局有哪些事项');
    expect(all).toHaveLength(10);
    for (const text of ['人社局有哪些', '县人社局', '人力资源和社会保障局都管啥', '人社局牵头哪些'])
      expect(items(text), text).toEqual(all);
    expect(items('消防有哪些')).toEqual(items('消防救援局'));
    expect(items('县农业农村局')).toEqual(items('农业农村局管哪些'));
  });

  it('a word that an official name says outright is never 清单未列', () => {
    for (const town of ['策勒乡', '阿扎克镇']) {
      const { answer, text } = client(core, town)('低保怎么办理');
      expect(answer.verdict, town).not.toBe('unlisted');
      expect(text, town).toContain('低保');
    }
  });

  it('a sentence that ends in a body’s name asks about its matter, not for the body’s list', () => {
    const ask = client(core, '二工镇');
    expect(ask('有人在路边烧秸秆，这事归我们管还是归农业农村局').answer.kind).not.toBe('listing');
    expect(ask('吉木萨尔县农业农村局').answer.kind).toBe('listing');
  });

  it('is counted by list, paged, and cited', () => {
    const ask = client(core, '萨罕镇');
    const first = ask('人社局有哪些事项');
    expect(first.head).toBe(
      '萨罕镇清单中与“英吉沙县人力资源和社会保障局”有关的事项共13项（基本0、配合7、收回6）：',
    );
    expect(first.text).toContain('\n第1页，共2页。\n来源：');
    const second = ask('下一页');
    expect(second.answer).toMatchObject({ kind: 'listing', page: 2, pages: 2 });
    expect(second.answer.items).toHaveLength(3);
    const seen = [...first.answer.items, ...second.answer.items].map(String);
    expect(new Set(seen).size).toBe(13);
    expect(ask('下一页').answer, 'a page after the last').toMatchObject({ page: 2 });
    expect(ask('上一页').answer).toMatchObject({ page: 1 });
    expect(ask('第2页').answer).toMatchObject({ page: 2 });
  });

  it('with a matter narrows the question to it', () => {
    expect(client(core, '萨罕镇')('农业农村局管不管秸秆焚烧').answer.items[0]).toEqual(['cooperative', 59]);
    expect(client(core, TOWN)('残联管残疾人证吗').answer.items[0]).toEqual(['cooperative', 19]);
  });
});

describe('a list or a category', () => {
  it('is shown page by page, and an item of a page is chosen by its place on it', () => {
    const ask = client(core, TOWN);
    expect(ask('基本履职有哪些').head).toBe('策勒乡基本履职事项清单，共116项：');
    ask('第3页');
    expect(ask('第7个').answer.items).toEqual([['basic', 27]]);
    expect(ask('第10个').answer.items, 'the page stays on offer').toEqual([['basic', 30]]);
    expect(ask('第11个').text).toBe('刚才只列了10项，请回复 1 到 10 之间的数字。');
    expect(ask('下一页').answer).toMatchObject({ kind: 'listing', page: 4 });
  });

  it('of a category counts all three lists', () => {
    expect(client(core, '萨罕镇')('卫生健康有哪些').head).toBe(
      '萨罕镇“卫生健康”类事项共7项（基本3、配合2、收回2）：',
    );
  });
});

describe('what is not in the list', () => {
  it('is said so, with at most three nearest that are named as nearest only', () => {
    const strange = ['量子计算机怎么组装', '火车票怎么改签', '给我写一首诗', 'qwertyuiop asdfgh', '几点了'];
    const said = strange.map((text) => client(core, TOWN)(text));
    const unlisted = said.filter(({ answer }) => answer.verdict === 'unlisted');
    expect(unlisted.length).toBeGreaterThan(0);
    for (const { answer, text } of unlisted) {
      if (answer.kind !== 'unlisted') throw new Error(answer.kind);
      expect(text).toContain('清单未列：策勒乡的履职事项清单里没有找到这件事。');
      expect(text).toContain('请换个说法再问，或向上级主管部门核实。');
      expect(answer.nearest.length).toBeLessThanOrEqual(3);
      const named = answer.nearest.length > 0 ? '（只是接近，不是答案）' : '清单里也没有相近的事项。';
      expect(text).toContain(named);
    }
  });

  it('small talk gets a greeting and no item', () => {
    const { answer, text } = client(core, TOWN)('谢谢');
    expect(answer).toMatchObject({ kind: 'small-talk', items: [] });
    expect(text).toContain('我是清单通');
  });
});

describe('several near items', () => {
  it('are offered, at most five, each with whose it is', () => {
    const ask = client(core, '萨罕镇');
    const { answer, text } = ask('高龄津贴多领了要退吗，日常发放归谁');
    expect(answer.items.slice(0, 2)).toEqual(
      expect.arrayContaining([
        ['cooperative', 19],
        ['reclaimed', 3],
      ]),
    );
    if (answer.kind === 'unclear') {
      expect(answer.candidates.length).toBeLessThanOrEqual(5);
      expect(text).toContain('英吉沙县民政局牵头，本镇配合');
    }
  });

  it('never name a topic by an internal number', () => {
    for (const { id, near } of loadTopics())
      for (const { difference } of near) expect(difference, id).not.toMatch(/T\d{2,}/);
  });
});

describe('the town', () => {
  it('is asked for when none is known, and the question is answered once it is said', () => {
    const ask = client(core);
    const { answer, text } = ask('高龄津贴找谁');
    expect(answer.kind).toBe('choose-town');
    expect(text.split('\n')[0]).toBe('请问是哪个乡镇的事？');
    for (const { fullName } of core.towns.list()) expect(text).toContain(fullName);
    expect(ask('萨罕镇').answer).toMatchObject({
      kind: 'duty',
      items: expect.arrayContaining([['cooperative', 19]]),
    });
    expect(ask('收回3').head, 'and stays').toBe('已经收回：由英吉沙县民政局承接，萨罕镇不再承担。');
  });

  it('is chosen by number too', () => {
    const ask = client(core);
    ask('配合19');
    const third = core.towns.list()[2];
    expect(ask('3').answer).toMatchObject({ kind: 'duty', town: third, items: [['cooperative', 19]] });
  });

  it('named in the question wins over the one before', () => {
    const ask = client(core, TOWN);
    ask('配合19');
    expect(ask('二工镇的配合16').answer).toMatchObject({ kind: 'duty', town: { name: '二工镇' } });
    expect(ask('下一条').answer, 'follow-ups are about the town answered last').toMatchObject({
      town: { name: '二工镇' },
      items: [['cooperative', 17]],
    });
  });

  it('when two are named, is asked for, and a number chooses among those two', () => {
    const ask = client(core, TOWN);
    ask('配合19');
    const { answer, head } = ask('萨罕镇和二工镇的配合16');
    expect(head).toBe('说到的乡镇不止一个，请问按哪一个回答？');
    if (answer.kind !== 'choose-town') throw new Error(answer.kind);
    expect(answer.towns.map(({ name }) => name).sort()).toEqual(['二工镇', '萨罕镇']);
    expect(ask('2').answer).toMatchObject({ kind: 'duty', town: { id: answer.towns[1]?.id } });
  });
});

describe('what is remembered', () => {
  it('is never evidence for a new question', () => {
    const fresh = client(core, TOWN)('残疾人证').answer;
    const ask = client(core, TOWN);
    ask('配合55');
    ask('公安局有哪些');
    ask('高龄津贴找谁');
    expect(ask('残疾人证').answer).toEqual(fresh);
  });

  it('belongs to one person in one chat', () => {
    const message = (chatId: string, userId: string, text: string) =>
      core.bot.answer({
        id: `${chatId}${userId}${text}`,
        platform: 'test',
        chatId,
        userId,
        text,
        at: 0,
        town: TOWN,
      });
    message('群', '甲', '配合19');
    expect(message('群', '乙', '下一条').kind).toBe('no-context');
    expect(message('别的群', '甲', '下一条').kind).toBe('no-context');
    expect(message('群', '甲', '下一条')).toMatchObject({ items: [['cooperative', 20]] });
  });
});
