import { Converter } from 'opencc-js/t2cn';

/** Characters of a question that are read; what people ask stands well within them. */
export const QUESTION_LENGTH_MAX = 600;

const toSimplified = Converter({ from: 'tw', to: 'cn' });

/**
 * One form for matching: well-formed Unicode, full width to half width, traditional to simplified, lower
 * case, no control characters, no machine spaces inside Chinese. Never for display.
 */
export function normalise(text: string): string {
  const folded = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, ' ')
    .toLowerCase();
  return toSimplified(folded)
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A question for matching: normalised and bounded, its beginning and end kept when it is too long. */
export function normaliseQuestion(text: string): string {
  const half = QUESTION_LENGTH_MAX / 2;
  const bounded = text.length <= QUESTION_LENGTH_MAX ? text : `${text.slice(0, half)} ${text.slice(-half)}`;
  return normalise(bounded);
}
