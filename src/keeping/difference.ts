import { type Duty, LIST_KINDS, type ListKind } from '../duty.js';
import { atOnce, type Steps } from '../slices.js';
import { type Change, type ChangeKind, changesOf } from './difference-changes.js';
import { type DutyPair, matchDuties } from './difference-match.js';

/** What became of one duty. `resembles` is a duty of the other edition: it may have been split or merged. */
export type DutyChange =
  | { readonly kind: 'added'; readonly after: Duty; readonly resembles?: Duty }
  | { readonly kind: 'removed'; readonly before: Duty; readonly resembles?: Duty }
  | {
      readonly kind: 'changed';
      readonly before: Duty;
      readonly after: Duty;
      /** At least one, each kind but `wording` at most once. */
      readonly changes: readonly Change[];
    };

/** What a new edition changes of an old one. */
export interface Difference {
  /** By list, then number, as the new edition has them; a removed duty stands at its old place. */
  readonly changes: readonly DutyChange[];
  /** Every duty that is in both editions, changed or not; `[before, after]`. */
  readonly pairs: readonly DutyPair[];
  /** Duties with such a change; one duty may count under several kinds. */
  readonly counts: Readonly<Record<ChangeKind | 'added' | 'removed' | 'unchanged', number>>;
  readonly byList: Readonly<Record<ListKind, { readonly before: number; readonly after: number }>>;
  /** 0 to 1: of the old duties, the share that neither stayed nor moved. */
  readonly lostShare: number;
  /** Not even a space is different; notices and places in the file do not count. */
  readonly isSame: boolean;
}

/**
 * Compares two editions of a town's list by what the duties say: a number or a place in the file tells
 * nothing. Takes a few tenths of a second for lists of some hundred duties.
 */
export const compareEditions = (before: readonly Duty[], after: readonly Duty[]): Difference =>
  atOnce(compareSteps(before, after));

/** As `compareEditions`, in steps. */
export function* compareSteps(before: readonly Duty[], after: readonly Duty[]): Steps<Difference> {
  const { pairs, added, removed, resembles } = yield* matchDuties(before, after);
  const followers = inOldOrder(pairs);
  const changed: DutyChange[] = [];
  for (const pair of pairs) {
    const [old, young] = pair;
    const changes = changesOf(old, young, followers.has(pair));
    if (changes.length > 0) changed.push({ kind: 'changed', before: old, after: young, changes });
    yield;
  }
  const near = (duty: Duty) => {
    const found = resembles.get(duty);
    return found ? { resembles: found } : {};
  };
  const changes = [
    ...removed.map((duty): DutyChange => ({ kind: 'removed', before: duty, ...near(duty) })),
    ...added.map((duty): DutyChange => ({ kind: 'added', after: duty, ...near(duty) })),
    ...changed,
  ].sort((a, b) => byPlace(dutyOf(a), dutyOf(b)));
  return {
    changes,
    pairs,
    counts: countKinds(changes, pairs.length - changed.length),
    byList: {
      basic: countList('basic', before, after),
      cooperative: countList('cooperative', before, after),
      reclaimed: countList('reclaimed', before, after),
    },
    lostShare: before.length === 0 ? 0 : removed.length / before.length,
    isSame: changes.length === 0,
  };
}

/** The duty as the newest of the two editions has it. */
export const dutyOf = (change: DutyChange): Duty =>
  change.kind === 'removed' ? change.before : change.after;

/** By list, then number. */
export const byPlace = (a: Duty, b: Duty): number =>
  LIST_KINDS.indexOf(a.list) - LIST_KINDS.indexOf(b.list) || a.number - b.number;

const countList = (list: ListKind, before: readonly Duty[], after: readonly Duty[]) => ({
  before: before.filter((duty) => duty.list === list).length,
  after: after.filter((duty) => duty.list === list).length,
});

function countKinds(changes: readonly DutyChange[], unchanged: number): Difference['counts'] {
  const counts = {
    added: 0,
    removed: 0,
    renumbered: 0,
    moved: 0,
    renamed: 0,
    category: 0,
    bodies: 0,
    wording: 0,
    layout: 0,
    unchanged,
  };
  for (const change of changes) {
    const kinds = change.kind === 'changed' ? change.changes.map(({ kind }) => kind) : [change.kind];
    for (const kind of new Set(kinds)) counts[kind]++;
  }
  return counts;
}

/**
 * The pairs that kept their order within a list: the longest run of them whose old and new numbers both
 * rise. Their numbers changed only because others came or went.
 */
function inOldOrder(pairs: readonly DutyPair[]): Set<DutyPair> {
  const followers = new Set<DutyPair>();
  for (const list of LIST_KINDS) {
    const stayed = pairs
      .filter(([old, young]) => old.list === list && young.list === list)
      .sort((a, b) => a[0].number - b[0].number || a[1].number - b[1].number);
    for (const pair of longestRise(stayed)) followers.add(pair);
  }
  return followers;
}

function longestRise(pairs: readonly DutyPair[]): DutyPair[] {
  const best: { readonly length: number; readonly previous: number }[] = [];
  for (const [at, [, young]] of pairs.entries()) {
    let previous = -1;
    for (let i = 0; i < at; i++)
      if (
        (pairs[i]?.[1].number ?? 0) <= young.number &&
        (best[i]?.length ?? 0) > (best[previous]?.length ?? 0)
      )
        previous = i;
    best.push({ length: (best[previous]?.length ?? 0) + 1, previous });
  }
  let at = best.reduce((top, { length }, i) => (length > (best[top]?.length ?? 0) ? i : top), -1);
  const run: DutyPair[] = [];
  while (at >= 0) {
    const pair = pairs[at];
    if (pair) run.push(pair);
    at = best[at]?.previous ?? -1;
  }
  return run;
}
