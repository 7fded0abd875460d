/** Finds known words in a text in time that grows with the text, not with the number of words. */
export interface WordFinder<T> {
  /** Every occurrence, in the order of the text, longer words first where several begin. */
  find(text: string): readonly Found<T>[];
}

export interface Found<T> {
  readonly at: number;
  readonly word: string;
  readonly value: T;
}

/** @param entries words and what each stands for; a word given again adds to its value by `join` */
export function createWordFinder<T>(
  entries: Iterable<readonly [string, T]>,
  join: (a: T, b: T) => T = (a) => a,
): WordFinder<T> {
  const values = new Map<string, T>();
  const lengths = new Map<string, Set<number>>();
  for (const [word, value] of entries) {
    if (word === '') continue;
    const before = values.get(word);
    values.set(word, before === undefined ? value : join(before, value));
    const first = word.charAt(0);
    const known = lengths.get(first);
    if (known) known.add(word.length);
    else lengths.set(first, new Set([word.length]));
  }
  const descending = new Map([...lengths].map(([first, set]) => [first, [...set].sort((a, b) => b - a)]));
  return {
    find(text) {
      const found: Found<T>[] = [];
      for (let at = 0; at < text.length; at += 1) {
        for (const length of descending.get(text.charAt(at)) ?? []) {
          const word = text.slice(at, at + length);
          const value = values.get(word);
          if (value !== undefined && word.length === length) found.push({ at, word, value });
        }
      }
      return found;
    },
  };
}

/** Occurrences that do not overlap: the first and longest wins. */
export function withoutOverlaps<T>(found: readonly Found<T>[]): Found<T>[] {
  const kept: Found<T>[] = [];
  let end = 0;
  for (const one of found) {
    if (one.at < end) continue;
    kept.push(one);
    end = one.at + one.word.length;
  }
  return kept;
}
