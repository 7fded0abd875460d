import { cutPinyin, initialsOf, soundOfWord } from './pinyin.js';
import type { TownIndex } from './town-index.js';

/**
 * What a mistyped question may have meant: words of the town's names and keywords that sound like what was
 * typed (homophones, full pinyin, initials) or differ from it in one character. Only asked when the
 * question as typed finds nothing sure.
 */
export interface Mender {
  /** Known words for unknown pieces of a normalised question, each with how likely it was meant, 0 to 1. */
  mend(text: string): readonly { readonly word: string; readonly share: number }[];
}

/** Likelihood of a same-sounding word, of pinyin typed out, of initials, of one wrong character. */
const HOMOPHONE = 0.8;
const TYPED_OUT = 1;
const INITIALS = 0.7;
const ONE_WRONG = 0.4;
/** A half-known piece tells something only when few known pieces share its half. */
const HALF_SHARED_MAX = 3;

export function createMender(index: TownIndex): Mender {
  const pieces = new Set<string>();
  const initials = new Map<string, string[]>();
  for (const word of index.words) {
    for (let at = 0; at + 2 <= word.length; at += 1) pieces.add(word.slice(at, at + 2));
    if (word.length >= 2 && word.length <= 6) push(initials, initialsOf(word), word);
  }
  const bySound = new Map<string, string[]>();
  const byFirst = new Map<string, string[]>();
  const byLast = new Map<string, string[]>();
  for (const piece of pieces) {
    push(bySound, soundOfWord(piece), piece);
    push(byFirst, piece.charAt(0), piece);
    push(byLast, piece.charAt(1), piece);
  }
  return {
    mend(text) {
      const found = new Map<string, number>();
      const add = (word: string, share: number) => found.set(word, Math.max(found.get(word) ?? 0, share));
      for (const [letters] of text.matchAll(/[a-z]{2,}/g)) {
        const syllables = cutPinyin(letters) ?? [];
        for (let at = 0; at + 2 <= syllables.length; at += 1) {
          for (const piece of bySound.get(`${syllables[at]}'${syllables[at + 1]}`) ?? [])
            add(piece, TYPED_OUT);
        }
        for (const word of initials.get(letters.replace(/([zcs])h/g, '$1')) ?? [])
          addWord(word, INITIALS, add);
      }
      for (const piece of unknownPieces(text, pieces)) {
        const [first = '', last = ''] = piece;
        const alike = bySound.get(soundOfWord(piece)) ?? [];
        for (const one of alike) add(one, HOMOPHONE);
        if (pieces.has(last + first)) add(last + first, HOMOPHONE);
        for (const half of [byFirst.get(first) ?? [], byLast.get(last) ?? []]) {
          if (half.length <= HALF_SHARED_MAX) for (const one of half) add(one, ONE_WRONG);
        }
      }
      return [...found].map(([word, share]) => ({ word, share }));
    },
  };
}

function* unknownPieces(text: string, known: ReadonlySet<string>): Iterable<string> {
  for (const [run] of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let at = 0; at + 2 <= run.length; at += 1) {
      const piece = run.slice(at, at + 2);
      if (!known.has(piece)) yield piece;
    }
  }
}

function addWord(word: string, share: number, add: (piece: string, share: number) => void): void {
  for (let at = 0; at + 2 <= word.length; at += 1) add(word.slice(at, at + 2), share);
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
