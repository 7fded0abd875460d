import { cpus, loadavg } from 'node:os';
import { VERSION } from '../src/version.js';
import type { SearchFigures } from './figures.js';

/** One measured property of the program. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | 'questions/s' | '%';
  /** What the project aims at. */
  readonly target?: string;
}

/** Where the figures come from: a figure without its machine says little. */
export interface Machine {
  readonly version: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Average number of runnable processes over the last minute, before and after. */
  readonly load: readonly [number, number];
  readonly seconds: number;
}

export interface Report {
  readonly machine: Machine;
  readonly core: readonly Figure[];
  /** The core first. */
  readonly searches: readonly ({ readonly name: string } & SearchFigures)[];
}

/** @param loadBefore load average when the run began @param seconds how long it took */
export function describeMachine(loadBefore: number, seconds: number): Machine {
  return {
    version: VERSION,
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    load: [loadBefore, readLoad()],
    seconds,
  };
}

/** One-minute load average; 0 where the system has none (Windows). */
export const readLoad = (): number => loadavg()[0] ?? 0;

/** The report as Markdown. */
export function renderReport({ machine, core, searches }: Report): string {
  const { version, node, cpu, cores, load, seconds } = machine;
  const types = searches[0]?.accuracy ?? [];
  const busy = Math.max(...load) > cores ? ['The machine was busy with other work: times are too long.'] : [];
  return [
    `qingdan ${version}, Node ${node}, ${cpu}, ${cores} cores; load average ${load.map((one) => one.toFixed(2)).join(' → ')}; ${seconds.toFixed(0)} s`,
    ...busy,
    '',
    ...table(
      ['the whole program', 'figure', 'unit', 'aim'],
      core.map(({ name, value, unit, target }) => [name, significant(value), unit, target ?? '']),
    ),
    '',
    ...table(
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
    ),
    '',
    ...table(
      ['right item first, %', ...types.map(({ type, count }) => `${type} (${count})`)],
      searches.map(({ name, accuracy }) => [name, ...accuracy.map(({ top1 }) => percent(top1))]),
    ),
  ].join('\n');
}

/** The first town's index, made by a process that has made none before. */
export const firstBuild = (build: readonly number[]): number => build[0] ?? 0;

/** Mean of the towns after the first. */
export function nextBuild(build: readonly number[]): number {
  const next = build.slice(1);
  return next.reduce((sum, ms) => sum + ms, 0) / Math.max(1, next.length);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)];
}

const percent = (share = 0): string => (100 * share).toFixed(1);

/** Three digits that mean something. */
const significant = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toPrecision(Math.max(2, value >= 10 ? 3 : 2));
