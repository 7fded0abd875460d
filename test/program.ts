import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { PROJECT_ROOT } from '../src/root.js';

/** A private copy of the program in a temp folder: no `.env`, database or log of this checkout is touched. */
export interface Program {
  readonly root: string;
  /** Runs `qingdan` as a user would, and waits for its end. */
  run(words: readonly string[], options?: RunOptions): Promise<Run>;
  /** Starts `npm start`'s process with piped lines. */
  start(options?: RunOptions): ChildProcess;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
  /** User id to run as; needs root. */
  readonly uid?: number;
  /** Which script of the program. */
  readonly script?: 'cli' | 'main';
}

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Compiles the present source into a folder of its own, with copies of data and prompts; `lists` names a
 * folder to take the place of data/lists.
 */
export function buildProgram(lists?: string): Program {
  const root = mkdtempSync(join(tmpdir(), 'qingdan-program-'));
  for (const folder of ['src', 'adapters']) compileFolder(folder, root);
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(PROJECT_ROOT, 'prompts'), join(root, 'prompts'), { recursive: true });
  const data = join(root, 'data');
  cpSync(join(PROJECT_ROOT, 'data'), data, { recursive: true });
  if (lists !== undefined) {
    rmSync(join(data, 'lists'), { recursive: true });
    cpSync(lists, join(data, 'lists'), { recursive: true });
  }
  writeFileSync(join(root, 'package.json'), readFileSync(join(PROJECT_ROOT, 'package.json')));
  const begin = (words: readonly string[], { env = {}, cwd = root, uid, script = 'cli' }: RunOptions) =>
    spawn(process.execPath, [join(root, 'dist', 'src', `${script}.js`), ...words], {
      cwd,
      env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...env },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
  return {
    root,
    start: (options = {}) => begin([], { ...options, script: 'main' }),
    run: (words, options = {}) => {
      const child = begin(words, options);
      child.stdin.on('error', () => {});
      child.stdin.end(options.stdin ?? '');
      return outcomeOf(child);
    },
  };
}

/** What a process printed and how it ended. */
export function outcomeOf(child: ChildProcess): Promise<Run> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    out += part;
  });
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    err += part;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

function compileFolder(folder: string, root: string): void {
  for (const file of readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(PROJECT_ROOT, folder, file), 'utf8'), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      },
    });
    const target = join(root, 'dist', folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}
