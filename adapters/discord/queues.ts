/** Work that keeps its order within one channel; channels do not wait for each other. */
export interface Queues {
  run(channelId: string, job: () => Promise<void>): Promise<void>;
}

export function createQueues(): Queues {
  const last = new Map<string, Promise<void>>();
  return {
    async run(channelId, job) {
      const before = last.get(channelId) ?? Promise.resolve();
      const own = before.then(job);
      // The next job waits for this one, whatever came of it.
      const settled = own.catch(() => undefined);
      last.set(channelId, settled);
      try {
        await own;
      } finally {
        if (last.get(channelId) === settled) last.delete(channelId);
      }
    },
  };
}
