import MiniSearch, { type Options } from 'minisearch';
import { cutPieces } from '../../src/search/name-search.js';
import { type Engine, RESULTS_MAX, type SearchDocument } from './engine.js';

/**
 * Two fields, everything else as MiniSearch comes: BM25+, terms joined by OR, no boost, prefix or fuzziness.
 * Its own tokenizer cuts at spaces and punctuation, so a Chinese clause is one term.
 */
export const minisearchDefault = createEngine('MiniSearch, own tokenizer', {});

/** The same with `tokenize`, the option its documentation names for languages without spaces. */
export const minisearchPieces = createEngine('MiniSearch, two-character pieces', { tokenize: cutPieces });

function createEngine(name: string, options: Partial<Options<SearchDocument>>): Engine {
  return {
    name,
    build(documents) {
      const index = new MiniSearch<SearchDocument>({ fields: ['name', 'text'], ...options });
      index.addAll(documents);
      return (question) =>
        index
          .search(question)
          .slice(0, RESULTS_MAX)
          .map(({ id }) => Number(id));
    },
  };
}
