import MiniSearch from 'minisearch';
import { normalise } from './normalise.js';

/** Names found by the words that are typed, in any order: 津贴 高龄 → 老年人高龄津贴的发放管理. */
export interface NameSearch {
  /** Positions of the names that have every word, best first. */
  find(typed: string): readonly number[];
}

/** MiniSearch over two-character pieces; the last character typed may begin the next piece. */
export function createNameSearch(names: readonly string[]): NameSearch {
  const engine = new MiniSearch<{ readonly id: number; readonly name: string }>({
    fields: ['name'],
    tokenize: cutPieces,
    processTerm: (term) => term,
    searchOptions: { combineWith: 'AND', prefix: true },
  });
  engine.addAll(names.map((name, id) => ({ id, name: normalise(name) })));
  return {
    find(typed) {
      // Word by word: as a whole text it would lose the spaces between them.
      const words = typed.split(/\s+/).map(normalise).join(' ');
      return engine.search(words).map(({ id }) => Number(id));
    },
  };
}

const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/**
 * Lower-case words of a text with every Chinese run cut into overlapping pieces of two characters: the
 * usual way to make a search meant for spaces work on Chinese without a dictionary.
 */
export function cutPieces(text: string): string[] {
  const pieces: string[] = [];
  for (const [run] of text.toLowerCase().matchAll(RUNS)) {
    if (run.length <= 2 || !/\p{Script=Han}/u.test(run)) pieces.push(run);
    else for (let at = 0; at + 2 <= run.length; at += 1) pieces.push(run.slice(at, at + 2));
  }
  return pieces;
}
