import { destination, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * JSON lines in a file: what a person sees on the terminal are answers and one-sentence messages.
 * @param file absolute path; its folder is made when missing
 */
export function createLog(level: string, file: string): Logger {
  const options = { level, redact: ['token', '*.token'] };
  return level === 'silent'
    ? pino({ level })
    : pino(options, destination({ dest: file, mkdir: true, sync: true }));
}
