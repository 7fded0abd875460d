import { describe, expect, it } from 'vitest';
import type { ListKind } from '../src/duty.js';
import { type EvalQuestion, evaluate, type Outcome, questionSchema } from '../src/evaluate.js';

type Item = readonly [ListKind, number];
const RIGHT: Item = ['cooperative', 19];
const WRONG: Item = ['basic', 1];
const ALSO: Item = ['reclaimed', 3];

const outcome = (
  items: readonly Item[],
  question: Partial<EvalQuestion> = {},
  answer: Partial<Outcome['answer']> = {},
): Outcome => ({
  question: questionSchema.parse({
    id: '1',
    town: '萨罕镇',
    q: '问',
    type: 'a',
    expect: [RIGHT],
    ...question,
  }),
  answer: { verdict: 'assist', confidence: 0.95, items, ...answer },
});

describe('an evaluation', () => {
  it('counts where the right item stands', () => {
    const { all } = evaluate([
      outcome([RIGHT, WRONG]),
      outcome([WRONG, RIGHT]),
      outcome([WRONG, WRONG, WRONG, RIGHT]),
      outcome([WRONG]),
    ]);
    expect(all).toMatchObject({ count: 4, top1: 0.25, top3: 0.5, mrr: (1 + 1 / 2 + 1 / 4 + 0) / 4 });
  });

  it('takes any of several expected items, and does not take what also fits for the answer', () => {
    const { all } = evaluate([
      outcome([ALSO], { expect: [RIGHT, ALSO] as EvalQuestion['expect'] }),
      outcome([ALSO, RIGHT], { also: [ALSO] as EvalQuestion['also'] }),
    ]);
    expect(all).toMatchObject({ top1: 0.5, mrr: 0.75 });
  });

  it('keeps questions without an answer apart', () => {
    const { all, none } = evaluate([
      outcome([RIGHT]),
      outcome([WRONG], { none: true, expect: [] }, { verdict: 'unlisted' }),
      outcome([WRONG], { none: true, expect: [] }),
    ]);
    expect(all).toMatchObject({ count: 1, top1: 1 });
    expect(none).toEqual({ count: 2, unlisted: 0.5 });
  });

  it('counts answerable questions that were called unlisted', () => {
    expect(evaluate([outcome([RIGHT], {}, { verdict: 'unlisted' }), outcome([RIGHT])]).all.unlisted).toBe(
      0.5,
    );
  });

  it('gives the figures of each type', () => {
    const { types } = evaluate([outcome([RIGHT], { type: 'a' }), outcome([WRONG], { type: 'b' })]);
    expect(types).toMatchObject([
      { type: 'a', count: 1, top1: 1 },
      { type: 'b', count: 1, top1: 0 },
    ]);
  });

  it('sets confidence beside how often it was right', () => {
    const { calibration } = evaluate([
      outcome([RIGHT], {}, { confidence: 1 }),
      outcome([WRONG], {}, { confidence: 0.92 }),
      outcome([WRONG], {}, { confidence: 0 }),
    ]);
    expect(calibration.at(-1)).toMatchObject({ count: 2, meanConfidence: 0.96, right: 0.5 });
    expect(calibration[0]).toMatchObject({ count: 1, right: 0 });
    expect(calibration.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('of no questions is zeros', () => {
    expect(evaluate([])).toMatchObject({
      all: { count: 0, top1: 0, mrr: 0 },
      none: { count: 0, unlisted: 0 },
    });
  });
});
