/**
 * A compact inverted index over short texts: for every term (by its number in the vocabulary) the texts
 * that have it, in rising order. Small enough to hold thousands of phrasings a town, fast enough to score
 * all of them for every question.
 */
export interface Postings {
  /** Number of texts. */
  readonly size: number;
  /** Texts that have the term; empty when none has. */
  get(term: number): Uint16Array;
}

const NONE = new Uint16Array(0);

/**
 * @param texts distinct terms of each text; at most 65,535 texts
 * @param vocabularySize one more than the highest term
 */
export function createPostings(texts: readonly ArrayLike<number>[], vocabularySize: number): Postings {
  if (texts.length > 0xffff) throw new RangeError(`too many texts for one index: ${texts.length}`);
  const starts = new Uint32Array(vocabularySize + 1);
  for (const terms of texts) {
    for (let at = 0; at < terms.length; at += 1) starts[(terms[at] ?? 0) + 1]! += 1;
  }
  for (let term = 0; term < vocabularySize; term += 1) starts[term + 1]! += starts[term]!;
  const lists = new Uint16Array(starts[vocabularySize] ?? 0);
  const next = starts.slice();
  for (const [text, terms] of texts.entries()) {
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] ?? 0;
      lists[next[term]!] = text;
      next[term]! += 1;
    }
  }
  return {
    size: texts.length,
    get: (term) => (term < vocabularySize ? lists.subarray(starts[term], starts[term + 1]) : NONE),
  };
}

/** A term of a question with the weight it carries. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

/** For every text the summed weight of the question's terms it has. */
export function sumWeights(postings: Postings, question: readonly WeightedTerm[]): Float32Array {
  const sums = new Float32Array(postings.size);
  for (const { term, weight } of question) for (const text of postings.get(term)) sums[text]! += weight;
  return sums;
}
