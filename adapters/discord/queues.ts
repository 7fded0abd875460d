/** Work that keeps its order within one channel; channels do not wait for each other. */
export interface Queues {
  /** @param job may let the next one begin before it is over itself, where it takes long */
  run(channelId: string, job: (letNext: () => void) => Promise<void>): Promise<void>;
}

export function createQueues(): Queues {
  const last = new Map<string, Promise<void>>();
  return {
    async run(channelId, job) {
      const before = last.get(channelId) ?? Promise.resolve();
      let letNext: () => void = () => {};
      const released = new Promise<void>((resolve) => {
        letNext = resolve;
      });
      const own = before.then(() => job(letNext));
      // The next job waits for this one, whatever came of it.
      const settled = Promise.race([own.catch(() => undefined), released]);
      last.set(channelId, settled);
      try {
        await own;
      } finally {
        if (last.get(channelId) === settled) last.delete(channelId);
      }
    },
  };
}
