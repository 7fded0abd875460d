import { LRUCache } from 'lru-cache';

/** A document whose township has still to be named; in memory only, and not for long. */
export interface PendingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const PENDING_MAX = 8;
const PENDING_MS = 10 * 60 * 1000;

/** Documents that wait for their township, by person. @param now milliseconds since 1970 */
export const createPending = (now: () => number): LRUCache<string, PendingFile> =>
  new LRUCache({ max: PENDING_MAX, ttl: PENDING_MS, ttlResolution: 0, perf: { now } });
