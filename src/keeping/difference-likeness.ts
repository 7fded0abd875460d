import { cellText, type Duty } from '../duty.js';
import { similarity } from '../similar.js';
import type { Steps } from '../slices.js';
import { bodiesOf } from './difference-changes.js';
import { foldLayout } from './difference-fold.js';

/** How alike a duty of one edition and a duty of another are. */
export interface Likeness {
  /** 0 to 1: whether they are the same duty. */
  same(before: Duty, after: Duty): number;
  /** 0 to 1: whether one of them went into the other, or came out of it. */
  related(before: Duty, after: Duty): number;
}

/** A text as the set of its two-character pieces, by number and in order. */
interface Grams {
  readonly ids: Int32Array;
  readonly weight: number;
}

interface Profile {
  readonly name: string;
  readonly nameGrams: Grams;
  readonly cellGrams: Grams;
  readonly cellLength: number;
}

const NAME_SHARE = 0.6;
/** Cells this long are specific enough to recognise a duty under a new name, in characters. */
const TELLING_CELL_MIN = 60;
const TELLING_CELL_SHARE = 0.9;
const OTHER_LIST_LOSS = 0.05;

/** Learns from both editions what is rare in them: 负责, 行政处罚 say little of a duty. */
export function* learnLikeness(before: readonly Duty[], after: readonly Duty[]): Steps<Likeness> {
  const duties = [...before, ...after];
  const texts = duties.map((duty) => ({ name: foldLayout(duty.name), cells: foldLayout(cellsOf(duty)) }));
  const names = yield* weighGrams(texts.map(({ name }) => name));
  const cells = yield* weighGrams(texts.map((text) => text.cells));
  const profiles = new Map(
    duties.map((duty, at): [Duty, Profile] => [
      duty,
      {
        name: texts[at]?.name ?? '',
        nameGrams: names.of(at),
        cellGrams: cells.of(at),
        cellLength: texts[at]?.cells.length ?? 0,
      },
    ]),
  );
  const compare = (one: Duty, other: Duty): Compared | undefined => {
    const [a, b] = [profiles.get(one), profiles.get(other)];
    if (!a || !b) return undefined;
    const sharedName = overlap(a.nameGrams, b.nameGrams, names);
    const hasCells = one.list === other.list && a.cellLength > 0 && b.cellLength > 0;
    // Going through whole cells is the dear part: only where something else speaks for the pair.
    if (sharedName === 0 && !(hasCells && shareBody(one, other))) return undefined;
    const sharedCells = hasCells ? overlap(a.cellGrams, b.cellGrams, cells) : undefined;
    return {
      a,
      b,
      sharedName,
      sharedCells,
      isTelling: Math.min(a.cellLength, b.cellLength) >= TELLING_CELL_MIN,
    };
  };
  return {
    same: (one, other) => {
      const compared = compare(one, other);
      if (!compared) return 0;
      const { a, b, sharedName, sharedCells, isTelling } = compared;
      const name = (dice(sharedName, a.nameGrams, b.nameGrams) + similarity(a.name, b.name)) / 2;
      if (sharedCells === undefined) return one.list === other.list ? name : name - OTHER_LIST_LOSS;
      const cell = dice(sharedCells, a.cellGrams, b.cellGrams);
      return Math.max(NAME_SHARE * name + (1 - NAME_SHARE) * cell, isTelling ? TELLING_CELL_SHARE * cell : 0);
    },
    related: (one, other) => {
      const compared = compare(one, other);
      if (!compared) return 0;
      const { a, b, sharedName, sharedCells, isTelling } = compared;
      const name = contained(sharedName, a.nameGrams, b.nameGrams);
      return isTelling ? Math.max(name, contained(sharedCells ?? 0, a.cellGrams, b.cellGrams)) : name;
    },
  };
}

interface Compared {
  readonly a: Profile;
  readonly b: Profile;
  /** Weight of what both names have. */
  readonly sharedName: number;
  /** The same of their cells; nothing where those cannot be compared. */
  readonly sharedCells: number | undefined;
  readonly isTelling: boolean;
}

/** All cells of a duty that say how it is done, as one text. */
const cellsOf = (duty: Duty): string =>
  [duty.leadDuties, duty.townshipDuties, duty.workMethod].map(cellText).join('\n');

function shareBody(one: Duty, other: Duty): boolean {
  const bodies = bodiesOf(other);
  return bodiesOf(one).some((body) => bodies.includes(body));
}

interface GramWeights {
  readonly weights: Float64Array;
  /** Of the text at this place; none for a place there is not. */
  of(place: number): Grams;
}

const NO_GRAMS: Grams = { ids: new Int32Array(), weight: 0 };

/** The two-character pieces of each text, each piece weighing more the fewer texts have it. */
function* weighGrams(texts: readonly string[]): Steps<GramWeights> {
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  const sets: Int32Array[] = [];
  for (const text of texts) {
    const ids = new Set<number>();
    for (let at = 0; at < text.length - 1; at++) {
      const gram = text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
      const id = numbers.get(gram) ?? numbers.size;
      numbers.set(gram, id);
      if (!ids.has(id)) counts[id] = (counts[id] ?? 0) + 1;
      ids.add(id);
    }
    sets.push(Int32Array.from(ids).sort());
    yield;
  }
  const weights = Float64Array.from(counts, (count) => Math.log(1 + texts.length / count));
  const grams = sets.map((ids): Grams => ({ ids, weight: sumOf(ids, weights) }));
  return { weights, of: (place) => grams[place] ?? NO_GRAMS };
}

const sumOf = (ids: Int32Array, weights: Float64Array): number =>
  ids.reduce((sum, id) => sum + (weights[id] ?? 0), 0);

/** Weight of the pieces that both have. */
function overlap(a: Grams, b: Grams, { weights }: GramWeights): number {
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.ids.length && j < b.ids.length) {
    const [x = 0, y = 0] = [a.ids[i], b.ids[j]];
    if (x === y) shared += weights[x] ?? 0;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}

const dice = (shared: number, a: Grams, b: Grams): number =>
  a.weight + b.weight === 0 ? 0 : (2 * shared) / (a.weight + b.weight);

const contained = (shared: number, a: Grams, b: Grams): number =>
  a.weight === 0 || b.weight === 0 ? 0 : shared / Math.min(a.weight, b.weight);
