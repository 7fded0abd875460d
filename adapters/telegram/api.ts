import { setTimeout } from 'node:timers/promises';
import { autoRetry } from '@grammyjs/auto-retry';
import { type APIThrottlerOptions, apiThrottler } from '@grammyjs/transformer-throttler';
import { Api, type Bot, HttpError, type Transformer } from 'grammy';
import type { Logger } from '../../src/log.js';
import { withoutAddress } from './faults.js';

/** Longest wait that is obeyed when Telegram asks for one; a group that was flooded has to wait about half a minute. */
const RETRY_WAIT_MAX_SECONDS = 120;
const RETRIES_MAX = 3;
/** Half a minute in all. */
const RECONNECT_PAUSES_MS = [1000, 2000, 4000, 8000, 15_000];
/** A request that has not ended by then is lost; above the long polling's own wait. */
export const TELEGRAM_TIMEOUT_SECONDS = 60;

/** How fast the bot may send; the throttler's own rates are the vendor's: 30 a second, 20 a minute in a group. */
export type TelegramPace = APIThrottlerOptions | 'unlimited';

/**
 * What every call of the bot goes through. Long polling is left to the runner, which has its own way to
 * wait and must not be held up by a longer and longer pause.
 * @param stopped ends what still waits once the adapter has stopped
 */
export function fitApi(bot: Bot, pace: TelegramPace, log: Logger, stopped: AbortSignal): void {
  if (pace !== 'unlimited') bot.api.config.use(apiThrottler(pace));
  bot.api.config.use(retrying(), watching(log), ending(stopped));
}

/** For calls that must not wait in the queue of answers: the typing sign, who may administer. */
export function createSideApi(bot: Bot, options: ConstructorParameters<typeof Api>[1]): Api {
  const api = new Api(bot.token, options);
  api.config.use(ending());
  return api;
}

/** Waits as long as Telegram says, and again after a broken connection or a fault of Telegram's. */
function retrying(): Transformer {
  const retry = autoRetry({
    maxRetryAttempts: RETRIES_MAX,
    maxDelaySeconds: RETRY_WAIT_MAX_SECONDS,
    // Its own pauses double up to an hour, without end: an answer that late helps nobody.
    rethrowHttpErrors: true,
  });
  return async (call, method, payload, signal) => {
    if (method === 'getUpdates') return call(method, payload, signal);
    for (const pause of [...RECONNECT_PAUSES_MS, undefined]) {
      try {
        return await retry(call, method, payload, signal);
      } catch (error) {
        if (!(error instanceof HttpError) || pause === undefined || signal?.aborted) throw error;
        await setTimeout(pause, undefined, { ref: false });
      }
    }
    throw new Error('unreachable');
  };
}

/** Writes down once that the connection is lost, and once that it is back. */
function watching(log: Logger): Transformer {
  let lost = false;
  return async (call, method, payload, signal) => {
    if (method !== 'getUpdates') return call(method, payload, signal);
    try {
      const answer = await call(method, payload, signal);
      const bad = !answer.ok && answer.error_code >= 500;
      if (bad !== lost) log.warn({ lost: bad }, bad ? 'telegram is out of order' : 'telegram is back');
      lost = bad;
      return answer;
    } catch (error) {
      if (!lost && !signal?.aborted) log.warn({ err: withoutAddress(error) }, 'connection to telegram lost');
      lost = lost || !signal?.aborted;
      throw error;
    }
  };
}

/** Gives up when the adapter has stopped, and keeps the token out of errors. */
function ending(stopped?: AbortSignal): Transformer {
  return async (call, method, payload, signal) => {
    if (!stopped) return call(method, payload, signal).catch(rethrow);
    if (stopped.aborted) throw new Error(`stopped before ${method}`);
    const { promise, reject } = withReject();
    const stop = (): void => reject(new Error(`stopped during ${method}`));
    stopped.addEventListener('abort', stop);
    try {
      return await Promise.race([call(method, payload, signal), promise]);
    } catch (error) {
      return rethrow(error);
    } finally {
      stopped.removeEventListener('abort', stop);
    }
  };
}

function withReject(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}

function rethrow(error: unknown): never {
  throw withoutAddress(error);
}
