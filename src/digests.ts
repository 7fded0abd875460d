import { isoNow } from './chat/desk.js';
import type { Reply } from './contract.js';
import type { KeepingDesk } from './keeping/desk.js';
import { townsKept } from './keeping/roles.js';
import { dueDigests } from './learning/digest.js';
import type { Logger } from './log.js';
import type { DigestReader } from './store/learning-types.js';

export interface DigestTools {
  readonly desk: KeepingDesk;
  /** False when the platform does not run, or does not let it through. */
  readonly send: (platform: string, userId: string, reply: Reply) => Promise<boolean>;
  readonly log: Logger;
}

/** A platform that has just started is given time to connect. */
const FIRST_AFTER_MS = 60 * 1000;
const LOOK_EVERY_MS = 60 * 60 * 1000;
/** Who blocked the bot is not tried every hour. */
const PAUSE_MS = 24 * 60 * 60 * 1000;

/** Gives a function that sends the digests that are due; it does not throw. One that is refused stays due. */
export function createDigests({ desk, send, log }: DigestTools): () => Promise<void> {
  const pausedUntil = new Map<string, number>();
  const mayRead = (reader: DigestReader): boolean => {
    const kept = townsKept(reader, desk);
    const isKept = kept === 'all' || kept.includes(reader.townshipId);
    return isKept && (pausedUntil.get(keyOf(reader)) ?? 0) <= desk.now();
  };
  const sendOne = async (reader: DigestReader, reply: Reply | undefined): Promise<void> => {
    const isDone = reply === undefined || (await send(reader.platform, reader.userId, reply));
    // Also of one that is sent: where that cannot be written down, it must not be sent every hour.
    pausedUntil.set(keyOf(reader), desk.now() + PAUSE_MS);
    if (isDone) desk.store.digestSent(reader, isoNow(desk));
  };
  let isSending = false;
  return async () => {
    if (isSending) return;
    isSending = true;
    try {
      for (const { reader, message } of dueDigests(desk, mayRead)) await sendOne(reader, message?.reply);
    } catch (error) {
      log.error({ err: error }, 'digests not sent');
    } finally {
      isSending = false;
    }
  };
}

const keyOf = ({ platform, userId, townshipId }: DigestReader): string =>
  JSON.stringify([platform, userId, townshipId]);

/** Looks once an hour, as long as the process has something else to live for. @returns the end of it */
export function startDigests(tools: DigestTools): () => void {
  const look = createDigests(tools);
  const first = setTimeout(look, FIRST_AFTER_MS).unref();
  const later = setInterval(look, LOOK_EVERY_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(later);
  };
}
