import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { builtScript } from '../src/root.js';

const WORKER = builtScript('bench/worker');
const CLI = builtScript('src/cli');

/** A question that every published list answers, put to a list that ships with the project. */
const FIRST_QUESTION = ['ask', '--town', '萨罕镇', '王大爷九十了高龄津贴找谁'];

/** A temporary folder for the databases of one run, removed at its end. */
export function withFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-bench-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const result = work(folder);
    if (!(result instanceof Promise)) remove();
    else void result.finally(remove).catch(() => {});
    return result;
  } catch (error) {
    remove();
    throw error;
  }
}

/** The settings of a measured process: its own database, nothing logged. */
function environment(database: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_PATH: database, LOG_LEVEL: 'silent', DEFAULT_TOWN: '' };
}

/**
 * Runs one task of worker.ts and reads its figures.
 * @throws Error with what the process wrote when it failed
 */
export function runWorker<T extends z.ZodType>(
  args: readonly string[],
  schema: T,
  database: string,
): z.output<T> {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ['--expose-gc', WORKER, ...args], {
    env: environment(database),
    encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return schema.parse(JSON.parse(stdout));
}

/** Milliseconds from starting a process of the command line to the first bytes of its answer. */
export function timeFirstAnswer(database: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [CLI, ...FIRST_QUESTION], {
      env: environment(database),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let answered: number | undefined;
    child.stdout.on('data', () => {
      answered ??= performance.now() - started;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 && answered !== undefined) resolve(answered);
      else reject(new Error(`ask ended with ${code}`));
    });
  });
}
