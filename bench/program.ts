import { join } from 'node:path';
import { ENGINES } from './engines/list.js';
import { importFigures, memoryFigures, type SearchFigures, searchFigures } from './figures.js';
import { runWorker, timeFirstAnswer } from './processes.js';
import type { Figure, Report } from './report.js';
import { firstBuild, nextBuild } from './tables.js';
import { median } from './timing.js';

const MEGABYTE = 1_000_000;

export interface ProgramOptions {
  readonly folder: string;
  /** How many processes measure each property, how many are started, how often all questions are put. */
  readonly processes: number;
  readonly starts: number;
  readonly rounds: number;
  readonly note: (what: string) => void;
}

/** Start, import, memory and search, and other searches on the same duties and questions. */
export async function measureProgram(
  options: ProgramOptions,
): Promise<Required<Pick<Report, 'core' | 'searches'>>> {
  const { folder, processes, starts, note } = options;
  const database = join(folder, 'bench.sqlite');
  const fresh = (at: number): string => join(folder, `new-${at}.sqlite`);

  note('start');
  const cold = median(await series(starts, (at) => timeFirstAnswer(fresh(at))));
  await timeFirstAnswer(database);
  const warm = median(await series(starts, () => timeFirstAnswer(database)));
  note('import');
  const imports = repeat(processes, (at) => runWorker(['import'], importFigures, fresh(100 + at)));
  note('memory');
  const one = repeat(processes, () => runWorker(['memory', '1'], memoryFigures, database));
  const five = repeat(processes, () => runWorker(['memory', '5'], memoryFigures, database));
  note('core');
  const rounds = String(options.rounds);
  const core = combine(repeat(processes, () => runWorker(['core', rounds], searchFigures, database)));
  const engines = ENGINES.map(({ name }) => {
    note(name);
    const args = ['engine', rounds, name];
    return { name, ...combine(repeat(processes, () => runWorker(args, searchFigures, database))) };
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
  return { core: figures, searches: [{ name: '清单通, the whole core', ...core }, ...engines] };
}

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
