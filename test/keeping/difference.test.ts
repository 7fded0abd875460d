import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Duty } from '../../src/duty.js';
import { compareEditions, type DutyChange } from '../../src/keeping/difference.js';
import type { Change } from '../../src/keeping/difference-changes.js';
import { LISTS_FOLDER, readFile } from '../import/tools.js';
import { basic, cooperative, EDITION, reclaimed, told, withChanged } from './difference-builders.js';

const changesOf = (change: DutyChange | undefined): readonly Change[] =>
  change?.kind === 'changed' ? change.changes : [];
const onlyChange = (after: readonly Duty[]): Change | undefined => {
  const { changes } = compareEditions(EDITION, after);
  expect(changes).toHaveLength(1);
  expect(changesOf(changes[0])).toHaveLength(1);
  return changesOf(changes[0])[0];
};

describe('each kind of change alone', () => {
  it('nothing is different between an edition and itself', () => {
    const difference = compareEditions(EDITION, structuredClone(EDITION));
    expect(difference).toMatchObject({ changes: [], isSame: true, lostShare: 0, counts: { unchanged: 9 } });
    expect(difference.pairs).toHaveLength(9);
  });

  it('a new duty is added', () => {
    const difference = compareEditions(EDITION, [...EDITION, basic(4, '优化营商环境，服务市场主体')]);
    expect(told(difference)).toEqual(['basic 4 added']);
    expect(difference).toMatchObject({
      isSame: false,
      lostShare: 0,
      byList: { basic: { before: 3, after: 4 }, cooperative: { before: 4, after: 4 } },
    });
  });

  it('a duty that is gone is removed, and counts as lost', () => {
    const difference = compareEditions(EDITION, EDITION.slice(0, -1));
    expect(told(difference)).toEqual(['reclaimed 2 removed']);
    expect(difference.lostShare).toBeCloseTo(1 / 9);
  });

  it('another number is renumbered', () => {
    expect(onlyChange(withChanged(8, (one) => ({ ...one, number: 3 })))).toEqual({
      kind: 'renumbered',
      from: 2,
      to: 3,
      follows: true,
    });
  });

  it('of two duties that changed places, one did not just follow', () => {
    const after = EDITION.map((one) =>
      one.list === 'reclaimed' ? { ...one, number: one.number === 1 ? 2 : 1 } : one,
    );
    const follows = compareEditions(EDITION, after).changes.map((one) => changesOf(one)[0]);
    expect(follows.map((one) => one?.kind === 'renumbered' && one.follows).sort()).toEqual([false, true]);
  });

  it('a duty taken back by an upper body is moved, not lost', () => {
    const after = [...EDITION.filter((_, at) => at !== 5), reclaimed(3, '校外培训机构监管')];
    const difference = compareEditions(EDITION, after);
    expect(told(difference)).toEqual(['reclaimed 3 moved+wording+wording+wording']);
    expect(changesOf(difference.changes[0])[0]).toEqual({
      kind: 'moved',
      from: { list: 'cooperative', number: 3 },
      to: { list: 'reclaimed', number: 3 },
    });
    expect(difference.lostShare).toBe(0);
  });

  it('a new wording of the name is renamed, with the stretch that differs', () => {
    expect(onlyChange(withChanged(3, (one) => ({ ...one, name: '特困人员救助供养工作' })))).toEqual({
      kind: 'renamed',
      before: '特困人员救助供养',
      after: '特困人员救助供养工作',
      pieces: [
        { kind: 'kept', text: '特困人员救助供养' },
        { kind: 'new', text: '工作' },
      ],
    });
  });

  it('a quite different name over the same long cells is renamed too', () => {
    const cells = {
      leadDuties: '制定年度防治计划，组织技术培训，发布虫情测报，统一采购、调配药剂和器械，评估防治的成效。',
      townshipDuties:
        '组织农户开展统防统治，发现蝗虫、草地贪夜蛾等重大疫情立即上报，协助发放药剂和器械，做好记录。',
    };
    const difference = compareEditions(
      withChanged(4, () => cooperative(2, '农作物病虫害防治', cells)),
      withChanged(4, () => cooperative(2, '重大植物疫情阻截', cells)),
    );
    expect(told(difference)).toEqual(['cooperative 2 renamed']);
  });

  it('another category', () => {
    expect(onlyChange(withChanged(0, (one) => ({ ...one, category: '平安法治' })))).toEqual({
      kind: 'category',
      before: '民生服务',
      after: '平安法治',
    });
  });

  it('other bodies: which came and which went', () => {
    const bodies = ['县卫生健康委员会', '县民政局'];
    expect(onlyChange(withChanged(3, (one) => ({ ...one, leadBodies: bodies })))).toEqual({
      kind: 'bodies',
      before: ['县民政局'],
      after: bodies,
      came: ['县卫生健康委员会'],
      went: [],
    });
    expect(onlyChange(withChanged(7, (one) => ({ ...one, receivingBodies: ['县水利局'] })))).toMatchObject({
      came: ['县水利局'],
      went: ['县民政局'],
    });
  });

  it('the same bodies in another order: none came, none went', () => {
    const edition = (leadBodies: string[]) => withChanged(3, (one) => ({ ...one, leadBodies }));
    const { changes } = compareEditions(edition(['甲局', '乙局']), edition(['乙局', '甲局']));
    expect(changesOf(changes[0])).toMatchObject([{ kind: 'bodies', came: [], went: [] }]);
  });

  it.each([
    ['leadDuties', 3],
    ['townshipDuties', 3],
    ['workMethod', 7],
    ['remark', 0],
  ] as const)('other words in the cell %s', (cell, at) => {
    const text = (words: string) => (cell === 'remark' ? words : [{ bodies: [], steps: [{ text: words }] }]);
    const edition = (words: string) => withChanged(at, (one) => ({ ...one, [cell]: text(words) }));
    const { changes } = compareEditions(edition('每季度核查一次并公示'), edition('每月核查一次并公示'));
    expect(changesOf(changes[0])).toEqual([
      {
        kind: 'wording',
        cell,
        before: '每季度核查一次并公示',
        after: '每月核查一次并公示',
        pieces: [
          { kind: 'kept', text: '每' },
          { kind: 'old', text: '季度' },
          { kind: 'new', text: '月' },
          { kind: 'kept', text: '核查一次并公示' },
        ],
      },
    ]);
  });

  it('a cell cut in another way but with the same words is not different', () => {
    const steps = [
      { marker: '1.', text: '受理。' },
      { marker: '2.', text: '公示。' },
    ];
    const cut = withChanged(3, (one) => ({ ...one, townshipDuties: [{ bodies: [], steps }] }));
    const whole = withChanged(3, (one) => ({
      ...one,
      townshipDuties: [{ bodies: [], steps: [{ text: '1.受理。2.公示。' }] }],
    }));
    expect(compareEditions(cut, whole).isSame).toBe(true);
  });

  it('notices and the place in the file are no change', () => {
    const notice = { rule: 'split-row', severity: 'info', place: {}, text: '跨页' } as const;
    const source = { fileName: '新清单.docx', page: 3, fingerprint: '11111111' };
    const after = withChanged(3, (one) => ({ ...one, notices: [notice], source, raw: [['x']] }));
    expect(compareEditions(EDITION, after).isSame).toBe(true);
  });
});

