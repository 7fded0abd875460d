import { describe, expect, test } from 'vitest';
import { loadTopics } from '../../src/search/topics.js';

const topics = loadTopics();
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Two messages of two topics may have less than this share of their two-character pieces in common. */
const SHARED_MAX = 0.7;

function piecesOf(text: string): ReadonlySet<string> {
  const letters = [...bare(text)];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((piece) => other.has(piece)).length;
  return shared / (one.size + other.size - shared);
}

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

  test('no two topics are told by nearly the same words', () => {
    const told = topics.flatMap(({ id, phrasings }) =>
      phrasings.map((text) => ({ id, text, pieces: piecesOf(text) })),
    );
    const having = new Map<string, number>();
    for (const { pieces } of told)
      for (const piece of pieces) having.set(piece, (having.get(piece) ?? 0) + 1);
    const rarestFirst = (a: string, b: string): number => (having.get(a) ?? 0) - (having.get(b) ?? 0);
    const seen = new Map<string, (typeof told)[number][]>();
    const contradictions: string[] = [];
    for (const one of told) {
      // Two texts that share as much share one of their rarest pieces.
      const rarest = [...one.pieces]
        .sort(rarestFirst)
        .slice(0, Math.ceil((1 - SHARED_MAX) * one.pieces.size) + 1);
      const others = new Set(rarest.flatMap((piece) => seen.get(piece) ?? []));
      for (const { id, text, pieces } of others) {
        if (id !== one.id && shareOf(pieces, one.pieces) >= SHARED_MAX) {
          contradictions.push(`${text} (${id}), ${one.text} (${one.id})`);
        }
      }
      for (const piece of rarest) seen.set(piece, [...(seen.get(piece) ?? []), one]);
    }
    expect(contradictions).toEqual([]);
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
