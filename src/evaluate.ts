import { z } from 'zod';
import type { Answer } from './answer/answer.js';
import { LIST_KINDS } from './duty.js';

const item = z.tuple([z.enum(LIST_KINDS), z.number().int()]);

/** One question with its expected items; `also` counts as right too, `none` means the list has no answer. */
export const questionSchema = z.object({
  id: z.string(),
  town: z.string(),
  q: z.string(),
  type: z.string(),
  expect: z.array(item),
  also: z.array(item).default([]),
  none: z.boolean().default(false),
});
export type EvalQuestion = z.output<typeof questionSchema>;

/** Figures of one kind of question that has an answer; shares are 0 to 1. */
export interface TypeFigures {
  readonly type: string;
  readonly count: number;
  /** The right item stands first. */
  readonly top1: number;
  /** The same with the items that are right too (`also`). */
  readonly top1Also: number;
  /** The right item is among the first three. */
  readonly top3: number;
  /** Mean reciprocal rank, 0 beyond the tenth. */
  readonly mrr: number;
  /** Answerable, but called unlisted. */
  readonly unlisted: number;
}

export interface Evaluation {
  readonly all: TypeFigures;
  readonly types: readonly TypeFigures[];
  /** Questions without an answer, and how many of them were called unlisted. */
  readonly none: { readonly count: number; readonly unlisted: number };
  readonly calibration: readonly Calibration[];
}

/** Of the answers given with a confidence in this band, how many were right. */
export interface Calibration {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly right: number;
}

/** One question and what the bot made of it. */
export interface Outcome {
  readonly question: EvalQuestion;
  readonly answer: Pick<Answer, 'verdict' | 'items' | 'confidence'>;
}

/** The figures of an evaluation. An item counts as right when it is expected; `also` items stand aside, but for `top1Also`. */
export function evaluate(outcomes: readonly Outcome[]): Evaluation {
  const answerable = outcomes.filter(({ question }) => !question.none);
  const without = outcomes.filter(({ question }) => question.none);
  const types = [...new Set(answerable.map(({ question }) => question.type))];
  return {
    all: figures('all', answerable),
    types: types.map((type) =>
      figures(
        type,
        answerable.filter(({ question }) => question.type === type),
      ),
    ),
    none: { count: without.length, unlisted: share(without, isUnlisted) },
    calibration: calibrate(outcomes),
  };
}

function figures(type: string, outcomes: readonly Outcome[]): TypeFigures {
  return {
    type,
    count: outcomes.length,
    top1: share(outcomes, (outcome) => rankOf(outcome) === 1),
    top1Also: share(outcomes, (outcome) => rankOf(outcome, outcome.question.also) === 1),
    top3: share(outcomes, (outcome) => rankOf(outcome) <= 3),
    mrr: outcomes.reduce((sum, outcome) => sum + 1 / rankOf(outcome), 0) / Math.max(1, outcomes.length),
    unlisted: share(outcomes, isUnlisted),
  };
}

/** 1 for the first item; infinity when no expected item is named. */
function rankOf({ question, answer }: Outcome, also: EvalQuestion['also'] = []): number {
  const key = ([list, number]: readonly [string, number]): string => `${list}:${number}`;
  const expected = new Set([...question.expect, ...also].map(key));
  const at = answer.items.findIndex((one) => expected.has(key(one)));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

const isUnlisted = ({ answer }: Outcome): boolean => answer.verdict === 'unlisted';

const share = <T>(all: readonly T[], test: (one: T) => boolean): number =>
  all.length === 0 ? 0 : all.filter(test).length / all.length;

const BANDS = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0001];

/** Questions without an answer count as wrong whatever item stands first. */
function calibrate(outcomes: readonly Outcome[]): Calibration[] {
  return BANDS.slice(1).map((to, at) => {
    const from = BANDS[at] ?? 0;
    const within = outcomes.filter(({ answer }) => answer.confidence >= from && answer.confidence < to);
    const mean = within.reduce((sum, { answer }) => sum + answer.confidence, 0) / Math.max(1, within.length);
    return {
      from,
      to: Math.min(1, to),
      count: within.length,
      meanConfidence: mean,
      right: share(within, (one) => rankOf(one) === 1),
    };
  });
}
