/** Marks that only part words from each other; brackets, 《》 and signs such as % ± are words of their own. */
const SEPARATORS = /[、,;:。.!?…·•"'“”‘’「」『』_*|]/g;
const DASHES = /[-‐‑‒–—―]/g;
const DIGIT = /\d/;

/**
 * A text without what is layout: white space, invisible characters, the width of punctuation, and which
 * mark stands between two words (、 or ，). Between digits marks stay: 1.5 is not 15.
 */
export function foldLayout(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}]+/gu, '')
    .replace(/[〈<‹«]/g, '《')
    .replace(/[〉>›»]/g, '》')
    .replace(SEPARATORS, keptBetweenDigits)
    .replace(DASHES, (_, at: number, whole: string) => (DIGIT.test(whole[at + 1] ?? '') ? '-' : ''));
}

function keptBetweenDigits(mark: string, at: number, whole: string): string {
  const stands = DIGIT.test(whole[at - 1] ?? '') && DIGIT.test(whole[at + 1] ?? '');
  if (!stands) return '';
  return mark === '.' || mark === ':' ? mark : ',';
}
