import { describe, expect, it, vi } from 'vitest';
import { actionsOf, expectWords, labelsOf, openWorld, SAHAN, textOf } from '../chat/world.js';
import { changedList } from './changed-list.js';
import { audited, liveId, liveSerial, OTHER_TOWN, openKeeping, refused, said } from './people.js';
import { BASIC, CHANGED, COOPERATIVE, fileOf, LIULIN, smallList } from './small-list.js';

// One of them publishes a whole published list.
vi.setConfig({ testTimeout: 180_000 });

const CONFIRM = `确认发布${LIULIN}`;

describe('publishing', () => {
  it('gives the group the new answers at once, and writes down who published what', async () => {
    const here = await openKeeping();
    await here.anybody.shouldReply('配合1', '县民政局');
    await here.keeper.import(fileOf(CHANGED));
    said(await here.keeper.press('发布'), `已发布：${LIULIN}从现在起按新清单`);
    await here.anybody.shouldReply('配合1', '县卫生健康委员会');
    const [entry] = here.world.core().store.audit(1);
    const live = here.world.core().store.liveEdition(LIULIN);
    expect(entry).toMatchObject({
      platform: 'demo',
      userId: 'li',
      role: 'keeper',
      action: 'publish',
      allowed: true,
      townshipId: LIULIN,
      editionId: live?.id,
      fingerprint: live?.sha256.slice(0, 12),
      detail: '柳林镇清单.txt',
    });
  });

  it('by command takes the draft that was sent last, or the one that is numbered', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    said(await here.keeper.command('publish'), '已发布');
    said(await here.keeper.command('publish'), '您没有待发布的清单');
    await here.keeper.import(fileOf(smallList()));
    expect(liveSerial(here)).toBe(2);
    said(await here.owner.command('publish', { edition: '第3版' }), '已发布');
    expect(liveSerial(here)).toBe(3);
    await here.anybody.shouldReply('配合1', '县民政局');
  });

  it('twice at once publishes once', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    const both = await Promise.all([here.keeper.press('发布'), here.keeper.press('发布')]);
    expect(both.map((reply) => said(reply).includes('已发布：')).sort()).toEqual([false, true]);
    expect(both.map(textOf).filter((text) => text.includes('这一版已经发布'))).toHaveLength(1);
    expect(here.world.core().store.publications(LIULIN)).toHaveLength(2);
  });

  it('by two keepers at once: the second is told, and shown what it would change now', async () => {
    const here = await openKeeping();
    const other = smallList({ basic: [...BASIC, '做好应急救灾物资储备'] });
    await here.keeper.import(fileOf(CHANGED));
    await here.owner.import(fileOf(other));
    const [one, two] = await Promise.all([here.keeper.press('发布'), here.owner.press('发布')]);
    const late = textOf(one).includes('已发布') ? two : one;
    expectWords(late, '已经有别人发布了另一版', '预览');
    expect(labelsOf(late)).toContain('发布');
    const token = late && actionsOf(late).find(({ label }) => label === '发布')?.token;
    const person = late === two ? here.owner : here.keeper;
    said(await person.pressToken(token ?? ''), '已发布');
    expect(here.world.core().store.publications(LIULIN)).toHaveLength(3);
  });

  it('never fails a question that is asked meanwhile, and never mixes two editions', async () => {
    const world = openWorld({}, { keeps: 'here', settings: { OWNER_IDS: 'demo:boss' } });
    const owner = world.chat('自己', { isPrivate: true }).client('boss');
    await owner.import(fileOf(changedList(), '萨罕镇.txt'));
    // What the preview has found out is forgotten: publishing asks the list's questions anew.
    world.restart();
    const group = world.chat('工作群', { isPrivate: true });
    const draft = world.core().store.drafts()[0]?.editionId;
    const before = world.core().store.liveEdition(SAHAN)?.id;
    let published = false;
    const publishing = owner.press('发布').then((reply) => {
      published = true;
      return reply;
    });
    const answers: string[] = [];
    while (!published) {
      const asker = group.client(`z${answers.length}`);
      const text = textOf(await asker.send('老年人高龄津贴的发放管理', { town: SAHAN }));
      answers.push(text);
      await new Promise((resolve) => setImmediate(resolve));
    }
    answers.push(textOf(await group.client('z').send('老年人高龄津贴的发放管理', { town: SAHAN })));
    said(await publishing, '已发布');
    const old = answers.filter((text) => text.includes('英吉沙县民政局'));
    const fresh = answers.filter((text) => text.includes('英吉沙县卫生健康委员会'));
    expect(old.length).toBeGreaterThan(1);
    expect(fresh.length).toBeGreaterThan(0);
    expect(old.length + fresh.length).toBe(answers.length);
    expect(old.filter((text) => fresh.includes(text))).toEqual([]);
    expect(world.core().store.publications(SAHAN)[0]?.editionId).toBe(draft);
    expect(before).not.toBe(draft);
  });
});

