import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { cutPieces } from '../../src/search/name-search.js';
import { cutTrigrams, type Engine, RESULTS_MAX } from './engine.js';

/**
 * FTS5 in memory with the tokenizer that its documentation names for text without spaces. MATCH takes
 * terms, not sentences: the question's own trigrams are joined by OR, the best by bm25 come first.
 */
export const sqliteTrigram = createEngine('SQLite FTS5, trigram', 'trigram', (text) => text, cutTrigrams);

/** The default tokenizer over texts whose two-character pieces stand apart. */
export const sqlitePieces = createEngine(
  'SQLite FTS5, two-character pieces',
  'unicode61',
  (text) => cutPieces(text).join(' '),
  cutPieces,
);

function createEngine(
  name: string,
  tokenizer: string,
  prepare: (text: string) => string,
  cut: (question: string) => string[],
): Engine {
  return {
    name,
    build(documents) {
      const db = new Sqlite(':memory:');
      db.exec(`CREATE VIRTUAL TABLE duties USING fts5(name, text, tokenize = '${tokenizer}')`);
      const insert = db.prepare('INSERT INTO duties (rowid, name, text) VALUES (?, ?, ?)');
      db.transaction(() => {
        for (const { id, name: title, text } of documents) insert.run(id, prepare(title), prepare(text));
      })();
      const match = db
        .prepare(`SELECT rowid FROM duties WHERE duties MATCH ? ORDER BY rank LIMIT ${RESULTS_MAX}`)
        .pluck();
      const rows = z.array(z.number());
      return (question) => {
        const terms = [...new Set(cut(question))].map((term) => `"${term.replaceAll('"', '""')}"`);
        return terms.length === 0 ? [] : rows.parse(match.all(terms.join(' OR ')));
      };
    },
  };
}
