import { join } from 'node:path';
import { Command } from 'commander';
import { ENGINES } from './engines/list.js';
import { importFigures, memoryFigures, type SearchFigures, searchFigures } from './figures.js';
import { runWorker, timeFirstAnswer, withFolder } from './processes.js';
import {
  describeMachine,
  type Figure,
  firstBuild,
  nextBuild,
  type Report,
  readLoad,
  renderReport,
} from './report.js';
import { median } from './timing.js';

/**
 * `npm run bench`: the README's figures. Every measurement runs in a process of its own, one after the
 * other and several times over; what is printed are medians, because other work on the machine only ever
 * makes a time longer.
 */
const { json = false, quick = false } = new Command('bench')
  .description('Measures the program and off-the-shelf searches on the same duties and questions.')
  .option('--json', 'print the figures as JSON')
  .option('--quick', 'one process each and few rounds: a rough look in about a minute')
  .parse()
  .opts<{ json?: boolean; quick?: boolean }>();

const PROCESSES = quick ? 1 : 3;
const STARTS = quick ? 1 : 5;
const ROUNDS = quick ? 3 : 20;
const MEGABYTE = 1_000_000;

const started = performance.now();
const loadBefore = readLoad();
await withFolder(async (folder) => {
  const database = join(folder, 'bench.sqlite');
  const fresh = (at: number): string => join(folder, `new-${at}.sqlite`);

  note('start');
  const cold = median(await series(STARTS, (at) => timeFirstAnswer(fresh(at))));
  await timeFirstAnswer(database);
  const warm = median(await series(STARTS, () => timeFirstAnswer(database)));
  note('import');
  const imports = repeat(PROCESSES, (at) => runWorker(['import'], importFigures, fresh(100 + at)));
  note('memory');
  const one = repeat(PROCESSES, () => runWorker(['memory', '1'], memoryFigures, database));
  const five = repeat(PROCESSES, () => runWorker(['memory', '5'], memoryFigures, database));
  note('core');
  const rounds = String(ROUNDS);
  const core = combine(repeat(PROCESSES, () => runWorker(['core', rounds], searchFigures, database)));
  const engines = ENGINES.map(({ name }) => {
    note(name);
    const args = ['engine', rounds, name];
    return { name, ...combine(repeat(PROCESSES, () => runWorker(args, searchFigures, database))) };
  });

  const megabytes = (bytes: readonly number[]): number => median(bytes) / MEGABYTE;
  const towns = five[0]?.towns ?? 1;
  const used = megabytes(five.map((run) => run.used)) - megabytes(one.map((run) => run.used));
  const figures: Figure[] = [
    { name: 'questions through the core, one thread', value: core.perSecond, unit: 'questions/s' },
    { name: 'one question, median', value: core.median, unit: 'ms', target: '< 1' },
    { name: 'one question, 99th percentile', value: core.p99, unit: 'ms', target: '< 5' },
    { name: 'index of the first town', value: firstBuild(core.build), unit: 'ms', target: '< 150' },
    { name: 'index of each further town', value: nextBuild(core.build), unit: 'ms', target: '< 150' },
    { name: 'process start to first answer, database present', value: warm, unit: 'ms', target: '< 1000' },
    { name: 'process start to first answer, no database', value: cold, unit: 'ms' },
    {
      name: `import of ${imports[0]?.documents ?? 0} lists`,
      value: median(imports.map(({ ms }) => ms)),
      unit: 'ms',
    },
    ...[one, five].flatMap((runs): Figure[] => [
      {
        name: `resident memory, ${runs[0]?.towns ?? 0} town(s) loaded and asked`,
        value: megabytes(runs.map(({ resident }) => resident)),
        unit: 'MB',
        target: '< 200',
      },
      {
        name: `resident memory, ${runs[0]?.towns ?? 0} town(s), after a collection`,
        value: megabytes(runs.map(({ residentCollected }) => residentCollected)),
        unit: 'MB',
      },
    ]),
    {
      name: 'memory of each further town, objects and buffers',
      value: used / Math.max(1, towns - 1),
      unit: 'MB',
      target: '< 15',
    },
  ];
  const report: Report = {
    machine: describeMachine(loadBefore, (performance.now() - started) / 1000),
    core: figures,
    searches: [{ name: '清单通, the whole core', ...core }, ...engines],
  };
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : renderReport(report)}\n`);
});

function repeat<T>(times: number, work: (at: number) => T): T[] {
  return Array.from({ length: times }, (_, at) => work(at));
}

async function series<T>(times: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < times; at += 1) results.push(await work(at));
  return results;
}

/** Medians over processes; what is counted and not timed is the same in all of them. */
function combine(runs: readonly SearchFigures[]): SearchFigures {
  const [first] = runs;
  if (!first) throw new Error('nothing was measured');
  return {
    ...first,
    build: first.build.map((_, at) => median(runs.map(({ build }) => build[at] ?? 0))),
    perSecond: median(runs.map((run) => run.perSecond)),
    median: median(runs.map((run) => run.median)),
    p99: median(runs.map((run) => run.p99)),
  };
}

function note(what: string): void {
  process.stderr.write(`${what} …\n`);
}
