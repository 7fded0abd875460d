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
  const lengths = new Map<number, Set<number>>();
  for (const [word, value] of entries) {
    if (word === '') continue;
    const before = values.get(word);
    values.set(word, before === undefined ? value : join(before, value));
    const start = startOf(word, 0);
    const known = lengths.get(start);
    if (known) known.add(word.length);
    else lengths.set(start, new Set([word.length]));
  }
  const descending = new Map([...lengths].map(([start, set]) => [start, [...set].sort((a, b) => b - a)]));
  const collect = (text: string, at: number, start: number, found: Found<T>[]): void => {
    for (const length of descending.get(start) ?? []) {
      const word = text.slice(at, at + length);
      const value = values.get(word);
      if (value !== undefined && word.length === length) found.push({ at, word, value });
    }
  };
  return {
    find(text) {
      const found: Found<T>[] = [];
      for (let at = 0; at < text.length; at += 1) {
        if (at + 1 < text.length) collect(text, at, startOf(text, at), found);
        collect(text, at, text.charCodeAt(at), found);
      }
      return found;
    },
  };
}

/** Words are looked up by their first two characters as one number: at most places of a text none begins. */
const startOf = (text: string, at: number): number =>
  at + 1 < text.length ? ((text.charCodeAt(at) + 1) << 15) ^ text.charCodeAt(at + 1) : text.charCodeAt(at);

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
