import { Refusal } from './refusal.js';
import type { StandInUpdate } from './world.js';

const POLL_MAX_SECONDS = 50;

/**
 * The queue behind `getUpdates`: an update stays until a higher offset confirms it; one poller at a time,
 * and a newer one ends the older with 409. https://core.telegram.org/bots/api#getupdates
 */
export interface UpdateQueue {
  push(kind: string, body: unknown): StandInUpdate;
  /** Puts a delivered update in the queue again, as after a lost confirmation. */
  repeat(update: StandInUpdate): void;
  /** @param left the poller hung up */
  poll(given: PollOptions, left?: AbortSignal): Promise<readonly StandInUpdate[]>;
  /** Ends the waiting poll, as a second copy of the bot would. */
  conflict(): void;
  /** Sees every update that is pushed, instead of the queue; for a webhook. */
  divert(to: ((update: StandInUpdate) => void) | undefined): void;
  /** What is not confirmed yet. */
  readonly pending: number;
  close(): void;
}

export interface PollOptions {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
  readonly timeout?: number | undefined;
  readonly allowed_updates?: readonly string[] | undefined;
}

export function createUpdateQueue(): UpdateQueue {
  let queue: StandInUpdate[] = [];
  let lastId = 1000;
  let allowed: readonly string[] = [];
  let diverted: ((update: StandInUpdate) => void) | undefined;
  let waiting: { wake: () => void; end: (why: Refusal) => void } | undefined;
  const conflict = (): void =>
    waiting?.end(
      new Refusal(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
  const deliver = (update: StandInUpdate, kind: string): void => {
    if (allowed.length > 0 && !allowed.includes(kind)) return;
    if (diverted) diverted(update);
    else {
      queue.push(update);
      waiting?.wake();
    }
  };
  return {
    push(kind, body) {
      lastId += 1;
      const update = { update_id: lastId, [kind]: body };
      deliver(update, kind);
      return update;
    },
    repeat: (update) => deliver(update, Object.keys(update).find((key) => key !== 'update_id') ?? ''),
    async poll({ offset = 0, limit = 100, timeout = 0, allowed_updates }, left) {
      conflict();
      if (allowed_updates) allowed = allowed_updates;
      if (offset > 0) queue = queue.filter(({ update_id }) => update_id >= offset);
      if (queue.length === 0 && timeout > 0) {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => settle(resolve), Math.min(timeout, POLL_MAX_SECONDS) * 1000);
          let settled = false;
          const settle = (then: () => void): void => {
            if (settled) return;
            settled = true;
            clearTimeout(timer);
            waiting = undefined;
            then();
          };
          waiting = { wake: () => settle(resolve), end: (why) => settle(() => reject(why)) };
          left?.addEventListener('abort', waiting.wake);
        });
      }
      return queue.slice(0, limit);
    },
    conflict,
    divert(to) {
      diverted = to;
      if (to) for (const update of queue.splice(0)) to(update);
    },
    get pending() {
      return queue.length;
    },
    close: () => waiting?.wake(),
  };
}
