import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadList, Township } from '../duty.js';
import { BotError, systemCode } from '../errors.js';
import { builtScript } from '../root.js';
import { apartOutcome } from './apart-schema.js';
import { checkSize } from './document.js';

/** The slowest published list takes under two seconds. */
const APART_SECONDS_MAX = 60;
/** Heap of the worker; a published list takes some 100 MB. */
const APART_MEMORY_MAX_MB = 512;

/** Tests lower the limits, or let another script run in the worker. */
export interface ApartOptions {
  readonly seconds?: number;
  readonly megabytes?: number;
  /** Path of a compiled script that speaks as apart-worker.ts does. */
  readonly script?: string;
  /** The township meant when the document names none. */
  readonly town?: Township;
}

/**
 * Reads a list from a stranger's file in a worker of its own, so that answering goes on meanwhile and no
 * document can take the program's time or memory. Documents are read one after the other.
 * @throws BotError `document-…`: as `readList`, and `document-too-large`, `document-too-slow`,
 *   `document-too-heavy`, `document-unreadable`
 */
export async function readListApart(
  bytes: Uint8Array,
  fileName: string,
  options: ApartOptions = {},
): Promise<ReadList> {
  checkSize(bytes.length);
  if (bytes.length === 0) throw new BotError('document-empty');
  return inTurn(() => readInWorker(bytes, basename(fileName), options));
}

/** Two documents at once could take twice the memory. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const turn = last.then(task);
  last = turn.catch(() => undefined);
  return turn;
}

async function readInWorker(
  bytes: Uint8Array,
  fileName: string,
  {
    seconds = APART_SECONDS_MAX,
    megabytes = APART_MEMORY_MAX_MB,
    script = builtScript('src/import/apart-worker'),
    town,
  }: ApartOptions,
): Promise<ReadList> {
  const worker = new Worker(script, {
    workerData: { bytes, fileName, ...(town ? { town } : {}) },
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    // A reader has no business with the settings, tokens among them; what libraries print is not for people.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  let timer: NodeJS.Timeout | undefined;
  const unreadable = (cause?: unknown): BotError =>
    new BotError('document-unreadable', { file: fileName }, { cause });
  try {
    return await new Promise<ReadList>((resolve, reject) => {
      timer = setTimeout(() => reject(new BotError('document-too-slow', { seconds })), seconds * 1000);
      worker.once('message', (message: unknown) => {
        const { success, data, error } = apartOutcome.safeParse(message);
        if (!success) reject(unreadable(error));
        else if (data.ok) resolve(data.list);
        else reject(new BotError(data.code, data.params));
      });
      worker.once('messageerror', (error) => reject(unreadable(error)));
      worker.once('error', (error) => {
        const isMemory = systemCode(error) === 'ERR_WORKER_OUT_OF_MEMORY';
        reject(isMemory ? new BotError('document-too-heavy', { limit: megabytes }) : unreadable(error));
      });
      // Only after all else: a worker that said nothing.
      worker.once('exit', () => reject(unreadable()));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
