import { describe, expect, test } from 'vitest';
import { runQuestions } from '../src/commands/ask-questions.js';
import { leaveTownsOut } from '../src/commands/leave-out.js';
import { loadConfig } from '../src/config.js';
import { evaluate } from '../src/evaluate.js';
import { readQuestions } from '../src/question-file.js';
import { startCore } from '../src/start.js';
import recorded from './evaluation.json' with { type: 'json' };

/** A question more or less is no fall: a change of ranking may trade one for another. */
const TOLERANCE = 0.02;

const questions = readQuestions('test/questions/dev.jsonl');

describe('the evaluation does not fall behind the recorded figures', () => {
  test('with the catalogue as it is', async () => {
    const core = await startCore({ ...loadConfig({}), databasePath: ':memory:' });
    const { all, none } = evaluate(runQuestions(questions, core));
    core.close();
    expect(all.top1).toBeGreaterThanOrEqual(recorded.whole.top1 - TOLERANCE);
    expect(all.top3).toBeGreaterThanOrEqual(recorded.whole.top3 - TOLERANCE);
    expect(all.unlisted).toBeLessThanOrEqual(recorded.whole.answerableUnlisted + TOLERANCE);
    expect(none.unlisted).toBeGreaterThanOrEqual(recorded.whole.noneUnlisted - 2 * TOLERANCE);
  }, 120_000);

  test('with each town’s own names left out of the catalogue', async () => {
    const { all } = evaluate(await leaveTownsOut(questions));
    expect(all.top1).toBeGreaterThanOrEqual(recorded.leaveTownOut.top1 - TOLERANCE);
    expect(all.top3).toBeGreaterThanOrEqual(recorded.leaveTownOut.top3 - TOLERANCE);
  }, 240_000);
});
