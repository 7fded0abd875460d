/** The value below which a share `q` (0 to 1) of the values lies; nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError('no values');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What `work` gives and how long it took, in milliseconds. */
export function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const started = performance.now();
  const value = work();
  return { value, ms: performance.now() - started };
}

/** Times of putting all questions once: medians over the rounds, milliseconds. */
export interface RoundTimes {
  readonly rounds: number;
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
}

/**
 * Puts every question once a round; the caller has put them before, so that nothing is timed cold. A search
 * too slow for all rounds ends early, with at least one.
 */
export function timeRounds<Q>(
  questions: readonly Q[],
  ask: (question: Q) => unknown,
  rounds: number,
): RoundTimes {
  const started = performance.now();
  const done: Omit<RoundTimes, 'rounds'>[] = [];
  while (done.length < rounds) {
    if (done.length > 0 && performance.now() - started > ROUNDS_MS_MAX) break;
    const times = questions.map((question) => timed(() => ask(question)).ms);
    const total = times.reduce((sum, ms) => sum + ms, 0);
    done.push({
      perSecond: (1000 * questions.length) / total,
      median: median(times),
      p99: quantile(times, 0.99),
    });
  }
  const middle = (of: keyof Omit<RoundTimes, 'rounds'>): number => median(done.map((round) => round[of]));
  return {
    rounds: done.length,
    perSecond: middle('perSecond'),
    median: middle('median'),
    p99: middle('p99'),
  };
}

const ROUNDS_MS_MAX = 8000;
