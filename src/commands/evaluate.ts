import { relative } from 'node:path';
import { type EvalQuestion, type Evaluation, evaluate } from '../evaluate.js';
import { DEV_QUESTIONS, readQuestions } from '../question-file.js';
import { PROJECT_ROOT } from '../root.js';
import { runQuestions } from './ask-questions.js';
import { leaveTownsOut } from './leave-out.js';
import { openCore, print, say } from './shared.js';

/** `eval`: puts every question of a file and prints how often the right item was found. */
export async function evaluateQuestions(options: {
  readonly questions?: string;
  readonly json?: boolean;
  readonly leaveTownOut?: boolean;
}): Promise<void> {
  const file = options.questions ?? DEV_QUESTIONS;
  const questions = readQuestions(file);
  const evaluation = evaluate(await (options.leaveTownOut ? leaveTownsOut(questions) : askLive(questions)));
  const name = relative(PROJECT_ROOT, file);
  if (options.json) await print(JSON.stringify({ file: name, ...evaluation }));
  else await print(table(name, questions.length, evaluation));
}

async function askLive(questions: readonly EvalQuestion[]) {
  const core = await openCore();
  try {
    return runQuestions(questions, core);
  } finally {
    core.close();
  }
}

function table(file: string, count: number, { all, types, none, calibration }: Evaluation): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.padStart(8);
  const row = (name: string, n: number, cells: readonly string[]): string =>
    [name.padEnd(12), String(n).padStart(5), ...cells].join('  ');
  return [
    say('eval.title', { file, count, answerable: all.count }),
    '',
    ['type'.padEnd(12), 'count'.padStart(5), '   top-1', ' or also', '   top-3', '    MRR', 'unlisted'].join(
      '  ',
    ),
    ...[...types, all].map((figures) =>
      row(figures.type, figures.count, [
        percent(figures.top1),
        percent(figures.top1Also),
        percent(figures.top3),
        figures.mrr.toFixed(3).padStart(7),
        percent(figures.unlisted),
      ]),
    ),
    row('none', none.count, [
      ' '.repeat(8),
      ' '.repeat(8),
      ' '.repeat(8),
      ' '.repeat(7),
      percent(none.unlisted),
    ]),
    '',
    ['confidence'.padEnd(12), 'count'.padStart(5), '    mean', '   right'].join('  '),
    ...calibration.map(({ from, to, count: n, meanConfidence, right }) =>
      row(`${from}-${to}`, n, [percent(meanConfidence), percent(right)]),
    ),
  ].join('\n');
}
