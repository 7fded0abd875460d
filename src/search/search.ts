import type { Catalogue } from './catalogue.js';
import { createMender, type Mender } from './mend.js';
import { type Question, readQuestion } from './question.js';
import { type Ranking, type RankingModel, rank } from './rank.js';
import type { TownIndex } from './town-index.js';

/** Below this confidence a question is also read as if it were mistyped. */
export const MEND_BELOW = 0.45;

/** What a search found, and how the question was read. */
export interface Found extends Ranking {
  readonly question: Question;
}

const menders = new WeakMap<TownIndex, Mender>();

/** Ranks a town's duties for a question; one that finds nothing sure is read again with its typing mended. */
export function search(text: string, index: TownIndex, catalogue: Catalogue, model: RankingModel): Found {
  const question = readQuestion(text, index, catalogue);
  const asTyped = { question, ...rank(question, index, model) };
  if (asTyped.confidence >= MEND_BELOW) return asTyped;
  const mender = menders.get(index) ?? createMender(index);
  menders.set(index, mender);
  const words = mender.mend(question.text);
  if (words.length === 0) return asTyped;
  const mended = readQuestion(text, index, catalogue, words);
  const again = { question: mended, ...rank(mended, index, model) };
  return again.confidence > asTyped.confidence ? again : asTyped;
}
