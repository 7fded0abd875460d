import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { createConsole } from '../../../adapters/console/index.js';
import { loadWording } from '../../../src/wording.js';

/** Of one test file; gone with it. */
export const folder = mkdtempSync(join(tmpdir(), 'qingdan-console-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The console with pipes for a keyboard and a screen. */
export interface Terminal {
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly shown: () => string;
  readonly ended: () => number;
  readonly errors: () => number;
  readonly adapter: ReturnType<typeof createConsole>;
}

export interface Opening {
  readonly terminal?: boolean;
  readonly outFolder?: string;
}

export function openConsole({ terminal = false, outFolder = folder }: Opening = {}): Terminal {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.setEncoding('utf8').on('data', (part: string) => {
    shown += part;
  });
  const count = { errors: 0, ends: 0 };
  const write = () => {
    count.errors += 1;
  };
  const log = pino({ level: 'error' }, { write });
  const adapter = createConsole({
    input,
    output,
    terminal,
    outFolder,
    say: loadWording('console'),
    sayReply: loadWording('reply'),
    log,
    onEnd: () => {
      count.ends += 1;
    },
  });
  return { input, shown: () => shown, output, ended: () => count.ends, errors: () => count.errors, adapter };
}
