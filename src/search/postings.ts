/**
 * A compact inverted index over short texts: for every term (by its number in the vocabulary) the texts
 * that have it, in rising order. Small enough to hold thousands of phrasings a town, fast enough to score
 * all of them for every question.
 */
export interface Postings {
  /** Number of texts. */
  readonly size: number;
  /** Whether any text has the term. */
  has(term: number): boolean;
  /** For every text the summed weight of the terms it has. */
  sum(terms: readonly WeightedTerm[]): Float32Array;
}

/** A term of a question with the weight it carries. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

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
    has: (term) => term < vocabularySize && starts[term + 1]! > starts[term]!,
    sum(question) {
      const sums = new Float32Array(texts.length);
      for (const { term, weight } of question) {
        if (term >= vocabularySize) continue;
        const end = starts[term + 1]!;
        for (let at = starts[term]!; at < end; at += 1) sums[lists[at]!]! += weight;
      }
      return sums;
    },
  };
}
