import { z } from 'zod';
import { BotError, type BotErrorCode, systemCode } from '../errors.js';

/**
 * SQLite's result codes by their beginning (extended codes follow the primary one after `_`), and the
 * file system's. Source: https://www.sqlite.org/rescode.html
 */
const FAULTS: readonly (readonly [RegExp, BotErrorCode])[] = [
  [/^SQLITE_(?:BUSY|LOCKED)(?:_|$)/, 'database-busy'],
  [/^SQLITE_(?:CORRUPT|NOTADB)(?:_|$)/, 'database-damaged'],
  // A page that should be there is cut off.
  [/^SQLITE_IOERR_SHORT_READ$/, 'database-damaged'],
  [/^SQLITE_FULL$/, 'database-full'],
  [/^ENOSPC$/, 'database-full'],
  [/^SQLITE_READONLY(?:_|$)/, 'database-readonly'],
  [/^(?:EACCES|EPERM|EROFS)$/, 'database-readonly'],
  [/^SQLITE_CANTOPEN(?:_|$)/, 'database-unopenable'],
];

/** A fault of the file as an error for people, or nothing when it is a fault of something else. */
export function databaseFault(error: unknown, path: string): BotError | undefined {
  if (error instanceof BotError) return error;
  // A row that fails its schema was not written by this room.
  if (error instanceof z.ZodError) return new BotError('database-damaged', { path }, { cause: error });
  const code = systemCode(error);
  const fault = FAULTS.find(([pattern]) => pattern.test(code));
  return fault && new BotError(fault[1], { path }, { cause: error });
}

/** `run`, its file faults turned into `BotError`; all else is thrown on as it is. */
export function guarded<Args extends readonly unknown[], Value>(
  path: string,
  run: (...args: Args) => Value,
): (...args: Args) => Value {
  return (...args) => {
    try {
      return run(...args);
    } catch (error) {
      throw databaseFault(error, path) ?? error;
    }
  };
}

/**
 * `run` for what may be left out where the disk is full, so that questions are answered all the same.
 * @param instead what is given then
 * @param onFull told of it
 */
export function spared<Args extends readonly unknown[], Value>(
  path: string,
  run: (...args: Args) => Value,
  instead: Value,
  onFull: (error: BotError) => void = () => {},
): (...args: Args) => Value {
  const strict = guarded(path, run);
  return (...args) => {
    try {
      return strict(...args);
    } catch (error) {
      if (!(error instanceof BotError) || error.code !== 'database-full') throw error;
      onFull(error);
      return instead;
    }
  };
}
