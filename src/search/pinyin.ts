import { createRequire } from 'node:module';
import type { pinyin as Pinyin } from 'pinyin-pro';

/**
 * Sounds of Chinese characters for finding what was meant when the wrong character of the same sound, or
 * no character at all, was typed. pinyin-pro is loaded when first needed: most questions never need it.
 */
let load: typeof Pinyin | undefined;
const sounds = new Map<string, string>();

/** The sound of one character without tone; speakers who do not tell zh from z, or n from ng, count as one. */
export function soundOf(character: string): string {
  const known = sounds.get(character);
  if (known !== undefined) return known;
  load ??= (createRequire(import.meta.url)('pinyin-pro') as { pinyin: typeof Pinyin }).pinyin;
  const sound = merge(load(character, { toneType: 'none', nonZh: 'removed' }).replace(/\s/g, ''));
  sounds.set(character, sound);
  return sound;
}

const merge = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ü/g, 'v')
    .replace(/ng$/, 'n');

/** The sound of a word, syllables kept apart: 残疾 → can'ji. */
export const soundOfWord = (word: string): string => [...word].map(soundOf).join("'");

/** First letters of a word's syllables: 公租房 → gzf. */
export const initialsOf = (word: string): string =>
  [...word].map((character) => soundOf(character).charAt(0)).join('');

const SYLLABLE =
  /^(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)/;

/** Latin letters as pinyin syllables, longest first with going back; nothing when they are no pinyin. */
export function cutPinyin(letters: string): string[] | undefined {
  if (letters === '') return [];
  const longest = SYLLABLE.exec(letters)?.[0] ?? '';
  for (let length = longest.length; length >= 1; length -= 1) {
    const head = letters.slice(0, length);
    if (SYLLABLE.exec(head)?.[0] !== head) continue;
    const rest = cutPinyin(letters.slice(length));
    if (rest) return [merge(head), ...rest];
  }
  return undefined;
}
