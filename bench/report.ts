import { cpus, loadavg } from 'node:os';
import { VERSION } from '../src/version.js';
import type { AdapterFigures, FormatFigures, PublishingFigures, SearchFigures } from './figures.js';
import { adapterTables, coreTable, formatTable, publishingTables, searchTables } from './tables.js';

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

/** A list in one format; a word why where nothing could be measured. */
export type FormatRow = { readonly format: string } & (
  | {
      /** Of the document, in bytes. */
      readonly size: number;
      readonly apart: FormatFigures;
      readonly inside: FormatFigures;
    }
  | { readonly skipped: string }
);

/** What was measured; a part that was not asked for is missing. */
export interface Report {
  readonly machine: Machine;
  readonly core?: readonly Figure[];
  /** The core first. */
  readonly searches?: readonly ({ readonly name: string } & SearchFigures)[];
  readonly formats?: readonly FormatRow[];
  readonly publishing?: PublishingFigures;
  readonly adapters?: readonly ({ readonly name: string } & AdapterFigures)[];
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
export function renderReport({ machine, core, searches, formats, publishing, adapters }: Report): string {
  const { version, node, cpu, cores, load, seconds } = machine;
  const busy = Math.max(...load) > cores ? ['The machine was busy with other work: times are too long.'] : [];
  const tables = [
    ...(core ? [coreTable(core)] : []),
    ...(searches ? searchTables(searches) : []),
    ...(formats ? [formatTable(formats)] : []),
    ...(publishing ? publishingTables(publishing) : []),
    ...(adapters ? adapterTables(adapters) : []),
  ];
  return [
    `qingdan ${version}, Node ${node}, ${cpu}, ${cores} cores; load average ${load.map((one) => one.toFixed(2)).join(' → ')}; ${seconds.toFixed(0)} s`,
    ...busy,
    ...tables.flatMap((lines) => ['', ...lines]),
  ].join('\n');
}
