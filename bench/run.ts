import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { adapterFigures, publishingFigures } from './figures.js';
import { measureFormats } from './formats.js';
import { PLATFORM_NAMES } from './platforms/list.js';
import { runWorker, withFolder } from './processes.js';
import { measureProgram } from './program.js';
import { describeMachine, type Report, readLoad, renderReport } from './report.js';

const PARTS = ['program', 'formats', 'publishing', 'adapters'] as const;
type Part = (typeof PARTS)[number];

/** Enough for memory that grows to show; takes a quarter of an hour. */
const MANY_MESSAGES = 100_000;

interface Options {
  readonly json?: true;
  readonly quick?: true;
  readonly only?: Part;
  readonly adapters?: true | number;
}

/**
 * `npm run bench`: the README's figures. Every measurement runs in a process of its own, one after the
 * other and several times over; what is printed are medians, because other work on the machine only ever
 * makes a time longer.
 */
const options = new Command('bench')
  .description('Measures the program and off-the-shelf searches on the same duties and questions.')
  .option('--json', 'print the figures as JSON')
  .option('--quick', 'one process each and few rounds: a rough look in a few minutes')
  .addOption(new Option('--only <part>', 'one part alone').choices(PARTS))
  .option(
    '--adapters [messages]',
    `the adapters alone, with ${MANY_MESSAGES} messages each unless told: a quarter of an hour`,
    readCount,
  )
  .parse()
  .opts<Options>();
const { json = false, quick = false } = options;
const only = options.adapters === undefined ? options.only : 'adapters';

const PROCESSES = quick ? 1 : 3;
const STARTS = quick ? 1 : 5;
const ROUNDS = quick ? 3 : 20;
const READINGS = quick ? 1 : 5;
const PUBLISHING_SECONDS = quick ? 6 : 30;
const MESSAGES = quick ? 500 : 2000;

const started = performance.now();
const loadBefore = readLoad();
await withFolder(async (folder) => {
  const asked = (part: Part): boolean => only === undefined || only === part;
  const fresh = (name: string): string => join(folder, `${name}.sqlite`);
  const program = asked('program')
    ? await measureProgram({ folder, processes: PROCESSES, starts: STARTS, rounds: ROUNDS, note })
    : {};
  const formats = asked('formats')
    ? {
        formats: measureFormats({ database: fresh('formats'), processes: PROCESSES, rounds: READINGS, note }),
      }
    : {};
  const publishing = asked('publishing') ? { publishing: measurePublishing(fresh('publishing')) } : {};
  const adapters = asked('adapters')
    ? { adapters: PLATFORM_NAMES.map((name) => measureAdapter(name, fresh(name))) }
    : {};
  const report: Report = {
    machine: describeMachine(loadBefore, (performance.now() - started) / 1000),
    ...program,
    ...formats,
    ...publishing,
    ...adapters,
  };
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : renderReport(report)}\n`);
});

function measurePublishing(database: string) {
  note('publishing');
  return runWorker(['publishing', String(PUBLISHING_SECONDS)], publishingFigures, database);
}

function measureAdapter(name: string, database: string) {
  note(name);
  const given = options.adapters === true ? MANY_MESSAGES : options.adapters;
  const messages = String(given ?? MESSAGES);
  return { name, ...runWorker(['adapter', messages, name], adapterFigures, database) };
}

function readCount(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('not a number of messages');
  return count;
}

function note(what: string): void {
  process.stderr.write(`${what} …\n`);
}
