import Fuse from 'fuse.js';
import { type Engine, RESULTS_MAX, type SearchDocument } from './engine.js';

/**
 * Two keys and the default threshold (0.6). `ignoreLocation`, as its documentation says for long texts:
 * by default only about the first sixty characters of a field can match.
 */
export const fuse: Engine = {
  name: 'Fuse.js',
  build(documents) {
    const index = new Fuse<SearchDocument>([...documents], { keys: ['name', 'text'], ignoreLocation: true });
    return (question) => index.search(question, { limit: RESULTS_MAX }).map(({ item }) => item.id);
  },
};
