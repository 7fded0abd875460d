import { bareText } from '../similar.js';
import type { Phrasing } from '../store/learning-types.js';
import type { Catalogue } from './catalogue.js';
import { createLikenessIndex, termVector } from './likeness.js';
import { type Question, readQuestion } from './question.js';
import { raiseAbove } from './raise.js';
import type { TownIndex } from './town-index.js';

/**
 * What people of a township say for its items, accepted by a keeper. The same words name the item outright;
 * words like them speak for it as one more reason beside the features. Explained in one sentence to whoever
 * asks why: 采纳过的说法.
 */
export interface Accepted {
  readonly size: number;
  /** Nothing when no accepted phrasing is like the question. */
  find(question: Question): Said | undefined;
  has(question: Question): boolean;
}

/** What the accepted phrasings say of a question. */
export interface Said {
  readonly isSame: boolean;
  /** Duties (positions in `TownIndex.duties`) spoken for, and how much, 0 to 1. */
  readonly duties: ReadonlyMap<number, number>;
}

/** Least likeness of a question to a phrasing that speaks for it. */
const LIKENESS_MIN = 0.5;
/** Score of full likeness; the classifier, the strongest feature, moves about as much between two topics. */
const LIKENESS_SCORE = 12;
/** How far above all others the very words lift their item: 0.99 of the belief. */
const SAME_SCORE_AHEAD = 5;
/** Confidence in an item whose very words were used. */
const SAME_CONFIDENCE = 0.98;
/** Other items of the township on the same topic are spoken for too, less loudly. */
const SAME_TOPIC_SHARE = 0.5;

/** @param phrasings accepted ones of the index's township */
export function createAccepted(
  phrasings: readonly Phrasing[],
  index: TownIndex,
  catalogue: Catalogue,
): Accepted | undefined {
  if (phrasings.length === 0) return undefined;
  const { rarity } = catalogue.classifier;
  const likeness = createLikenessIndex();
  const vectorOf = ({ classified }: Question) => termVector(classified, rarity);
  const same = new Map<string, number[]>();
  const targets = phrasings.map((phrasing, at) => {
    const question = readQuestion(phrasing.text, index, catalogue);
    likeness.add(vectorOf(question));
    const key = keyOf(question);
    same.set(key, [...(same.get(key) ?? []), at]);
    return dutiesMeant(phrasing, index);
  });
  const collect = (found: Iterable<readonly [at: number, share: number]>): Map<number, number> => {
    const duties = new Map<number, number>();
    for (const [at, share] of found) {
      for (const [duty, part] of targets[at] ?? [])
        duties.set(duty, Math.max(duties.get(duty) ?? 0, share * part));
    }
    return duties;
  };
  return {
    size: phrasings.length,
    has: (question) => same.has(keyOf(question)),
    find(question) {
      const exact = same.get(keyOf(question));
      const duties = collect(
        exact ? exact.map((at) => [at, 1]) : likeness.alike(vectorOf(question), LIKENESS_MIN),
      );
      return duties.size === 0 ? undefined : { isSame: exact !== undefined, duties };
    },
  };
}

/** Punctuation and courtesy make no other question. */
const keyOf = ({ text }: Question): string => bareText(text);

/** The item itself; where it is gone, or beside it, the items of its topic as surely as they are linked to it. */
function dutiesMeant({ item, topicId }: Phrasing, { duties, topics }: TownIndex): [number, number][] {
  const own = duties.flatMap(({ duty }, at) =>
    duty.list === item.list && duty.name === item.name ? [at] : [],
  );
  const topic = topics.findIndex(({ id }) => id === topicId);
  const linked = duties.flatMap(({ links }, at): [number, number][] => {
    const score = links.find((link) => link.topic === topic)?.score;
    return score === undefined || own.includes(at) ? [] : [[at, score]];
  });
  if (own.length === 0) return linked;
  return [
    ...own.map((at): [number, number] => [at, 1]),
    ...linked.map(([at, score]): [number, number] => [at, SAME_TOPIC_SHARE * score]),
  ];
}

/** Adds to the scores of the duties spoken for. */
export function raiseScores(scores: Float64Array, { isSame, duties }: Said): void {
  if (!isSame) {
    for (const [at, share] of duties) scores[at]! += LIKENESS_SCORE * share;
    return;
  }
  const most = Math.max(...duties.values());
  const meant = [...duties].flatMap(([at, share]) => (share === most ? [at] : []));
  raiseAbove(scores, meant, SAME_SCORE_AHEAD);
}

/** Least confidence and least belief that the list has it, when the first duty is the one spoken for. */
export function leastConfidence({ isSame, duties }: Said, first: number): { sure: number; listed: number } {
  const share = duties.get(first) ?? 0;
  if (isSame && share > 0) return { sure: SAME_CONFIDENCE, listed: SAME_CONFIDENCE };
  return { sure: share ** 2, listed: share };
}
