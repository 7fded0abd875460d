import type { Duty } from '../duty.js';
import type { Steps } from '../slices.js';
import { assignBest } from './difference-assign.js';
import { foldLayout } from './difference-fold.js';
import { type Likeness, learnLikeness } from './difference-likeness.js';

export type DutyPair = readonly [before: Duty, after: Duty];

export interface Matching {
  /** The same duty in both editions, in no order. */
  readonly pairs: readonly DutyPair[];
  readonly removed: readonly Duty[];
  readonly added: readonly Duty[];
  /** Of a removed or added duty: the most similar one of the other edition, where one is similar at all. */
  readonly resembles: ReadonlyMap<Duty, Duty>;
}

/** Below it two duties are not the same one. */
const SAME_MIN = 0.45;
/** The same across two lists, where the cells cannot be compared. */
const SAME_MOVED_MIN = 0.7;
/** From here on a pair holds even when another free duty is nearly as similar. */
const SURE = 0.8;
/** Below `SURE` a pair has to lead any other free duty by this much: of two near-equal ones none is taken. */
const MARGIN = 0.06;
const RESEMBLES_MIN = 0.5;

/**
 * Which duty of the new edition is which of the old one, by what they say: the same name in the same list
 * first, then the same name in another list, then the best assignment of the rest by likeness.
 */
export function* matchDuties(before: readonly Duty[], after: readonly Duty[]): Steps<Matching> {
  const pairs: DutyPair[] = [];
  const left = new Set(before);
  const fresh = new Set(after);
  const take = (found: readonly DutyPair[]): void => {
    for (const [old, young] of found) {
      pairs.push([old, young]);
      left.delete(old);
      fresh.delete(young);
    }
  };
  const byPlace = ({ list, name }: Duty): string => `${list} ${foldLayout(name)}`;
  take(pairsOfOne([...left], [...fresh], byPlace));
  // Most editions end here, and what all the words weigh need not be learnt.
  if (left.size + fresh.size === 0) return { pairs, removed: [], added: [], resembles: new Map() };
  yield;
  const likeness = yield* learnLikeness(before, after);
  take(pairsByKey([...left], [...fresh], byPlace, likeness));
  take(pairsByKey([...left], [...fresh], ({ name }) => foldLayout(name), likeness));
  take(yield* pairsByLikeness([...left], [...fresh], likeness));
  const parents = yield* nearest([...left], after, (old, young) => likeness.related(old, young));
  const children = yield* nearest([...fresh], before, (young, old) => likeness.related(old, young));
  return { pairs, removed: [...left], added: [...fresh], resembles: new Map([...parents, ...children]) };
}

/** Duties whose key each edition has once. */
function pairsOfOne(
  before: readonly Duty[],
  after: readonly Duty[],
  keyOf: (duty: Duty) => string,
): DutyPair[] {
  const youngsOf = groupBy(after, keyOf);
  return [...groupBy(before, keyOf)].flatMap(([key, [old, ...others]]) => {
    const [young, ...rivals] = youngsOf.get(key) ?? [];
    return old && young && others.length + rivals.length === 0 ? [[old, young] as const] : [];
  });
}

/** Duties of one key; where an edition has it several times, those whose cells and numbers fit best. */
function pairsByKey(
  before: readonly Duty[],
  after: readonly Duty[],
  keyOf: (duty: Duty) => string,
  likeness: Likeness,
): DutyPair[] {
  const youngsOf = groupBy(after, keyOf);
  return [...groupBy(before, keyOf)].flatMap(([key, olds]) => {
    const youngs = key === '' ? [] : (youngsOf.get(key) ?? []);
    if (youngs.length === 0) return [];
    return assign(olds, youngs, (a, b) => 1 + likeness.same(a, b) + closeness(a, b));
  });
}

function groupBy(duties: readonly Duty[], keyOf: (duty: Duty) => string): Map<string, Duty[]> {
  const groups = new Map<string, Duty[]>();
  for (const duty of duties) {
    const key = keyOf(duty);
    const group = groups.get(key);
    if (group) group.push(duty);
    else groups.set(key, [duty]);
  }
  return groups;
}

function* pairsByLikeness(
  before: readonly Duty[],
  after: readonly Duty[],
  { same }: Likeness,
): Steps<DutyPair[]> {
  if (before.length === 0 || after.length === 0) return [];
  const scores = new Map<Duty, Map<Duty, number>>();
  for (const old of before) {
    scores.set(old, new Map(after.map((young) => [young, same(old, young)])));
    yield;
  }
  const score = (old: Duty, young: Duty): number => scores.get(old)?.get(young) ?? 0;
  const pairs = assign(before, after, (old, young) => {
    const value = score(old, young);
    const isEnough = value >= (old.list === young.list ? SAME_MIN : SAME_MOVED_MIN);
    // Convex, so that one near-certain pair outweighs two doubtful ones.
    return isEnough ? value ** 6 + closeness(old, young) : 0;
  });
  const free = {
    before: before.filter((old) => !pairs.some((pair) => pair[0] === old)),
    after: after.filter((young) => !pairs.some((pair) => pair[1] === young)),
  };
  return pairs.filter(([old, young]) => {
    const value = score(old, young);
    const rivals = [
      ...free.after.map((other) => score(old, other)),
      ...free.before.map((other) => score(other, young)),
    ];
    return value >= SURE || rivals.every((rival) => rival <= value - MARGIN);
  });
}

/** Breaks ties between duties that say the same: the nearer number. */
const closeness = (a: Duty, b: Duty): number => 0.01 / (1 + Math.abs(a.number - b.number));

function assign(
  before: readonly Duty[],
  after: readonly Duty[],
  weight: (old: Duty, young: Duty) => number,
): DutyPair[] {
  const weights = before.map((old) => Float64Array.from(after, (young) => weight(old, young)));
  const columns = assignBest(weights, after.length);
  return before.flatMap((old, row) => {
    const young = after[columns[row] ?? -1];
    return young ? [[old, young] as const] : [];
  });
}

function* nearest(
  duties: readonly Duty[],
  others: readonly Duty[],
  likeness: (duty: Duty, other: Duty) => number,
): Steps<[Duty, Duty][]> {
  const pairs: [Duty, Duty][] = [];
  for (const duty of duties) {
    let best = RESEMBLES_MIN;
    let found: Duty | undefined;
    for (const other of others) {
      const value = likeness(duty, other);
      if (value > best) [best, found] = [value, other];
    }
    if (found) pairs.push([duty, found]);
    yield;
  }
  return pairs;
}
