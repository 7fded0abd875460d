import { BotError } from './errors.js';
import { loadWording } from './wording.js';

/**
 * An error as one sentence for a person. What is no `BotError` is said to be unexpected; its stack belongs
 * in the log, never before a person.
 */
export function speakError(error: unknown): string {
  const say = loadWording('errors');
  return error instanceof BotError ? say(error.code, error.params) : say('unexpected');
}
