import { freshMessage } from '../batch.js';
import type { EvalQuestion, Outcome } from '../evaluate.js';
import type { Core } from '../start.js';
import { findTown } from './shared.js';

/** Puts each question in a conversation of its own. */
export function runQuestions(questions: readonly EvalQuestion[], core: Core): Outcome[] {
  return questions.map((question) => {
    const town = findTown(core.towns, question.town).fullName;
    return { question, answer: core.bot.answer(freshMessage(question.q, town, core.now())) };
  });
}
