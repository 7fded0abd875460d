import { type Decision, decide } from '../answer/decide.js';
import type { Duty } from '../duty.js';
import type { Catalogue } from '../search/catalogue.js';
import type { RankingModel } from '../search/rank.js';
import { search } from '../search/search.js';
import type { TownIndex } from '../search/town-index.js';
import { inSlices, type Steps } from '../slices.js';
import type { NamedItem } from '../store/learning-types.js';
import type { RegressionQuestion } from './questions.js';

/** What answers on one side of a change. */
export interface Side {
  readonly index: TownIndex;
  readonly catalogue: Catalogue;
  readonly ranking: RankingModel;
}

/** Whether an item of the edition before is the same matter as one after. */
export type SameItem = (before: NamedItem, after: NamedItem) => boolean;

/** Same list, same name; the number does not matter. */
export const sameNamed: SameItem = (a, b) => a.list === b.list && a.name === b.name;

/** What a person would be told first. */
export interface ShownAnswer {
  readonly decision: Decision;
  /** Nothing where nothing is listed. */
  readonly duty: Duty | undefined;
}

export interface AnswerChange {
  readonly text: string;
  readonly before: ShownAnswer;
  readonly after: ShownAnswer;
  /** Whether it was, and is, the known answer; nothing when an edition does not have that item. */
  readonly wasRight: boolean | undefined;
  readonly isRight: boolean | undefined;
}

export interface AnswerCheck {
  readonly asked: number;
  /** Questions whose item is in both editions. */
  readonly comparable: number;
  readonly rightBefore: number;
  readonly rightAfter: number;
  readonly changes: readonly AnswerChange[];
  /** Fewer right answers than before, or a confirmed one lost: to be asked for once more. */
  readonly fell: boolean;
}

/**
 * Asks the questions before and after a change, in slices.
 * @param before nothing when the township had no list: then nothing can have changed
 */
export const checkAnswers = (
  questions: readonly RegressionQuestion[],
  before: Side | undefined,
  after: Side,
  same: SameItem = sameNamed,
): Promise<AnswerCheck> => inSlices(askBoth(questions, before, after, same));

function* askBoth(
  questions: readonly RegressionQuestion[],
  before: Side | undefined,
  after: Side,
  same: SameItem,
): Steps<AnswerCheck> {
  const fits = (expected: NamedItem, duty: NamedItem): boolean =>
    sameNamed(expected, duty) || same(expected, duty) || same(duty, expected);
  const judge = ({ expected }: RegressionQuestion, { index }: Side, shown: ShownAnswer) => {
    if (expected.length === 0) return shown.decision === 'unlisted';
    const { duty } = shown;
    if (duty !== undefined && expected.some((one) => fits(one, duty))) return true;
    const has = index.duties.some((entry) => expected.some((one) => fits(one, entry.duty)));
    return has ? false : undefined;
  };
  const changes: AnswerChange[] = [];
  const count = { comparable: 0, before: 0, after: 0 };
  let lost = false;
  for (const question of questions) {
    yield;
    const now = answerOf(question.text, after);
    const isRight = judge(question, after, now);
    const then = before ? answerOf(question.text, before) : now;
    const wasRight = before ? judge(question, before, then) : isRight;
    if (isRight !== undefined && wasRight !== undefined) {
      count.comparable += 1;
      count.before += Number(wasRight);
      count.after += Number(isRight);
      if (question.isConfirmed && wasRight && !isRight) lost = true;
    }
    if (differs(then, now, same)) {
      changes.push({ text: question.text, before: then, after: now, wasRight, isRight });
    }
  }
  return {
    asked: questions.length,
    comparable: count.comparable,
    rightBefore: count.before,
    rightAfter: count.after,
    changes,
    fell: lost || count.after < count.before,
  };
}

/** An index never changes: what it answers now is asked once, however many changes are looked at. */
const known = new WeakMap<TownIndex, { ranking: RankingModel; answers: Map<string, ShownAnswer> }>();

function answerOf(text: string, { index, catalogue, ranking }: Side): ShownAnswer {
  const before = known.get(index);
  const { answers } = before?.ranking === ranking ? before : { answers: new Map<string, ShownAnswer>() };
  known.set(index, { ranking, answers });
  const answer = answers.get(text);
  if (answer) return answer;
  const found = search(text, index, catalogue, ranking);
  const decision = decide(found);
  const fresh = { decision, duty: decision === 'unlisted' ? undefined : found.candidates[0]?.duty };
  answers.set(text, fresh);
  return fresh;
}

function differs(before: ShownAnswer, after: ShownAnswer, same: SameItem): boolean {
  if (before.decision !== after.decision) return true;
  if (!before.duty || !after.duty) return before.duty !== after.duty;
  return !sameNamed(before.duty, after.duty) && !same(before.duty, after.duty);
}
