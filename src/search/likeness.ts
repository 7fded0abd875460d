/** A text as its terms, each with its rarity; of length 1. */
export type TermVector = ReadonlyMap<string, number>;

/** @param rarity weight of a term: the rarer, the more it tells */
export function termVector(terms: Iterable<string>, rarity: (term: string) => number): TermVector {
  const weights = new Map<string, number>();
  for (const term of terms) weights.set(term, rarity(term));
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0)) || 1;
  for (const [term, weight] of weights) weights.set(term, weight / length);
  return weights;
}

/** Texts to be found again by likeness: 0 for no shared term, 1 for the same terms. */
export interface LikenessIndex {
  /** Gives the position of the text. */
  add(vector: TermVector): number;
  /** Positions of the texts at least `least` alike, with how alike. */
  alike(vector: TermVector, least: number): readonly (readonly [at: number, likeness: number])[];
}

/** The cosine of term vectors by way of an inverted index: what shares no term costs nothing. */
export function createLikenessIndex(): LikenessIndex {
  const postings = new Map<string, [at: number, weight: number][]>();
  let size = 0;
  return {
    add(vector) {
      const at = size;
      size += 1;
      for (const [term, weight] of vector) {
        const known = postings.get(term);
        if (known) known.push([at, weight]);
        else postings.set(term, [[at, weight]]);
      }
      return at;
    },
    alike(vector, least) {
      const sums = new Map<number, number>();
      for (const [term, weight] of vector) {
        for (const [at, other] of postings.get(term) ?? [])
          sums.set(at, (sums.get(at) ?? 0) + weight * other);
      }
      return [...sums].filter(([, likeness]) => likeness >= least);
    },
  };
}
