import type { Config } from '../src/config.js';
import type { Adapter } from '../src/contract.js';
import type { Logger } from '../src/log.js';
import type { Say } from '../src/wording.js';
import { createConsole } from './console/index.js';

/** What an adapter may be made from. */
export interface AdapterContext {
  readonly config: Config;
  readonly say: Say;
  readonly sayReply: Say;
  readonly log: Logger;
  /** Ends the process in good order: the console's input has ended, or a platform cannot go on. */
  readonly finish: () => void;
}

/** One line a platform: makes its adapter when its settings are there. */
const ADAPTERS: readonly ((context: AdapterContext) => Adapter | undefined)[] = [
  ({ config, say, sayReply, log, finish }) =>
    createConsole({
      input: process.stdin,
      output: process.stdout,
      terminal: process.stdin.isTTY && process.stdout.isTTY,
      town: config.defaultTown,
      say,
      sayReply,
      log,
      onEnd: finish,
    }),
];

/** The adapters that the settings ask for. */
export function createAdapters(context: AdapterContext): Adapter[] {
  return ADAPTERS.flatMap((create) => create(context) ?? []);
}
