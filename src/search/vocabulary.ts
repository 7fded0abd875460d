/** Terms as small numbers, shared by all townships so that their indexes stay compact. */
export interface Vocabulary {
  readonly size: number;
  /** The number of a term, given to it when first seen. */
  intern(term: string): number;
  /** The number of a term already seen. */
  find(term: string): number | undefined;
}

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  return {
    get size() {
      return numbers.size;
    },
    intern(term) {
      const known = numbers.get(term);
      if (known !== undefined) return known;
      numbers.set(term, numbers.size);
      return numbers.size - 1;
    },
    find: (term) => numbers.get(term),
  };
}
