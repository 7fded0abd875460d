import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BotError } from './errors.js';
import { type EvalQuestion, questionSchema } from './evaluate.js';
import { fileFault } from './library.js';
import { PROJECT_ROOT } from './root.js';
import { loadWording } from './wording.js';
import { zodFault } from './zod-fault.js';

/** The questions that ranking may be judged by while it is worked on. */
export const DEV_QUESTIONS = join(PROJECT_ROOT, 'test', 'questions', 'dev.jsonl');

/** Questions with their answers, one JSON line each. @throws BotError `document-…` when the file cannot be read, `data-invalid` with the line */
export function readQuestions(file: string): EvalQuestion[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw fileFault(cause, file);
  }
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [questionSchema.parse(JSON.parse(line))];
    } catch (cause) {
      const detail = cause instanceof z.ZodError ? zodFault(cause) : String(cause);
      throw new BotError(
        'data-invalid',
        { file, detail: loadWording('console')('eval.bad', { line: at + 1, detail }) },
        { cause },
      );
    }
  });
}
