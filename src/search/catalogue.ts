import { createHash } from 'node:crypto';
import type { BodyCatalogue } from '../bodies.js';
import { type Classifier, loadClassifier } from './classifier.js';
import { type Lexicon, loadLexicon } from './lexicon.js';
import { createLinker, type TopicLinker } from './link.js';
import { normalise } from './normalise.js';
import { createTokeniser, type Tokeniser } from './tokenise.js';
import { loadTopics, type Topic } from './topics.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';
import { createWordFinder, type WordFinder } from './word-finder.js';

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
  /** A topic's keywords of two characters and more, normalised. */
  keywords(id: string): readonly string[];
  /** Whole keywords in a text, with the ids of the topics they belong to. */
  readonly wholeKeywords: WordFinder<readonly string[]>;
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
  const keywords = new Map(topics.map((topic) => [topic.id, normalisedKeywords(topic)]));
  const tokeniser = createTokeniser([...[...keywords.values()].flat(), ...lexicon.words]);
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
    keywords: (id) => keywords.get(id) ?? [],
    wholeKeywords: createWordFinder(wordsOf(keywords), (a, b) => [...a, ...b]),
  };
}

const normalisedKeywords = ({ keywords }: Topic): readonly string[] =>
  keywords.map(normalise).filter((word) => word.length > 1);

function* wordsOf(keywords: ReadonlyMap<string, readonly string[]>): Iterable<[string, readonly string[]]> {
  for (const [id, words] of keywords) for (const word of words) yield [word, [id]];
}
