import type { AdapterFigures, PublishingFigures } from './figures.js';
import type { Figure, FormatRow, Report } from './report.js';

/** The tables of the report, as lines of Markdown. */

const MEGABYTE = 1_000_000;

export const coreTable = (core: readonly Figure[]): string[] =>
  table(
    ['the whole program', 'figure', 'unit', 'aim'],
    core.map(({ name, value, unit, target }) => [name, significant(value), unit, target ?? '']),
  );

export function searchTables(searches: NonNullable<Report['searches']>): string[][] {
  const types = searches[0]?.accuracy ?? [];
  const times = table(
    [
      'search',
      'questions/s',
      'median, ms',
      'p99, ms',
      'first index, ms',
      'next index, ms',
      'top-1, %',
      'top-3, %',
    ],
    searches.map(({ name, perSecond, median, p99, build, accuracy: [all] }) => [
      name,
      perSecond.toFixed(0),
      significant(median),
      significant(p99),
      significant(firstBuild(build)),
      significant(nextBuild(build)),
      percent(all?.top1),
      percent(all?.top3),
    ]),
  );
  const right = table(
    ['right item first, %', ...types.map(({ type, count }) => `${type} (${count})`)],
    searches.map(({ name, accuracy }) => [name, ...accuracy.map(({ top1 }) => percent(top1))]),
  );
  return [times, right];
}

/** The first town's index, made by a process that has made none before. */
export const firstBuild = (build: readonly number[]): number => build[0] ?? 0;

/** Mean of the towns after the first. */
export function nextBuild(build: readonly number[]): number {
  const next = build.slice(1);
  return next.reduce((sum, ms) => sum + ms, 0) / Math.max(1, next.length);
}

/** Memory is what the reading takes at its height, beyond what the process had before it. */
export const formatTable = (formats: readonly FormatRow[]): string[] =>
  table(
    [
      'one list read',
      'size, kB',
      'items',
      'in a worker, ms',
      'in the process, first, ms',
      'in the process, later, ms',
      'memory with a worker, MB',
      'memory in the process, MB',
    ],
    formats.map((row) => {
      if ('skipped' in row) return [row.format, `${row.skipped}`, '', '', '', '', '', ''];
      const { format, size, apart, inside } = row;
      return [
        format,
        significant(size / 1000),
        String(apart.duties),
        significant(apart.later),
        significant(inside.first),
        significant(inside.later),
        significant((apart.peak - apart.before) / MEGABYTE),
        significant((inside.peak - inside.before) / MEGABYTE),
      ];
    }),
  );

const PHASES: Readonly<Record<PublishingFigures['phases'][number]['name'], string>> = {
  quiet: 'nothing else',
  publish: 'a draft published, undone',
  import: 'a file imported, published, undone',
};

export function publishingTables({ rate, phases, deeds }: PublishingFigures): string[][] {
  const waits = table(
    [
      `${rate} questions/s, meanwhile`,
      'questions',
      'editions made live',
      'median, ms',
      'p99, ms',
      'longest, ms',
    ],
    phases.map(({ name, questions, swaps, median, p99, max }) => [
      PHASES[name],
      String(questions),
      String(swaps),
      significant(median),
      significant(p99),
      significant(max),
    ]),
  );
  const works = table(
    ['deed, while questions are answered', 'times', 'median, ms', 'longest, ms'],
    deeds.map(({ name, count, median, max }) => [name, String(count), significant(median), significant(max)]),
  );
  return [waits, works];
}

export function adapterTables(adapters: readonly ({ readonly name: string } & AdapterFigures)[]): string[][] {
  const speed = table(
    [
      'adapter against its stand-in',
      'messages',
      'messages/s, 50 chats waiting',
      'median, ms',
      'p99, ms',
      'one at a time, median, ms',
      'one at a time, p99, ms',
    ],
    adapters.map(({ name, messages, perSecond, median, p99, aloneMedian, aloneP99 }) => [
      name,
      String(messages),
      perSecond.toFixed(0),
      significant(median),
      significant(p99),
      significant(aloneMedian),
      significant(aloneP99),
    ]),
  );
  const points = adapters[0]?.memory ?? [];
  const memory = table(
    ['memory after … messages, MB', ...points.map(({ messages }) => String(messages))],
    adapters.flatMap(({ name, memory }) => [
      [`${name}, resident`, ...memory.map(({ resident }) => significant(resident / MEGABYTE))],
      [`${name}, heap`, ...memory.map(({ heap }) => significant(heap / MEGABYTE))],
    ]),
  );
  return [speed, memory];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)];
}

const percent = (share = 0): string => (100 * share).toFixed(1);

/** Three digits that mean something. */
const significant = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toPrecision(Math.max(2, value >= 10 ? 3 : 2));
