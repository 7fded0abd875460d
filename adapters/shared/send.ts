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
  readonly log: Logger;
  /** Id of the message that is answered. */
  readonly messageId: string;
}

/** Sends once, a refused message once more in plain form; what is refused then is logged, and nothing given. */
export async function sendOrPlain<T>(sending: Sending<T>): Promise<T | undefined> {
  const { send, plain, isRefusal, log, messageId } = sending;
  try {
    return await send();
  } catch (error) {
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
