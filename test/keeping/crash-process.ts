import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Waiting {
  readonly child: ChildProcess;
  /** Resolves when it has loaded and waits for a line. */
  readonly ready: Promise<unknown>;
}

/** Starts a script that says something when it is loaded, then waits for its input. */
export function spawnWaiting(script: string, words: readonly string[]): Waiting {
  const child = spawn(process.execPath, [script, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  return { child, ready: once(child.stdout, 'data') };
}
