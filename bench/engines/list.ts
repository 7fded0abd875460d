import type { Engine } from './engine.js';
import { flexsearchCjk, flexsearchPieces } from './flexsearch.js';
import { fuse } from './fuse.js';
import { minisearchDefault, minisearchPieces } from './minisearch.js';
import { oramaDefault, oramaPieces, oramaWords } from './orama.js';
import { sqlitePieces, sqliteTrigram } from './sqlite.js';

/** What the core is compared with, in the order of the table. */
export const ENGINES: readonly Engine[] = [
  minisearchDefault,
  minisearchPieces,
  oramaDefault,
  oramaWords,
  oramaPieces,
  flexsearchCjk,
  flexsearchPieces,
  fuse,
  sqliteTrigram,
  sqlitePieces,
];

/** @throws Error when there is none of this name */
export function findEngine(name: string): Engine {
  const engine = ENGINES.find((one) => one.name === name);
  if (!engine) throw new Error(`no engine named ${name}`);
  return engine;
}
