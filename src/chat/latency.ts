/** How long answers took since the process started. */
export interface Latency {
  add(ms: number): void;
  /** Milliseconds of the last answers; nothing before the first. */
  read(): { readonly count: number; readonly median: number; readonly high: number } | undefined;
}

/** Answers that are looked back on. */
const KEPT_MAX = 1000;
const HIGH = 0.99;

export function createLatency(): Latency {
  const kept = new Float64Array(KEPT_MAX);
  let count = 0;
  return {
    add(ms) {
      kept[count % KEPT_MAX] = ms;
      count += 1;
    },
    read() {
      if (count === 0) return undefined;
      const sorted = kept.slice(0, Math.min(count, KEPT_MAX)).sort();
      const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
      return { count, median: at(0.5), high: at(HIGH) };
    },
  };
}
