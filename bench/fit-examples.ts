import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadBodies } from '../src/bodies.js';
import { LISTS_FOLDER, readListFile } from '../src/library.js';
import { type Catalogue, createCatalogue } from '../src/search/catalogue.js';
import { EMPTY_CLASSIFIER } from '../src/search/classifier.js';
import { nameFragments } from '../src/search/name-fragments.js';
import { loadNoDuty } from '../src/search/no-duty.js';
import { loadTopics, type Topic } from '../src/search/topics.js';
import { buildTownIndex, type TownIndex } from '../src/search/town-index.js';
import { loadWording } from '../src/wording.js';
import { fittedClassifier } from './fit-classifier.js';

/** A left-out text with the duties of one town that answer it; none when the town has no answer. */
export interface Example {
  readonly index: TownIndex;
  readonly text: string;
  /** Positions in `index.duties`. */
  readonly right: readonly number[];
}

/** The examples of one fold, to be ranked with a catalogue that has never seen their texts. */
export interface Fold {
  readonly catalogue: Catalogue;
  readonly examples: readonly Example[];
}

const FOLDS = 4;
/** Two of the four folds give the weights to two digits; each costs the fit of a classifier. */
const FOLDS_USED = 2;
/** A duty is an answer to a topic's phrasing when it belongs to the topic this surely … */
const RIGHT_LINK_MIN = 0.55;
/** … and a topic is foreign to a town when its best duty there is linked less than this. */
const FOREIGN_LINK_MAX = 0;

/**
 * Left-out phrasings as questions: every fourth phrasing of each topic is taken out of the catalogue and
 * asked in each town. Messages of data/no-duty.json and phrasings of topics a town does not have are
 * examples without an answer.
 * @param every take only one phrasing in so many, to save time
 */
export async function createFolds(every: number): Promise<Fold[]> {
  const bodies = loadBodies();
  const topics = loadTopics();
  const noDuty = loadNoDuty();
  const reader = {
    catalogue: createCatalogue(bodies, { topics: [], classifier: EMPTY_CLASSIFIER }),
    say: loadWording('notices'),
  };
  const lists = await Promise.all(
    readdirSync(LISTS_FOLDER).map((name) => readListFile(join(LISTS_FOLDER, name), reader)),
  );
  return Array.from({ length: FOLDS_USED }, (_, fold) => {
    const kept = topics.map((topic) => ({
      ...topic,
      phrasings: topic.phrasings.filter((_, at) => at % FOLDS !== fold),
    }));
    const keptTalk = noDuty.filter((_, at) => at % FOLDS !== fold);
    const { tokeniser, lexicon } = createCatalogue(bodies, { topics: kept, classifier: EMPTY_CLASSIFIER });
    const classifier = fittedClassifier(kept, lexicon, tokeniser, keptTalk);
    const catalogue = createCatalogue(bodies, { topics: kept, classifier });
    const examples: Example[] = [];
    for (const { township, duties } of lists) {
      const linked = duties.map((duty) => ({ duty, links: catalogue.linker.link(duty.name) }));
      const index = buildTownIndex(township, 0, linked, catalogue);
      const left = (topic: Topic) =>
        topic.phrasings.filter((_, at) => at % FOLDS === fold && Math.floor(at / FOLDS) % every === 0);
      for (const topic of topics) {
        const scores = linked.map(
          ({ links }) => links.find(({ topicId }) => topicId === topic.id)?.score ?? 0,
        );
        const best = Math.max(...scores);
        if (best > FOREIGN_LINK_MAX && best < RIGHT_LINK_MIN) continue;
        const right =
          best < RIGHT_LINK_MIN ? [] : scores.flatMap((score, at) => (score >= best - 0.02 ? [at] : []));
        if (right.length === 0 && isNearHere(topic, index)) continue;
        for (const text of left(topic)) examples.push({ index, text, right });
      }
      for (const [at, { name }] of duties.entries()) {
        if (at % FOLDS !== fold) continue;
        for (const text of nameFragments(name)) {
          const right = duties.flatMap((duty, other) => (duty.name.includes(text) ? [other] : []));
          if (right.length <= SHARED_FRAGMENT_MAX) examples.push({ index, text, right });
        }
      }
      const talk = noDuty.filter((_, at) => at % FOLDS === fold);
      for (const text of talk) examples.push({ index, text, right: [] });
    }
    return { catalogue, examples };
  });
}

/** A fragment of a name that more duties than this share says nothing. */
const SHARED_FRAGMENT_MAX = 3;

/** A topic that some topic of the town calls near may well be answered by it: no example at all. */
function isNearHere(topic: Topic, index: TownIndex): boolean {
  return index.topics.some(
    (own) =>
      [...own.near.map(({ id }) => id), ...own.alike].includes(topic.id) ||
      topic.near.some(({ id }) => id === own.id),
  );
}
