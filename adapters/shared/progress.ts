import type { Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';

/** Where a platform shows how far the work has come. */
export interface ProgressPort<T> {
  /** Shows it, or changes into it what is shown already; gives what is shown then. */
  show(reply: Reply, shown: T | undefined): Promise<T>;
  /** Takes it away again. */
  remove(shown: T): Promise<unknown>;
  /** Told at the first report: this message takes a while. */
  readonly onFirst?: () => void;
}

export interface Progress {
  /** `InboundMessage.report`: never fails. */
  readonly report: (reply: Reply) => Promise<void>;
  /** The answer is there: waits for what is under way, and shows nothing more. */
  close(): Promise<void>;
  /** Takes away what was shown. */
  remove(): Promise<void>;
}

/**
 * Shows reports one after the other; of several that wait only the last. What goes wrong with them is
 * logged and never holds up the answer.
 */
export function createProgress<T>(port: ProgressPort<T>, log: Logger, messageId: string): Progress {
  let shown: T | undefined;
  let waiting: Reply | undefined;
  let isFirst = true;
  let isOver = false;
  let last: Promise<void> = Promise.resolve();
  const next = (work: () => Promise<unknown>): Promise<void> => {
    last = last.then(work).then(
      () => undefined,
      (error: unknown) => log.warn({ err: error, message: messageId }, 'progress not shown'),
    );
    return last;
  };
  return {
    report(reply) {
      if (isOver) return Promise.resolve();
      if (isFirst) port.onFirst?.();
      isFirst = false;
      waiting = reply;
      return next(async () => {
        const wanted = waiting;
        waiting = undefined;
        if (wanted && !isOver) shown = await port.show(wanted, shown);
      });
    },
    close() {
      isOver = true;
      return last;
    },
    remove() {
      isOver = true;
      return next(async () => {
        const old = shown;
        shown = undefined;
        if (old !== undefined) await port.remove(old);
      });
    },
  };
}