describe('layout', () => {
  it.each([
    ['受理、审核', '受理，审核'],
    ['受理，审核', '受理,审核'],
    ['受理 审核', '受理\n审核'],
    ['（一）受理', '(一)受理'],
    ['“一卡通”发放', '"一卡通"发放'],
    ['1.受理。', '1、受理'],
  ])('%j and %j are the same words', (before, after) => {
    const edition = (remark: string) => withChanged(0, (one) => ({ ...one, remark }));
    const difference = compareEditions(edition(before), edition(after));
    expect(told(difference)).toEqual(['basic 1 layout']);
    expect(difference).toMatchObject({ isSame: false, counts: { layout: 1, wording: 0 } });
  });

  it.each([
    ['不少于1.5米', '不少于15米'],
    ['3-5日', '35日'],
    ['零下-5℃', '零下5℃'],
    ['第1、5项', '第15项'],
    ['10%', '10'],
    ['18:30', '18.30'],
  ])('%j and %j are not', (before, after) => {
    const edition = (remark: string) => withChanged(0, (one) => ({ ...one, remark }));
    expect(told(compareEditions(edition(before), edition(after)))).toEqual(['basic 1 wording']);
  });
});

describe('several changes at once', () => {
  it('a duty may have all of them', () => {
    const after = withChanged(3, (one) => ({
      ...one,
      number: 9,
      name: '特困人员的救助供养',
      category: '社会救助',
      leadBodies: ['县卫生健康委员会'],
      remark: '新增',
      townshipDuties: [{ bodies: [], steps: [{ text: '受理特困人员救助供养的申请，入户核实，并公示。' }] }],
    }));
    expect(told(compareEditions(EDITION, after))).toEqual([
      'cooperative 9 renumbered+renamed+category+bodies+wording+layout',
    ]);
  });

  it('one inserted duty is one added; all that follow only follow', () => {
    const after = [
      basic(1, '优化营商环境，服务市场主体'),
      ...EDITION.map((one) => (one.list === 'basic' ? { ...one, number: one.number + 1 } : one)),
    ];
    const { changes, counts } = compareEditions(EDITION, after);
    expect(counts).toMatchObject({ added: 1, removed: 0, renumbered: 3, unchanged: 6 });
    expect(changes.slice(1).flatMap(changesOf)).toSatisfy((all: Change[]) =>
      all.every((one) => one.kind === 'renumbered' && one.follows),
    );
  });

  it('an item that was split is named beside both halves', () => {
    const whole = basic(4, '负责农村公益性墓地建设管理、殡葬服务管理和文明祭扫宣传');
    const halves = [basic(4, '负责农村公益性墓地建设管理'), basic(5, '负责殡葬服务管理和文明祭扫宣传')];
    const split = compareEditions([...EDITION, whole], [...EDITION, ...halves]);
    for (const change of split.changes) {
      if (change.kind === 'added') expect(change.resembles).toBe(whole);
      if (change.kind === 'removed') expect(halves).toContain(change.resembles);
      if (change.kind === 'changed') expect(change.before).toBe(whole);
    }
    expect(split.changes.filter(({ kind }) => kind === 'added').length).toBeGreaterThan(0);
    const merged = compareEditions([...EDITION, ...halves], [...EDITION, whole]);
    const removed = merged.changes.flatMap((one) => (one.kind === 'removed' ? [one.resembles] : []));
    expect(new Set(removed)).toEqual(new Set([whole]));
  });

  it('a duty that is like no other resembles none', () => {
    const { changes } = compareEditions(EDITION, [...EDITION, basic(4, '推广积分制')]);
    expect(changes).toEqual([{ kind: 'added', after: basic(4, '推广积分制') }]);
  });
});

