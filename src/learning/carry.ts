import type { Duty } from '../duty.js';
import type { ItemMove, LearningStore, NamedItem } from '../store/learning-types.js';

/** Where an item of the edition before stands in the new one; nothing where it is gone. */
export type Mapping = (item: NamedItem) => (NamedItem & { readonly number: number }) | undefined;

/** What became of what was learnt when the edition changed. */
export interface Carried {
  /** Items found again under another name, list or number. */
  readonly moved: readonly ItemMove[];
  /** Items that the new edition does not have: what was learnt is kept, and holds again if they come back. */
  readonly dormant: readonly NamedItem[];
}

type CarryStore = Pick<LearningStore, 'dutyNotes' | 'phrasings' | 'confirmedQuestions' | 'carryItems'>;

/**
 * Notes, phrasings and confirmed questions of a township follow their items into a new edition: by list and
 * name, else as the difference of the two editions maps them. Call it when the edition has become live.
 */
export function carryLearnt(
  townshipId: string,
  dutiesNow: () => readonly Duty[],
  mapping: Mapping,
  store: CarryStore,
): Carried {
  const notes = store.dutyNotes(townshipId);
  const items: readonly (NamedItem & { readonly number?: number })[] = [
    ...notes,
    ...store.phrasings(townshipId).flatMap(({ item, withdrawn }) => (withdrawn ? [] : [item])),
    ...store.confirmedQuestions(townshipId).map(({ item }) => item),
  ];
  const duties = items.length === 0 ? [] : dutiesNow();
  const moved: ItemMove[] = [];
  const dormant: NamedItem[] = [];
  const seen = new Set<string>();
  for (const { list, name, number } of items) {
    const key = JSON.stringify([list, name]);
    if (seen.has(key)) continue;
    seen.add(key);
    const from = { list, name };
    const same = duties.filter((duty) => duty.list === list && duty.name === name);
    if (same.some((duty) => number === undefined || duty.number === number)) continue;
    const to = same[0] ?? mapping(from);
    if (to) moved.push({ from, to: { list: to.list, name: to.name, number: to.number } });
    else dormant.push(from);
  }
  if (moved.length > 0) store.carryItems(townshipId, moved);
  return { moved, dormant };
}
