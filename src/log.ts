import { createRequire } from 'node:module';
import type { Logger } from 'pino';
import { BotError } from './errors.js';

export type { Logger } from 'pino';

/**
 * JSON lines in a file: what a person sees on the terminal are answers and one-sentence messages.
 * @param file absolute path; its folder is made when missing
 * @throws BotError `log-unwritable`
 */
export function createLog(level: string, file: string): Logger {
  // Loaded when first needed: the command line writes a log only when it ends by a fault.
  const { destination, pino } = createRequire(import.meta.url)('pino') as typeof import('pino');
  if (level === 'silent') return pino({ level });
  try {
    const options = { level, redact: ['token', '*.token'] };
    return pino(options, destination({ dest: file, mkdir: true, sync: true }));
  } catch (cause) {
    throw new BotError('log-unwritable', { file }, { cause });
  }
}
