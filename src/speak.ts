import { BotError } from './errors.js';
import { loadWording, type Say } from './wording.js';

let sayError: Say | undefined;

/** The sentences of prompts/errors.json from now on: a fault in that very file has to be spoken of too. */
export function speakErrorsWith(say: Say): void {
  sayError = say;
}

/**
 * An error as one sentence for a person. What is no `BotError` is said to be unexpected; its stack belongs
 * in the log, never before a person.
 */
export function speakError(error: unknown): string {
  sayError ??= loadWording('errors');
  return error instanceof BotError ? sayError(error.code, error.params) : sayError('unexpected');
}
