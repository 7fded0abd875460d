import { createHash } from 'node:crypto';
import type { BodyCatalogue } from '../bodies.js';
import { type Classifier, loadClassifier } from './classifier.js';
import { type Lexicon, loadLexicon } from './lexicon.js';
import { createLinker, type TopicLinker } from './link.js';
import { normalise } from './normalise.js';
import { createTokeniser, type Tokeniser } from './tokenise.js';
import { loadTopics, type Topic } from './topics.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';

/** What all townships share: topics, words, the tokeniser that knows them. */
export interface Catalogue {
  readonly bodies: BodyCatalogue;
  readonly lexicon: Lexicon;
  readonly tokeniser: Tokeniser;
  readonly vocabulary: Vocabulary;
  readonly linker: TopicLinker;
  readonly classifier: Classifier;
  /** Changes when a link made with this catalogue may come out differently. */
  readonly fingerprint: string;
  topic(id: string): Topic | undefined;
}

/** What a catalogue is made from; by default the files of data/. */
export interface CatalogueData {
  readonly topics?: readonly Topic[];
  readonly lexicon?: Lexicon;
  readonly classifier?: Classifier;
}

export function createCatalogue(bodies: BodyCatalogue, data: CatalogueData = {}): Catalogue {
  const { topics = loadTopics(), lexicon = loadLexicon() } = data;
  const { classifier = loadClassifier() } = data;
  const tokeniser = createTokeniser(ownWords(topics, lexicon));
  const vocabulary = createVocabulary();
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  let linker: TopicLinker | undefined;
  return {
    bodies,
    lexicon,
    tokeniser,
    vocabulary,
    classifier,
    // Only a new list has anything to link.
    get linker() {
      linker ??= createLinker(topics);
      return linker;
    },
    fingerprint: createHash('sha256')
      .update(JSON.stringify(topics.map(({ id, title, names }) => [id, title, names])))
      .digest('hex')
      .slice(0, 16),
    topic: (id) => byId.get(id),
  };
}

function* ownWords(topics: readonly Topic[], lexicon: Lexicon): Iterable<string> {
  for (const { keywords } of topics) yield* keywords.map(normalise);
  yield* lexicon.words;
}
