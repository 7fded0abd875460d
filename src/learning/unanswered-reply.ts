import type { Outcome } from '../chat/outcome.js';
import type { Block } from '../contract.js';
import type { Duty, Township } from '../duty.js';
import { type KeepButton, keepOutcome, keepSentence } from '../keeping/outcome.js';
import type { Say } from '../wording.js';
import { shown } from './desk.js';
import { REASONS, type UnansweredGroup } from './unanswered.js';

/** A group with the items of the list that are nearest to it, best first. */
export interface ShownGroup extends UnansweredGroup {
  readonly nearest: readonly Duty[];
}

/** One page of groups. */
export interface UnansweredPage {
  readonly town: Township;
  readonly groups: readonly ShownGroup[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Groups of all pages. */
  readonly count: number;
  /** Days looked back on. */
  readonly days: number;
}

interface Words {
  /** Sentences of prompts/reply.json and prompts/learning.json. */
  readonly say: Say;
  readonly sayLearning: Say;
}

export const GROUPS_PER_PAGE = 5;
const NAME_SHOWN_MAX = 30;

/** What was asked without a good answer, each group with a button to say which item is meant. Pure. */
export function unansweredReply(listed: UnansweredPage, words: Words): Outcome {
  const { town, groups, page, pages, count, days } = listed;
  const { sayLearning } = words;
  if (count === 0) return keepSentence(sayLearning('unanswered.none', { town: town.fullName, days }));
  const first = (page - 1) * GROUPS_PER_PAGE + 1;
  const head: Block = {
    kind: 'headline',
    text: sayLearning('unanswered', { town: town.fullName, days, count }),
  };
  const texts = groups.map(
    (group, at): Block => ({ kind: 'text', text: groupLines(group, first + at, words).join('\n') }),
  );
  const foot: Block[] =
    pages === 1 ? [] : [{ kind: 'text', text: sayLearning('unanswered.page', { page, pages }) }];
  const buttons = groups.map(
    ({ text }, at): KeepButton => ({
      label: sayLearning('action.which', { number: first + at }),
      command: { name: 'phrasing', options: { action: 'propose', text, town: town.fullName } },
    }),
  );
  const turn = (to: number, label: string): KeepButton[] =>
    to < 1 || to > pages
      ? []
      : [
          {
            label: sayLearning(label),
            command: { name: 'unanswered', options: { town: town.fullName, page: String(to) } },
          },
        ];
  const pagers = [...turn(page - 1, 'action.previous'), ...turn(page + 1, 'action.next')];
  return keepOutcome([head, ...texts, ...foot], [...buttons, ...pagers]);
}

/** One group in a few lines: question, who and why, other spellings, nearest items. */
export function groupLines(group: ShownGroup, number: number, { say, sayLearning }: Words): string[] {
  const { text, spellings, people, times, reasons, nearest } = group;
  const why = REASONS.flatMap((reason) => {
    const count = reasons[reason];
    return count === undefined ? [] : [sayLearning(`reason.${reason}`, { count })];
  });
  const items = nearest.map(({ list, number: of, name }) =>
    sayLearning('unanswered.item', {
      short: say(`list.short.${list}`),
      number: of,
      name: shown(name, NAME_SHOWN_MAX),
    }),
  );
  const join = sayLearning('join');
  return [
    sayLearning('unanswered.group', { number, text: shown(text), people, times, why: why.join(join) }),
    ...(spellings.length === 0
      ? []
      : [sayLearning('unanswered.spellings', { texts: spellings.map((one) => shown(one)).join(join) })]),
    ...(items.length === 0 ? [] : [sayLearning('unanswered.nearest', { items: items.join(join) })]),
  ];
}
