import { cellText, type Duty } from '../../src/duty.js';
import { dutyBodies } from '../../src/search/town-index.js';

/**
 * One duty as an off-the-shelf search is given it: what it is called, and everything else it says. Two
 * fields, because every search compared finds at least as much this way as in one text.
 */
export interface SearchDocument {
  /** Position among the town's duties. */
  readonly id: number;
  readonly name: string;
  /** Category, bodies and all cells. */
  readonly text: string;
}

/** Positions of the duties found, best first. */
export type Search = (question: string) => readonly number[];

/** A search to be compared with the core; one index holds one town, as the core's does. */
export interface Engine {
  /** As in the table; also names it on the command line. */
  readonly name: string;
  /** Makes the index of one town. */
  build(documents: readonly SearchDocument[]): Search;
}

/** Results asked for: as many as `ask --batch` gives. */
export const RESULTS_MAX = 10;

export function createDocuments(duties: readonly Duty[]): SearchDocument[] {
  return duties.map((duty, id) => ({
    id,
    name: duty.name,
    text: [
      duty.category,
      ...dutyBodies(duty),
      cellText(duty.leadDuties),
      cellText(duty.townshipDuties),
      cellText(duty.workMethod),
      duty.remark,
    ].join('\n'),
  }));
}

/** Overlapping pieces of three characters, the terms of SQLite's trigram tokenizer. */
export function cutTrigrams(text: string): string[] {
  const characters = [...text.toLowerCase()];
  return characters.slice(2).map((_, at) => characters.slice(at, at + 3).join(''));
}
