import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { createDigests } from './digests.js';
import { createDutyNotes } from './duty-notes.js';
import type { Ids } from './ids.js';
import type { ItemMove, NamedItem } from './learning-types.js';
import { createOutcomes } from './outcomes.js';
import { createPhrasings } from './phrasings.js';
import { createRegression } from './regression.js';

const revisionRow = z.number().default(0);

/** What is learnt from use. @param keepDays how long outcomes are kept; 0 keeps none */
export function createLearning(db: Database, ids: Ids, keepDays: number) {
  const revision = db.prepare('SELECT revision FROM learnt_revisions WHERE township_id = ?').pluck();
  const { movePhrasings, ...phrasings } = createPhrasings(db);
  const { moveNotes, ...notes } = createDutyNotes(db);
  const { moveQuestions, ...questions } = createRegression(db);
  const carry = db.transaction((townshipId: string, moves: readonly ItemMove[]): void => {
    const move = (from: NamedItem, to: NamedItem & { readonly number: number }): void => {
      movePhrasings(townshipId, from, to);
      moveNotes(townshipId, from, to);
      moveQuestions(townshipId, from, to);
    };
    // By way of names that no item has: of two items that take each other's name neither is lost.
    const aside = (at: number): string => `\u0000${at}`;
    for (const [at, { from, to }] of moves.entries()) move(from, { ...to, name: aside(at) });
    for (const [at, { to }] of moves.entries()) move({ list: to.list, name: aside(at) }, to);
  });
  return {
    ...createOutcomes(db, ids, keepDays),
    ...phrasings,
    ...notes,
    ...questions,
    ...createDigests(db),
    learntRevision: (townshipId: string): number => revisionRow.parse(revision.get(townshipId)),
    carryItems: (townshipId: string, moves: readonly ItemMove[]): void => carry.immediate(townshipId, moves),
  };
}
