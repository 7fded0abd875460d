/**
 * A compact inverted index over short texts: for every term the texts that have it. Small enough to hold
 * thousands of phrasings a town, fast enough to score all of them for every question.
 */
export interface Postings {
  readonly size: number;
  /** Number of distinct terms of each text. */
  readonly lengths: Float32Array;
  /** Texts that have the term, or nothing. */
  get(term: string): Uint16Array | undefined;
  terms(): IterableIterator<string>;
}

/** @param texts distinct terms of each text; at most 65,535 texts */
export function createPostings(texts: readonly (readonly string[])[]): Postings {
  if (texts.length > 0xffff) throw new RangeError(`too many texts for one index: ${texts.length}`);
  const building = new Map<string, number[]>();
  const lengths = new Float32Array(texts.length);
  for (const [text, terms] of texts.entries()) {
    lengths[text] = terms.length;
    for (const term of terms) {
      const found = building.get(term);
      if (found) found.push(text);
      else building.set(term, [text]);
    }
  }
  const postings = new Map<string, Uint16Array>();
  for (const [term, list] of building) postings.set(term, Uint16Array.from(list));
  return {
    size: texts.length,
    lengths,
    get: (term) => postings.get(term),
    terms: () => postings.keys(),
  };
}

/** A question's terms with the weight each carries. */
export type WeightedTerms = ReadonlyMap<string, number>;

/** For every text the summed weight of the question's terms it has. */
export function sumWeights(postings: Postings, question: WeightedTerms): Float32Array {
  const sums = new Float32Array(postings.size);
  for (const [term, weight] of question) {
    const list = postings.get(term);
    if (!list) continue;
    for (const text of list) sums[text] = (sums[text] ?? 0) + weight;
  }
  return sums;
}
