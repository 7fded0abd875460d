import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** `over` only for the first message above the limit, which is told so; the ones after it get no answer. */
export type PaceVerdict = 'within' | 'over' | 'far-over';

const MINUTE_SECONDS = 60;

/** Keeps one person from flooding a group, and the bot from talking too much unasked. */
export interface Pace {
  person(key: string): Promise<PaceVerdict>;
  /** Whether the bot may speak unasked in this chat now; saying yes starts the next pause. */
  mayInterject(key: string): Promise<boolean>;
}

/** @param questionsPerMinute of one person; 0 means no limit. @param autoPauseSeconds 0 means no pause */
export function createPace(questionsPerMinute: number, autoPauseSeconds: number): Pace {
  const people = new RateLimiterMemory({ points: questionsPerMinute, duration: MINUTE_SECONDS });
  const chats = new RateLimiterMemory({ points: 1, duration: autoPauseSeconds });
  return {
    async person(key) {
      if (questionsPerMinute === 0) return 'within';
      const over = await excess(people, key);
      return over === 0 ? 'within' : over === 1 ? 'over' : 'far-over';
    },
    mayInterject: async (key) => autoPauseSeconds === 0 || (await excess(chats, key)) === 0,
  };
}

/** Takes a point; gives how many were taken beyond the limit. */
async function excess(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.consumedPoints - limiter.points;
    throw refused;
  }
}
