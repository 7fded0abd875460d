import type { Ranking } from '../search/rank.js';

/**
 * Every threshold of answering, in one place. Confidence is the calibrated chance that the first item is
 * the right one; distance is how much more belief it has than the second.
 */
export const THRESHOLDS = {
  /** Least chance that the list has the matter at all: below it 清单未列. */
  listed: 0.75,
  /** Least confidence to offer anything at all, however likely the list has something on the matter. */
  offered: 0.12,
  /** From here on the first item is the answer, if it is far enough from the second. */
  confident: 0.7,
  /** Least distance to the second item. */
  distance: 0.12,
  /** Least belief a candidate needs to be offered beside the first. */
  candidate: 0.04,
} as const;

/** At most this many candidates are offered. */
export const CANDIDATES_MAX = 5;
/** At most this many items are named as the nearest of an unlisted matter. */
export const NEAREST_MAX = 3;

export type Decision = 'answer' | 'unclear' | 'unlisted';

/** Whether to answer with the first item, to offer several, or to say that nothing is listed. */
export function decide({ candidates, confidence, listed, isNamed = false }: Ranking): Decision {
  const [first, second] = candidates;
  const isDoubtful = listed < THRESHOLDS.listed || confidence < THRESHOLDS.offered;
  // What an official name says outright is never 清单未列, however little is known of how people say it.
  if (!first || (isDoubtful && !isNamed)) return 'unlisted';
  if (isDoubtful && confidence < THRESHOLDS.confident) return 'unclear';
  const distance = first.probability - (second?.probability ?? 0);
  return confidence >= THRESHOLDS.confident && distance >= THRESHOLDS.distance ? 'answer' : 'unclear';
}