describe('a preview', () => {
  it('calls no answer wrong whose item the new list has no more', async () => {
    const here = await openKeeping();
    const reply = await here.keeper.import(fileOf(smallList({ cooperative: COOPERATIVE.slice(1) })));
    expectWords(reply, '（新的清单里没有这一项了）');
    expect(textOf(reply)).not.toContain('变错了');
  });
});

describe('a doubtful edition', () => {
  const doubtful: readonly (readonly [string, string, string])[] = [
    ['lost more than a fifth', smallList({ basic: BASIC.slice(0, 4) }), '在新清单里找不到了'],
    ['contradicts its own counts', smallList({ declared: [9, 4, 2] }), '文件自称9项，实际读到8项'],
  ];
  it.each(doubtful)('that %s is published by typed words alone', async (_, list, why) => {
    const here = await openKeeping();
    const before = liveId(here);
    expectWords(await here.keeper.import(fileOf(list)), why);
    expectWords(await here.keeper.press('发布'), '要再确认一次', why, CONFIRM);
    said(await here.keeper.command('publish', { confirm: '确认' }), '要再确认一次');
    expect(liveId(here)).toBe(before);
    said(await here.keeper.send(`“${CONFIRM}”`), '已发布');
    expect(liveId(here)).not.toBe(before);
  });

  it('is not published by another person’s words, nor by words for another township', async () => {
    const here = await openKeeping();
    const before = liveId(here);
    await here.keeper.import(fileOf(smallList({ basic: BASIC.slice(0, 4) })));
    await here.keeper.press('发布');
    for (const person of [here.owner, here.stranger, here.anybody]) await person.send(CONFIRM);
    await here.keeper.send(`确认发布${OTHER_TOWN}`);
    expect(liveId(here)).toBe(before);
    // They are no question either, that somebody would have to find an answer to.
    expect(here.world.core().store.queries()).toEqual([]);
    said(await here.keeper.command('publish', { confirm: CONFIRM }), '已发布');
  });

  it('that answers a confirmed question worse than the live one asks too, and shows which', async () => {
    const here = await openKeeping();
    const name = '高龄津贴的受理';
    const others = COOPERATIVE.slice(1);
    await here.keeper.import(fileOf(smallList({ cooperative: [...others, [name, '县财政局']] })));
    await here.keeper.press('发布');
    const question = '老年人高龄津贴的发放管理';
    const confirmed = { by: 'demo:li', at: '2026-01-01T00:00:00.000Z' };
    const item = { list: 'cooperative' as const, name };
    here.world.core().store.confirmQuestion({ townshipId: LIULIN, question, item, confirmed });
    const list = smallList({ cooperative: [...COOPERATIVE, [name, '县财政局']] });
    expectWords(await here.keeper.import(fileOf(list)), question, '答对的变少了');
    said(await here.keeper.press('发布'), '答对的变少了', CONFIRM);
    said(await here.keeper.send(CONFIRM), '已发布');
  });

  it('is asked about once only: an edition of one item less is published by the press', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(smallList({ basic: BASIC.slice(0, 7), cooperative: COOPERATIVE })));
    said(await here.keeper.press('发布'), '已发布');
  });
});

