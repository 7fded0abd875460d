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

export const adapterFigures = z.object({
  messages: z.number(),
  /** With 50 chats always waiting for an answer. */
  perSecond: z.number(),
  /** From the moment the stand-in has a question to the moment it has the first message of the answer. */
  median: z.number(),
  p99: z.number(),
  /** The same with one question at a time. */
  aloneMedian: z.number(),
  aloneP99: z.number(),
  /** Of the bot's process after so many messages and a garbage collection. */
  memory: z.array(z.object({ messages: z.number(), resident: z.number(), heap: z.number() })),
});
export type AdapterFigures = z.output<typeof adapterFigures>;

/** One document read in a process of its own. */
export const formatFigures = z.object({
  /** Items read. */
  duties: z.number(),
  /** The first time, with all that is loaded for it. */
  first: z.number(),
  /** Median of the times after it. */
  later: z.number(),
  /** Resident set before the first reading, and at most until its end. */
  before: z.number(),
  peak: z.number(),
});
/** Or the code with which it was refused. */
export const formatOutcome = z.union([formatFigures, z.object({ refusal: z.string() })]);
export type FormatFigures = z.output<typeof formatFigures>;
export type FormatOutcome = z.output<typeof formatOutcome>;

export const publishingFigures = z.object({
  /** Questions put a second, whether or not the ones before were answered. */
  rate: z.number(),
  phases: z.array(
    z.object({
      /** What the keeper did meanwhile, over and over: nothing; publish and undo; import, publish, undo. */
      name: z.enum(['quiet', 'publish', 'import']),
      questions: z.number(),
      /** How often another edition became live. */
      swaps: z.number(),
      /** From the moment a question was due to its answer. */
      median: z.number(),
      p99: z.number(),
      max: z.number(),
    }),
  ),
  /** How long each deed took while questions were answered. */
  deeds: z.array(
    z.object({
      name: z.enum(['import', 'publish', 'undo']),
      count: z.number(),
      median: z.number(),
      max: z.number(),
    }),
  ),
});
export type PublishingFigures = z.output<typeof publishingFigures>;
