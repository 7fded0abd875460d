import type { Block } from '../contract.js';
import type { Edition } from '../duty.js';
import { carryLearnt } from '../learning/carry.js';
import { type AnswerCheck, checkAnswers, type SameItem } from '../learning/check-answers.js';
import { questionsOf } from '../learning/questions.js';
import type { NamedItem } from '../store/learning-types.js';
import type { KeepingDesk } from './desk.js';
import type { Difference } from './difference.js';

/**
 * Asks the list's own questions of the live edition and of the one that may follow it. Takes about a
 * second, in slices, so that others are answered meanwhile.
 * @returns nothing where there is no list yet
 */
export async function checkEdition(
  edition: Edition,
  live: Edition | undefined,
  difference: Difference,
  desk: KeepingDesk,
): Promise<AnswerCheck | undefined> {
  const { towns, catalogue, ranking, store } = desk;
  const before = live && towns.index(live.townshipId);
  const after = await towns.prepare(edition.id);
  if (!before || !after) return undefined;
  const side = { catalogue, ranking };
  const questions = questionsOf(before, store, after);
  return checkAnswers(questions, { index: before, ...side }, { index: after, ...side }, sameBy(difference));
}

/** The same matter in both editions, whatever its number, list or name has become. */
export function sameBy(difference: Difference): SameItem {
  const keyOf = (before: NamedItem, after: NamedItem): string =>
    JSON.stringify([before.list, before.name, after.list, after.name]);
  const pairs = new Set(difference.pairs.map(([before, after]) => keyOf(before, after)));
  return (before, after) => pairs.has(keyOf(before, after));
}

/**
 * What was learnt of the items follows them into an edition that has just become live.
 * @returns names of the items that the edition does not have
 */
export function followThrough(
  now: Edition,
  { pairs }: Pick<Difference, 'pairs'>,
  { store }: Pick<KeepingDesk, 'store'>,
): readonly string[] {
  const mapping = ({ list, name }: NamedItem) =>
    pairs.find(([before]) => before.list === list && before.name === name)?.[1];
  const { dormant } = carryLearnt(now.townshipId, () => store.duties(now.id), mapping, store);
  return dormant.map(({ name }) => name);
}

/** Says which items lost their place, where any did. */
export const dormantBlocks = (
  names: readonly string[],
  { sayKeep }: Pick<KeepingDesk, 'sayKeep'>,
): Block[] =>
  names.length === 0
    ? []
    : [{ kind: 'notice', text: sayKeep('learnt.dormant', { names: names.join('、') }) }];
