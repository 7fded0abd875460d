import { loadConfig } from './config.js';
import { BotError } from './errors.js';
import { createLog } from './log.js';
import { speakError } from './speak.js';

/**
 * What ended the process, as one sentence for the person in front of it; what the sentence leaves out (a
 * stack, a cause) goes to the log.
 */
export function reportFault(error: unknown): string {
  const sentence = speakError(error);
  const isPlain = error instanceof BotError && error.cause === undefined;
  if (isPlain) return sentence;
  try {
    const { logLevel, logFile } = loadConfig();
    createLog(logLevel, logFile).error({ err: error }, 'ended by a fault');
    return sentence;
  } catch (fault) {
    // The settings or the log itself are the fault: said already, or worth saying too.
    return error instanceof BotError ? sentence : `${sentence}${speakError(fault)}`;
  }
}
