import { statSync } from 'node:fs';
import { type FormatFigures, formatOutcome } from './figures.js';
import { FORMATS, type Format, findDocument, type Way } from './format-bench.js';
import { runWorker } from './processes.js';
import type { FormatRow } from './report.js';
import { median } from './timing.js';

export interface FormatOptions {
  readonly database: string;
  /** How many processes read each document each way, and how often each does after the first time. */
  readonly processes: number;
  readonly rounds: number;
  readonly note: (what: string) => void;
}

/** One town's list, read in every format; what is missing or refused is said. */
export const measureFormats = (options: FormatOptions): FormatRow[] =>
  FORMATS.map((format) => measureOne(format, options));

function measureOne(format: Format, { database, processes, rounds, note }: FormatOptions): FormatRow {
  const skip = (skipped: string): FormatRow => {
    note(`${format}: ${skipped}`);
    return { format, skipped };
  };
  const path = findDocument(format);
  if (path === undefined) return skip('no document');
  note(format);
  const run = (way: Way): FormatFigures | string => {
    const runs: FormatFigures[] = [];
    for (let at = 0; at < processes; at += 1) {
      const outcome = runWorker(['format', String(rounds), way, path], formatOutcome, database);
      if ('refusal' in outcome) return outcome.refusal;
      runs.push(outcome);
    }
    return combine(runs);
  };
  const [apart, inside] = [run('apart'), run('inside')];
  if (typeof apart === 'string') return skip(apart);
  if (typeof inside === 'string') return skip(inside);
  return { format, size: statSync(path).size, apart, inside };
}

function combine(runs: readonly FormatFigures[]): FormatFigures {
  const middle = (of: keyof FormatFigures): number => median(runs.map((run) => run[of]));
  return {
    duties: middle('duties'),
    first: middle('first'),
    later: middle('later'),
    before: middle('before'),
    peak: middle('peak'),
  };
}
