import { type Duty, dutyKey } from '../duty.js';
import type { DutyNote, NoteTexts, Phrasing } from '../store/learning-types.js';
import type { Store } from '../store/types.js';
import { createAccepted } from './accepted.js';
import type { Catalogue } from './catalogue.js';
import type { TownIndex } from './town-index.js';

/** What a township's own people add to its index. */
export interface Learnt {
  readonly revision: number;
  /** Accepted, and not withdrawn. */
  readonly phrasings: readonly Phrasing[];
  readonly notes: readonly DutyNote[];
}

export const isInForce = ({ accepted, withdrawn }: Phrasing): boolean =>
  accepted !== undefined && withdrawn === undefined;

export function readLearnt(townshipId: string, store: Store): Learnt {
  return {
    // First: what changes while the rest is read is read once more.
    revision: store.learntRevision(townshipId),
    phrasings: store.phrasings(townshipId).filter(isInForce),
    notes: store.dutyNotes(townshipId),
  };
}

/** The same index with what was learnt since; the duties and their words are shared. */
export function withLearnt(index: TownIndex, learnt: Learnt, catalogue: Catalogue): TownIndex {
  return {
    ...index,
    accepted: createAccepted(learnt.phrasings, index, catalogue),
    notes: placeNotes(
      learnt.notes,
      index.duties.map(({ duty }) => duty),
    ),
    learntRevision: learnt.revision,
  };
}

/** Notes on the items they were written for, found by list and name; of two items of one name, by number too. */
function placeNotes(
  notes: readonly DutyNote[],
  duties: readonly Duty[],
): ReadonlyMap<string, DutyNote> | undefined {
  if (notes.length === 0) return undefined;
  const placed = new Map<string, DutyNote>();
  for (const note of notes) {
    const found = dutyOfNote(note, duties);
    if (found) placed.set(dutyKey(found), note);
  }
  return placed;
}

export function dutyOfNote(
  { list, name, number }: Pick<DutyNote, 'list' | 'name' | 'number'>,
  duties: readonly Duty[],
): Duty | undefined {
  const named = duties.filter((duty) => duty.list === list && duty.name === name);
  return named.find((duty) => duty.number === number) ?? named[0];
}

/** The words of the township's note on an item; who wrote it stays with those who keep the list. */
export function noteFor(duty: Duty, notes: TownIndex['notes']): NoteTexts | undefined {
  const note = notes?.get(dutyKey(duty));
  return note && { office: note.office, contact: note.contact, remark: note.remark };
}