describe('faulty editions', () => {
  it('the same number twice is no obstacle', () => {
    const twice = [...EDITION, basic(3, '优化营商环境，服务市场主体')];
    expect(compareEditions(twice, structuredClone(twice)).isSame).toBe(true);
    expect(told(compareEditions(EDITION, twice))).toEqual(['basic 3 added']);
  });

  it('of the same name twice, each is compared with the one that says the same', () => {
    const method = (number: number, workMethod: string) => reclaimed(number, '行政处罚', { workMethod });
    const before = [method(1, '由县水利局负责处罚非法取水。'), method(2, '由县林草局查处滥伐林木。')];
    const after = [method(1, '由县林草局查处滥伐林木。'), method(2, '由县水利局负责处罚非法取水。')];
    expect(compareEditions(before, after).counts).toMatchObject({ renumbered: 2, wording: 0 });
    expect(told(compareEditions(before, after.slice(0, 1)))).toEqual([
      'reclaimed 1 removed',
      'reclaimed 1 renumbered',
    ]);
  });

  it('an empty edition on either side, or both', () => {
    expect(compareEditions([], [])).toMatchObject({ isSame: true, lostShare: 0 });
    expect(compareEditions([], EDITION).counts).toMatchObject({ added: 9 });
    expect(compareEditions(EDITION, [])).toMatchObject({ counts: { removed: 9 }, lostShare: 1 });
  });
});

