import { describe, expect, it, vi } from 'vitest';
import type { Duty } from '../../src/duty.js';
import { checkAnswers, type Side } from '../../src/learning/check-answers.js';
import { checkBlocks } from '../../src/learning/check-reply.js';
import { type RegressionQuestion, regressionQuestions } from '../../src/learning/questions.js';
import { buildTownIndex } from '../../src/search/town-index.js';
import { openRig, type Rig } from './rig.js';

// A busy machine takes its time over three hundred questions.
vi.setConfig({ testTimeout: 180_000 });

const dutiesOf = ({ core, town }: Rig): Duty[] => [
  ...core.store.duties(core.store.liveEdition(town.id)?.id ?? 0),
];

const sideOf = ({ core, town }: Rig, duties: readonly Duty[]): Side => {
  const { catalogue, ranking } = core;
  const linked = duties.map((duty) => ({ duty, links: catalogue.linker.link(duty.name) }));
  return { index: buildTownIndex(town, 0, linked, catalogue), catalogue, ranking };
};

describe('the questions of a list', () => {
  it('are confirmed ones first, then names and pieces of names, each once', () => {
    const duties = dutiesOf(openRig());
    const item = { list: 'basic' as const, name: duties[0]?.name ?? '' };
    const confirmed = { townshipId: '', question: '问过的', item, confirmed: { by: '', at: '' } };
    const questions = regressionQuestions({ duties, confirmed: [confirmed] });
    expect(questions[0]).toEqual({ text: '问过的', expected: [item], isConfirmed: true });
    expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
    expect(questions.length).toBe(300);
    for (const { expected } of questions) expect(expected.length).toBeGreaterThan(0);
  });

  it('ask by a name that is gone, too', () => {
    const duties = dutiesOf(openRig());
    const former = duties.map((duty, at) => (at === 0 ? { ...duty, name: '从前的一件事情' } : duty));
    expect(regressionQuestions({ duties, former }).map(({ text }) => text)).toContain('从前的一件事情');
  });
});

describe('asking before and after a change', () => {
  it('finds nothing where only numbers changed', async () => {
    const rig = openRig();
    const duties = dutiesOf(rig);
    const shifted = duties.map((duty) => ({ ...duty, number: duty.number + 7 }));
    const check = await checkAnswers(
      regressionQuestions({ duties }),
      sideOf(rig, duties),
      sideOf(rig, shifted),
    );
    expect(check).toMatchObject({ changes: [], fell: false, comparable: 300 });
    expect(check.rightAfter).toBe(check.rightBefore);
    expect(check.rightAfter).toBeGreaterThan(270);
  });

  it('counts neither for nor against what a list no longer has', async () => {
    const rig = openRig();
    const duties = dutiesOf(rig);
    const [first, ...rest] = duties;
    if (!first) throw new Error('no duties');
    const question = { text: first.name, expected: [first], isConfirmed: true };
    const check = await checkAnswers([question], sideOf(rig, duties), sideOf(rig, rest));
    expect(check).toMatchObject({ asked: 1, comparable: 0, fell: false });
    expect(check.changes[0]).toMatchObject({ wasRight: true, isRight: undefined });
  });

  it('says that it fell when a right answer is lost, and which', async () => {
    const rig = openRig();
    const duties = dutiesOf(rig);
    const [one, two] = [rig.duty('cooperative', 19), rig.duty('basic', 103)];
    const swapped = duties.map((duty) => {
      if (duty.name === one.name) return { ...duty, name: '其他未尽事宜' };
      return duty.name === two.name ? { ...duty, name: `${two.name}、${one.name}` } : duty;
    });
    const questions: RegressionQuestion[] = [
      { text: '高龄津贴找谁', expected: [{ list: 'cooperative', name: one.name }], isConfirmed: true },
    ];
    const renamed = (before: { name: string }, after: { name: string }) =>
      before.name === one.name && after.name === '其他未尽事宜';
    const check = await checkAnswers(questions, sideOf(rig, duties), sideOf(rig, swapped), renamed);
    expect(check).toMatchObject({ rightBefore: 1, rightAfter: 0, fell: true });
    const words = checkBlocks(check, { say: rig.core.say, sayLearning: rig.desk.sayLearning })
      .map((block) => ('text' in block ? block.text : ''))
      .join('\n');
    expect(words).toMatch(/答对1→0个；会变的回答1个[\s\S]*配合19 .*→[\s\S]*变错了[\s\S]*答对的变少了/);
  });

  it('knows a renamed item when it is told that it is the same', async () => {
    const rig = openRig();
    const duties = dutiesOf(rig);
    const old = rig.duty('cooperative', 19).name;
    const fresh = `${old}及相关服务`;
    const renamed = duties.map((duty) => (duty.name === old ? { ...duty, name: fresh } : duty));
    const questions = regressionQuestions({ duties: renamed, former: duties }).filter(({ text }) =>
      text.includes(old.slice(0, 6)),
    );
    const sides = [sideOf(rig, duties), sideOf(rig, renamed)] as const;
    const same = (before: { name: string }, after: { name: string }) =>
      before.name === after.name || (before.name === old && after.name === fresh);
    expect(await checkAnswers(questions, ...sides, same)).toMatchObject({ changes: [], fell: false });
    expect((await checkAnswers(questions, ...sides)).changes.length).toBeGreaterThan(0);
  });

  it('lets others have their turn meanwhile', async () => {
    const rig = openRig();
    const duties = dutiesOf(rig);
    const side = sideOf(rig, duties);
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    await checkAnswers(regressionQuestions({ duties }), side, side);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(5);
  });
});
