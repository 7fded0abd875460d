import { z } from 'zod';

/** What a worker process prints: one JSON object, checked on the way in. Times in ms, memory in bytes. */

const share = z.number().min(0).max(1);

export const searchFigures = z.object({
  /** Time to make each town's index, in the order they were made; the first one also warms up. */
  build: z.array(z.number()).min(1),
  questions: z.number(),
  rounds: z.number(),
  /** Questions answered a second, one after the other. */
  perSecond: z.number(),
  median: z.number(),
  p99: z.number(),
  /** `all` first, then by type of question; those that have no answer are not counted. */
  accuracy: z.array(z.object({ type: z.string(), count: z.number(), top1: share, top3: share })),
});
export type SearchFigures = z.output<typeof searchFigures>;

export const importFigures = z.object({ ms: z.number(), documents: z.number() });
export type ImportFigures = z.output<typeof importFigures>;

export const memoryFigures = z.object({
  towns: z.number(),
  /** Resident set, as the process stands after answering. */
  resident: z.number(),
  /** The same after a garbage collection. */
  residentCollected: z.number(),
  /** Live JavaScript objects and buffers after a garbage collection. */
  used: z.number(),
});
export type MemoryFigures = z.output<typeof memoryFigures>;
