import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { PROJECT_ROOT } from '../../src/root.js';

/**
 * Compiles child.ts, or another script of the project, and what it imports into `folder`, so that another Node process can run this room's
 * present source whether or not the project as a whole was built. Gives the path of the script.
 */
export function compileChild(
  folder: string,
  script = join(PROJECT_ROOT, 'test', 'store', 'child.ts'),
): string {
  const done = new Set<string>();
  const compile = (source: string): string => {
    const target = join(folder, relative(PROJECT_ROOT, source)).replace(/\.ts$/, '.js');
    if (done.has(source)) return target;
    done.add(source);
    const { outputText } = ts.transpileModule(readFileSync(source, 'utf8'), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      },
    });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
    for (const [, path = ''] of outputText.matchAll(/from '(\.[^']+)\.js'/g)) {
      compile(resolve(dirname(source), `${path}.ts`));
    }
    return target;
  };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(folder, 'node_modules'));
  return compile(script);
}

/** Starts the child with the words of child.ts. */
export function startChild(script: string, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What a child prints until it ends. */
export async function outputOf(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  await once(child, 'close');
  return output.trim();
}
