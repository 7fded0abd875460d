import { create, insertMultiple, search, type Tokenizer } from '@orama/orama';
import { cutPieces } from '../../src/search/name-search.js';
import { type Engine, RESULTS_MAX } from './engine.js';

/** Orama as it comes: its default (English) tokenizer drops every Chinese character. */
export const oramaDefault = createEngine('Orama, own tokenizer');

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/**
 * Words by `Intl.Segmenter`: what the tokenizer of @orama/tokenizers/mandarin does, which is Orama's
 * documented way for Chinese (docs.oramasearch.com, "Using Chinese with Orama").
 */
export const oramaWords = createEngine('Orama, Mandarin words', (text) => [
  ...new Set(
    [...segmenter.segment(text)].flatMap(({ isWordLike, segment }) => (isWordLike ? [segment] : [])),
  ),
]);

export const oramaPieces = createEngine('Orama, two-character pieces', (text) => [
  ...new Set(cutPieces(text)),
]);

/**
 * BM25 over two fields without boosts. `threshold: 1` is the default, stated because it decides the
 * result: a document needs only one of the question's words.
 */
function createEngine(name: string, tokenize?: (text: string) => string[]): Engine {
  const tokenizer: Tokenizer | undefined = tokenize && {
    language: 'english',
    normalizationCache: new Map(),
    tokenize,
  };
  return {
    name,
    build(documents) {
      const schema = { name: 'string', text: 'string' } as const;
      const db = create({ schema, ...(tokenizer ? { components: { tokenizer } } : {}) });
      // With components that are all synchronous, as here, nothing is a promise.
      now(
        insertMultiple(
          db,
          documents.map(({ id, ...fields }) => ({ ...fields, id: String(id) })),
        ),
      );
      return (term) =>
        now(search(db, { term, limit: RESULTS_MAX, threshold: 1 })).hits.map(({ id }) => Number(id));
    },
  };
}

function now<T>(value: T | Promise<T>): T {
  if (value instanceof Promise) throw new Error('Orama has become asynchronous: measure it anew');
  return value;
}