describe('as a rule', () => {
  const NAMES = ['低保', '特困人员救助', '特困人员救助供养', '校外培训监管', '校外机构监管', '档案管理', ''];
  const anyDuty = fc
    .tuple(
      fc.constantFrom(basic, cooperative, reclaimed),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(...NAMES),
      fc.constantFrom('', '已调整'),
    )
    .map(([make, number, name, remark]) => make(number, name, { remark }));
  const edition = fc.array(anyDuty, { maxLength: 9 });

  it('every duty of both editions is paired, added or removed, once', () => {
    fc.assert(
      fc.property(edition, edition, (before, after) => {
        const { pairs, changes } = compareEditions(before, after);
        const olds = [
          ...pairs.map(([old]) => old),
          ...changes.flatMap((one) => (one.kind === 'removed' ? [one.before] : [])),
        ];
        const youngs = [
          ...pairs.map(([, young]) => young),
          ...changes.flatMap((one) => (one.kind === 'added' ? [one.after] : [])),
        ];
        expect([olds.length, new Set(olds)]).toEqual([before.length, new Set(before)]);
        expect([youngs.length, new Set(youngs)]).toEqual([after.length, new Set(after)]);
      }),
    );
  });

  it('what is added one way round is removed the other way round', () => {
    fc.assert(
      fc.property(edition, edition, (before, after) => {
        const there = compareEditions(before, after);
        const back = compareEditions(after, before);
        expect(back.counts.added).toBe(there.counts.removed);
        expect(back.counts.removed).toBe(there.counts.added);
        expect(back.counts.moved).toBe(there.counts.moved);
        expect(back.isSame).toBe(there.isSame);
      }),
    );
  });

  it('the order of the rows says nothing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...EDITION], { minLength: EDITION.length }), (shuffled) => {
        expect(compareEditions(EDITION, shuffled).isSame).toBe(true);
      }),
    );
  });
});

describe('the published lists', () => {
  const lists = readdirSync(LISTS_FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFile(join(LISTS_FOLDER, name)));

  it('are the same as themselves', () => {
    expect(lists.length).toBeGreaterThanOrEqual(5);
    for (const { duties } of lists)
      expect(compareEditions(duties, structuredClone(duties)).isSame).toBe(true);
  });

  it('of two towns are compared without trouble, the same matter found under other words', () => {
    const [one, other] = [lists[0]?.duties ?? [], lists[1]?.duties ?? []];
    const difference = compareEditions(one, other);
    const { added, removed, renamed } = difference.counts;
    expect(difference.pairs.length).toBe(one.length - removed);
    expect(difference.pairs.length).toBe(other.length - added);
    expect(renamed).toBeGreaterThan(30);
  });

  it('are recognised in spite of new numbers, names and words', () => {
    const duties = lists[2]?.duties ?? [];
    const edited = duties.map((one, at) => ({
      ...one,
      number: one.number + 3,
      name: at % 3 === 0 ? `做好${one.name.replace(/工作$/, '')}的有关事务` : one.name,
      remark: at % 5 === 0 ? '按新规定执行' : one.remark,
    }));
    const difference = compareEditions(duties, edited);
    expect(difference.counts).toMatchObject({ added: 0, removed: 0, moved: 0 });
    expect(difference.pairs.filter(([old, young]) => old.number + 3 !== young.number)).toEqual([]);
  });
});
