import { describe, expect, it } from 'vitest';
import { decide, THRESHOLDS } from '../../src/answer/decide.js';

const { listed, offered, confident, distance } = THRESHOLDS;
type Ranking = Parameters<typeof decide>[0];
type Ranked = Ranking['candidates'][number];

/** A ranking of candidates with these beliefs; the list has the matter unless `listedChance` says otherwise. */
function ranking(confidence: number, beliefs: readonly number[], listedChance = 1): Ranking {
  const candidates = beliefs.map((probability) => ({ probability }) as Ranked);
  return { candidates, confidence, listed: listedChance };
}

describe('the decision', () => {
  it('answers with the first item when it is sure and well before the second', () => {
    expect(decide(ranking(confident, [0.9, 0.9 - distance]))).toBe('answer');
    expect(decide(ranking(1, [1]))).toBe('answer');
  });
  it('never tosses a coin between two near-equal items', () => {
    expect(decide(ranking(1, [0.5, 0.5]))).toBe('unclear');
    expect(decide(ranking(1, [0.5, 0.5 - distance + 0.001]))).toBe('unclear');
  });
  it('offers several when it is not sure which, though the list has the matter', () => {
    expect(decide(ranking(confident - 0.01, [0.9, 0.01]))).toBe('unclear');
    expect(decide(ranking(offered, [0.9, 0.01], listed))).toBe('unclear');
  });
  it('says that nothing is listed when the list hardly has the matter', () => {
    expect(decide(ranking(1, [0.9, 0.01], listed - 0.01))).toBe('unlisted');
    expect(decide(ranking(1, []))).toBe('unlisted');
  });
  it('offers nothing that it hardly believes in', () => {
    expect(decide(ranking(offered - 0.01, [0.9, 0.01]))).toBe('unlisted');
  });
});
