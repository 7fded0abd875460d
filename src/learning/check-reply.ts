import type { Block } from '../contract.js';
import type { Say } from '../wording.js';
import type { AnswerChange, AnswerCheck, ShownAnswer } from './check-answers.js';
import { shown } from './desk.js';

/** Changed answers that are shown one by one. */
const CHANGES_SHOWN_MAX = 10;
const NAME_SHOWN_MAX = 24;

interface Words {
  /** Sentences of prompts/reply.json and prompts/learning.json. */
  readonly say: Say;
  readonly sayLearning: Say;
}

/** What a check found: how many right before and after, which answers change, and a warning where they fell. Pure. */
export function checkBlocks(check: AnswerCheck, { say, sayLearning }: Words): Block[] {
  const { comparable, rightBefore, rightAfter, changes, fell } = check;
  const summary = sayLearning('check.summary', {
    count: comparable,
    before: rightBefore,
    after: rightAfter,
    changes: changes.length,
  });
  // What got worse first: that is what a keeper has to know before saying yes.
  const ordered = [...changes].sort((a, b) => gain(a) - gain(b));
  const lines = ordered.slice(0, CHANGES_SHOWN_MAX).map((change) => changeLine(change, { say, sayLearning }));
  const more = changes.length - lines.length;
  if (more > 0) lines.push(sayLearning('check.more', { count: more }));
  return [
    { kind: 'text', text: [summary, ...lines].join('\n') },
    ...(fell ? [{ kind: 'notice' as const, text: sayLearning('check.fell') }] : []),
  ];
}

/** A change as people read it. */
export function changeWords({ text, before, after }: AnswerChange, words: Words) {
  return { question: text, before: answerWords(before, words), after: answerWords(after, words) };
}

const gain = ({ wasRight, isRight }: AnswerChange): number =>
  Number(isRight ?? false) - Number(wasRight ?? false);

function changeLine(change: AnswerChange, words: Words): string {
  const { sayLearning } = words;
  const by = gain(change);
  const { question, before, after } = changeWords(change, words);
  return sayLearning('check.change', {
    text: shown(question),
    before,
    after,
    judgement: judgementOf(change, by, sayLearning),
  });
}

function judgementOf({ wasRight, isRight }: AnswerChange, by: number, sayLearning: Say): string {
  // Its item is in one of the two editions only: neither answer is wrong.
  if (wasRight === true && isRight === undefined) return sayLearning('check.gone');
  if (wasRight === undefined && isRight === true) return sayLearning('check.new');
  return by === 0 ? '' : sayLearning(by > 0 ? 'check.better' : 'check.worse');
}

function answerWords({ decision, duty }: ShownAnswer, { say, sayLearning }: Words): string {
  if (!duty) return sayLearning('check.answer.unlisted');
  const short = say(`list.short.${duty.list}`);
  const facts = { short, number: duty.number, name: shown(duty.name, NAME_SHOWN_MAX) };
  return sayLearning(`check.answer.${decision}`, facts);
}
