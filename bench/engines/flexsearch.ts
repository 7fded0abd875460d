import { Charset, Index, type IndexOptions } from 'flexsearch';
import { cutPieces } from '../../src/search/name-search.js';
import { type Engine, RESULTS_MAX } from './engine.js';

/**
 * `Charset.CJK` is FlexSearch's documented encoder for Chinese: every character a term. `suggest` lets a
 * document lack some of them; without it a question finds only what has all its characters. One text,
 * the name first: FlexSearch ranks by how early a term stands.
 */
export const flexsearchCjk = createEngine('FlexSearch, CJK encoder', { encoder: Charset.CJK });

export const flexsearchPieces = createEngine('FlexSearch, two-character pieces', { encode: cutPieces });

function createEngine(name: string, options: IndexOptions): Engine {
  return {
    name,
    build(documents) {
      const index = new Index(options);
      for (const { id, name: title, text } of documents) index.add(id, `${title}\n${text}`);
      return (question) => index.search(question, { limit: RESULTS_MAX, suggest: true }).map(Number);
    },
  };
}
