/** Messages being answered, so that a stop can wait for them. */
export interface InHand {
  /** Runs work and counts it until it is over. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** How many are being answered. */
  count(): number;
  /** Resolves with true when nothing is in hand any more, with false after `withinMs` at the latest. */
  finished(withinMs: number): Promise<boolean>;
}

/** Longest a stop waits for the messages in hand, in milliseconds; a service manager kills after some ten seconds. */
export const FINISH_WITHIN_MS = 5000;

export function createInHand(): InHand {
  const running = new Set<Promise<unknown>>();
  return {
    async run(work) {
      const promise = work();
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    count: () => running.size,
    async finished(withinMs) {
      const deadline = Date.now() + withinMs;
      while (running.size > 0) {
        const left = deadline - Date.now();
        if (left <= 0) return false;
        await settledWithin(left, [...running]);
      }
      return true;
    },
  };
}

async function settledWithin(ms: number, promises: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(promises), time]);
  clearTimeout(timer);
}
