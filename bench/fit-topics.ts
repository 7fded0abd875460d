/** Fits data/classifier.json from data/topics and data/lexicon.json. Run: npm run fit:topics */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBodies } from '../src/bodies.js';
import { PROJECT_ROOT } from '../src/root.js';
import { createCatalogue } from '../src/search/catalogue.js';
import { EMPTY_CLASSIFIER } from '../src/search/classifier.js';
import { loadNoDuty } from '../src/search/no-duty.js';
import { loadTopics } from '../src/search/topics.js';
import { fitClassifier } from './fit-classifier.js';

const { tokeniser, lexicon } = createCatalogue(loadBodies(), { classifier: EMPTY_CLASSIFIER });
const file = fitClassifier(loadTopics(), lexicon, tokeniser, loadNoDuty());
writeFileSync(join(PROJECT_ROOT, 'data', 'classifier.json'), `${JSON.stringify(file)}\n`);
