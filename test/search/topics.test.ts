import { describe, expect, test } from 'vitest';
import { loadTopics } from '../../src/search/topics.js';

const topics = loadTopics();
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe('the topic catalogue', () => {
  test('every topic has at least 20 phrasings and 12 keywords', () => {
    const thin = topics.filter(({ phrasings, keywords }) => phrasings.length < 20 || keywords.length < 12);
    expect(thin.map(({ id, phrasings, keywords }) => [id, phrasings.length, keywords.length])).toEqual([]);
  });

  test('no phrasing stands in two topics, or twice in one', () => {
    const seen = new Map<string, string>();
    const doubles: string[] = [];
    for (const { id, phrasings } of topics) {
      for (const phrasing of phrasings) {
        const before = seen.get(bare(phrasing));
        if (before !== undefined) doubles.push(`${phrasing} (${before}, ${id})`);
        seen.set(bare(phrasing), id);
      }
    }
    expect(doubles).toEqual([]);
  });

  test('no official name belongs to two topics', () => {
    const names = topics.flatMap((topic) => [...new Set(topic.names.map(bare))]);
    expect(names.length).toBe(new Set(names).size);
  });

  test('keywords are not words of the topic’s own names', () => {
    const lost = topics.flatMap(({ id, names, keywords }) =>
      keywords.filter((word) => names.some((name) => name.includes(word))).map((word) => `${id}: ${word}`),
    );
    expect(lost).toEqual([]);
  });

  test('topics of the same matter name each other, and are never called merely near', () => {
    const byId = new Map(topics.map((topic) => [topic.id, topic]));
    const faults = topics.flatMap(({ id, alike, near }) => [
      ...alike.filter((other) => !byId.get(other)?.alike.includes(id)).map((other) => `${id} → ${other}`),
      ...near.filter((one) => alike.includes(one.id)).map((one) => `${id} ~ ${one.id}`),
    ]);
    expect(faults).toEqual([]);
  });
});
