import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadBodies } from '../src/bodies.js';
import type { ReadList } from '../src/duty.js';
import { BotError } from '../src/errors.js';
import { readListApart } from '../src/import/apart.js';
import { readList } from '../src/import/read-list.js';
import { LISTS_FOLDER } from '../src/library.js';
import { PROJECT_ROOT } from '../src/root.js';
import { loadWording } from '../src/wording.js';
import type { FormatOutcome } from './figures.js';
import { median } from './timing.js';

/** One town's list in every format: the published text, and what independent programs made of it. */
const TOWN = '英吉沙县萨罕镇';
const DOCUMENTS = join(PROJECT_ROOT, 'test', 'fixtures', 'documents');
export const FORMATS = ['txt', 'csv', 'xlsx', 'docx', 'html', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

/** In a worker as the bot does with what a stranger sends, or as at start in the process itself. */
export type Way = 'apart' | 'inside';

/** Path of the list in this format, or nothing where there is none. */
export function findDocument(format: Format): string | undefined {
  const folder = format === 'txt' ? LISTS_FOLDER : join(DOCUMENTS, format);
  const path = join(folder, `${TOWN}.${format}`);
  return existsSync(path) ? path : undefined;
}

/** Time and memory of reading one document; the process must have done nothing else. */
export async function measureFormat(way: Way, path: string, rounds: number): Promise<FormatOutcome> {
  const bytes = readFileSync(path);
  const read = way === 'apart' ? () => readListApart(bytes, path) : readInside(bytes, path);
  const before = process.memoryUsage.rss();
  try {
    const first = await timedAsync(read);
    const peak = readPeak();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push((await timedAsync(read)).ms);
    return { duties: first.value.duties.length, first: first.ms, later: median(times), before, peak };
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return { refusal: error.code };
  }
}

function readInside(bytes: Uint8Array, path: string): () => Promise<ReadList> {
  const tools = { bodies: loadBodies(), say: loadWording('notices') };
  return () => readList(bytes, basename(path), tools);
}

async function timedAsync<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}

/**
 * Largest resident set of this process so far, in bytes. `maxRSS` would do, but on Linux it counts the
 * process in whose place this one was started.
 */
function readPeak(): number {
  const status = '/proc/self/status';
  const line = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) : undefined;
  return 1024 * (line ? Number(line[1]) : process.resourceUsage().maxRSS);
}
