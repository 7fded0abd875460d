import { isInForce, withLearnt } from '../search/learnt.js';
import type { TownIndex } from '../search/town-index.js';
import type { Phrasing } from '../store/learning-types.js';
import { type AnswerCheck, checkAnswers } from './check-answers.js';
import type { LearningDesk } from './desk.js';
import { questionsOf } from './questions.js';

/** What would change if a phrasing were accepted: the list's own questions and the development questions. */
export function checkPhrasing(
  index: TownIndex,
  proposal: Phrasing,
  desk: LearningDesk,
): Promise<AnswerCheck> {
  const { store, catalogue, ranking } = desk;
  const { id } = index.township;
  const phrasings = store.phrasings(id).filter(isInForce);
  const learnt = { revision: -1, notes: [], phrasings: [...phrasings, proposal] };
  const questions = questionsOf(index, store);
  return checkAnswers(
    questions,
    { index, catalogue, ranking },
    { index: withLearnt(index, learnt, catalogue), catalogue, ranking },
  );
}
