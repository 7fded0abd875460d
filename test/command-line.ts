import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram, type Run, type RunOptions } from './program.js';

/** The program with a folder and a database of its own, for a file of tests. */
export function openCommandLine() {
  const program = buildProgram();
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-cli-'));
  const database = join(folder, 'db.sqlite');
  const env = { DATABASE_PATH: database };
  return {
    program,
    folder,
    database,
    env,
    qingdan: (words: readonly string[], options: RunOptions = {}): Promise<Run> =>
      program.run(words, { env, ...options }),
    /** Writes a file into the folder, and gives its path. */
    file(name: string, text: string | Uint8Array): string {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
  };
}

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
