import type { Logger } from '../../src/log.js';

export interface Sending<T> {
  /** The message as it should be. */
  readonly send: () => Promise<T>;
  /** The same words without formatting and buttons. */
  readonly plain: () => Promise<T>;
  /**
   * Whether the platform looked at the message and refused it (a 400), so that the plain form may get
   * through. Network trouble, a missing permission or a deleted chat is no reason to send again.
   */
  readonly isRefusal: (error: unknown) => boolean;
  /** A failure that is nobody's fault (the person takes no private messages): noted, no error. */
  readonly isUsual?: (error: unknown) => boolean;
  readonly log: Logger;
  /** Id of the message that is answered. */
  readonly messageId: string;
}

/** Sends once, a refused message once more in plain form; what is refused then is logged, and nothing given. */
export async function sendOrPlain<T>(sending: Sending<T>): Promise<T | undefined> {
  const { send, plain, isRefusal, isUsual, log, messageId } = sending;
  try {
    return await send();
  } catch (error) {
    if (isUsual?.(error)) {
      log.info({ err: error, message: messageId }, 'reply not taken');
      return undefined;
    }
    if (!isRefusal(error)) {
      log.error({ err: error, message: messageId }, 'reply not sent');
      return undefined;
    }
    log.warn({ err: error, message: messageId }, 'reply refused, sending it plain');
  }
  try {
    return await plain();
  } catch (error) {
    log.error({ err: error, message: messageId }, 'reply refused');
    return undefined;
  }
}
