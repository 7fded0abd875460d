/** Fits data/classifier.json from data/topics and data/lexicon.json. Run: npm run fit:topics */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBodies } from '../src/bodies.js';
import { PROJECT_ROOT } from '../src/root.js';
import { createCatalogue } from '../src/search/catalogue.js';
import { CLASSIFIER_FILES, EMPTY_CLASSIFIER } from '../src/search/classifier.js';
import { loadNoDuty } from '../src/search/no-duty.js';
import { loadTopics } from '../src/search/topics.js';
import { fitClassifier } from './fit-classifier.js';

const { tokeniser, lexicon } = createCatalogue(loadBodies(), { classifier: EMPTY_CLASSIFIER });
const { numbers, terms } = fitClassifier(loadTopics(), lexicon, tokeniser, loadNoDuty());
const put = (name: string, text: string): void => writeFileSync(join(PROJECT_ROOT, 'data', name), text);
put(CLASSIFIER_FILES.numbers, `${JSON.stringify(numbers)}\n`);
put(CLASSIFIER_FILES.terms, terms);