describe('undoing', () => {
  it('takes one press, and can be undone itself', async () => {
    const here = await openKeeping();
    const first = liveSerial(here);
    await here.keeper.import(fileOf(CHANGED));
    const done = await here.keeper.press('发布');
    expect(labelsOf(done)).toEqual(['撤销']);
    said(await here.keeper.press('撤销'), `已恢复：${LIULIN}从现在起按第${first}版回答`);
    await here.anybody.shouldReply('配合1', '县民政局');
    said(await here.keeper.press('撤销'), '已恢复');
    await here.anybody.shouldReply('配合1', '县卫生健康委员会');
    expect(audited(here).slice(-3)).toEqual([
      `li publish allowed ${LIULIN}`,
      `li rollback allowed ${LIULIN}`,
      `li rollback allowed ${LIULIN}`,
    ]);
  });

  it('twice at once is done once', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    await here.keeper.press('发布');
    const both = await Promise.all([here.keeper.press('撤销'), here.keeper.press('撤销')]);
    expect(both.map((reply) => said(reply).includes('已恢复')).sort()).toEqual([false, true]);
    expect(here.world.core().store.publications(LIULIN)).toHaveLength(3);
  });

  it('works after a restart, and is shown anew once somebody published since', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    const undo = actionsOf((await here.keeper.press('发布')) ?? { blocks: [] })[0]?.token ?? '';
    here.world.restart();
    await here.owner.import(fileOf(smallList({ basic: [...BASIC, '做好应急救灾物资储备'] })));
    said(await here.owner.press('发布'), '已发布');
    const now = liveId(here);
    expectWords(await here.keeper.pressToken(undo), '预览：把', '减少：1项');
    expect(liveId(here)).toBe(now);
    said(await here.keeper.press('恢复这一版'), '已恢复');
  });
});

describe('/rollback', () => {
  it('goes to any former edition after a preview, by its number in any spelling', async () => {
    const here = await openKeeping();
    const first = liveSerial(here);
    await here.keeper.import(fileOf(CHANGED));
    await here.keeper.press('发布');
    await here.keeper.import(fileOf(smallList({ basic: [...BASIC, '做好应急救灾物资储备'] })));
    await here.keeper.press('发布');
    const now = liveId(here);
    const spelt = [{ edition: String(first) }, { town: `第${first}版` }, { town: `${LIULIN} ${first}` }];
    for (const options of spelt) {
      const preview = await here.keeper.command('rollback', options);
      said(preview, `恢复到第${first}版`, '减少：1项');
      expect(preview?.files).toHaveLength(1);
      expect(liveId(here)).toBe(now);
    }
    said(await here.keeper.press('恢复这一版'), '已恢复');
    expect(liveSerial(here)).toBe(first);
  });

  it('to an edition that has much less asks for typed words; undoing a publication does not', async () => {
    const here = await openKeeping();
    const more = Array.from({ length: 9 }, (_, at) => `做好第${at + 1}项新工作`);
    await here.keeper.import(fileOf(smallList({ basic: [...BASIC, ...more] })));
    await here.keeper.press('发布');
    said(await here.keeper.press('撤销'), '按第1版回答');
    said(await here.keeper.press('撤销'), '按第2版回答');
    expectWords(await here.keeper.command('rollback', { edition: '1' }), '在新清单里找不到了');
    const words = `确认恢复${LIULIN}第1版`;
    said(await here.keeper.press('恢复这一版'), '要再确认一次', '在新清单里找不到了', words);
    for (const person of [here.stranger, here.anybody]) refused(await person.send(words), '已记录');
    expect(liveSerial(here)).toBe(2);
    said(await here.keeper.send(words), '已恢复');
    expect(liveSerial(here)).toBe(1);
    expect(here.world.core().store.queries()).toEqual([]);
  });

  it('without a number is the edition before; says when there is none, or it is live', async () => {
    const here = await openKeeping();
    said(await here.keeper.command('rollback'), '没有可以恢复的旧版');
    const first = liveSerial(here);
    said(await here.keeper.command('rollback', { edition: String(first) }), '正在使用');
    said(await here.keeper.command('rollback', { edition: '999' }), '没有可以恢复的旧版');
    await here.keeper.import(fileOf(CHANGED));
    await here.keeper.press('发布');
    said(await here.keeper.command('rollback'), `恢复到第${first}版`);
  });
});

describe('the pages of a difference', () => {
  const many = smallList({
    basic: BASIC.map((name, at) => `${name}，落实第${at + 1}项专门措施`),
    cooperative: COOPERATIVE.map(([name, body]) => [`${name}工作和后续服务`, body]),
    reclaimed: ['烟花爆竹经营许可', '对医疗卫生机构的监督检查'],
  });

  it('are turned forth and back in place, also after a restart', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(many));
    const first = await here.keeper.press('逐条看变化');
    said(first, '第1/2页');
    expect(first?.replaces).toBeUndefined();
    expect(labelsOf(first)).toEqual(['下一页']);
    here.world.restart();
    const second = await here.keeper.press('下一页');
    said(second, '第2/2页');
    expect(second?.replaces).toBe(true);
    expect(labelsOf(second)).toEqual(['上一页']);
    const again = await here.keeper.press('上一页');
    expect(textOf(again)).toBe(textOf(first));
    expect(again?.replaces).toBe(true);
  });
});
