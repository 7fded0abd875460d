import { GrammyError, HttpError } from 'grammy';
import { BotError, systemCode } from '../../src/errors.js';

/**
 * What went wrong at Telegram, as the error whose sentence tells the keeper what to do.
 * https://core.telegram.org/api/errors; a token of the wrong shape is answered 404.
 */
export function telegramFault(error: unknown): BotError {
  if (error instanceof BotError) return error;
  const platform = 'Telegram';
  if (error instanceof HttpError) {
    return new BotError('platform-unreachable', { platform, detail: networkDetail(error) }, { cause: error });
  }
  if (error instanceof GrammyError) {
    const { error_code: code, description } = error;
    if (code === 401 || code === 404) {
      return new BotError(
        'platform-token-refused',
        { platform, setting: 'TELEGRAM_TOKEN' },
        { cause: error },
      );
    }
    if (code === 409) return new BotError('platform-second-copy', { platform }, { cause: error });
    return new BotError('platform-failed', { platform, detail: description }, { cause: error });
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new BotError('platform-failed', { platform, detail }, { cause: error });
}

/** Telegram looked at the message and did not like it; other words may pass. */
export function isRefusedMessage(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    !/chat not found|not enough rights|CHAT_WRITE_FORBIDDEN|upgraded to a supergroup|TOPIC_CLOSED|TOPIC_DELETED|thread not found/i.test(
      error.description,
    )
  );
}

/** The bot may not write there: it was removed, blocked or muted. */
export function isShutOut(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    (error.error_code === 403 || /not enough rights|CHAT_WRITE_FORBIDDEN/i.test(error.description))
  );
}

/** This person has no chat with the bot, or wants none. */
export const isUnreachable = (error: unknown): boolean =>
  isShutOut(error) || (error instanceof GrammyError && /chat not found/i.test(error.description));

/** The text shown already is the text wanted. */
export const isUnchanged = (error: unknown): boolean =>
  error instanceof GrammyError && error.description.includes('message is not modified');

/** The new id of a group that became a supergroup. */
export const movedTo = (error: unknown): number | undefined =>
  error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;

/** The error below names the address that was called, and the address holds the token: only its code is kept. */
export function withoutAddress(error: unknown): unknown {
  return error instanceof HttpError ? new HttpError(error.message, new Error(networkDetail(error))) : error;
}

function networkDetail({ error }: HttpError): string {
  const code = systemCode(error);
  if (code !== '') return code;
  return error instanceof Error && /timed out/.test(error.message) ? 'ETIMEDOUT' : 'ENETWORK';
}
