import { createHash } from 'node:crypto';
import type { BodyCatalogue } from '../bodies.js';
import { type Classifier, loadClassifier } from './classifier.js';
import { type Lexicon, loadLexicon } from './lexicon.js';
import { loadNoDuty } from './no-duty.js';
import { createPostings, type Postings } from './postings.js';
import { createLinker, type TopicLinker } from './link.js';
import { normalise } from './normalise.js';
import { createTokeniser, type Tokeniser } from './tokenise.js';
import { loadTopics, type Topic } from './topics.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';

/** One topic cut for searching; made once and shared by every town that has the topic. */
export interface CutTopic {
  readonly topic: Topic;
  /** Distinct terms of each phrasing. */
  readonly phrasings: readonly Uint32Array[];
  readonly keywords: readonly string[];
  /** Distinct terms of all keywords. */
  readonly keywordTerms: Uint32Array;
}

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
  topic(id: string): CutTopic | undefined;
  /** Messages of data/no-duty.json, which no list answers, with the number of terms of each. */
  readonly noDuty: { readonly postings: Postings; readonly lengths: Uint16Array };
}

/** What a catalogue is made from; by default the files of data/. */
export interface CatalogueData {
  readonly topics?: readonly Topic[];
  readonly lexicon?: Lexicon;
  readonly noDuty?: readonly string[];
  readonly classifier?: Classifier;
}

export function createCatalogue(bodies: BodyCatalogue, data: CatalogueData = {}): Catalogue {
  const { topics = loadTopics(), lexicon = loadLexicon(), noDuty = loadNoDuty() } = data;
  const { classifier = loadClassifier() } = data;
  const tokeniser = createTokeniser(ownWords(topics, lexicon));
  const vocabulary = createVocabulary();
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const cut = new Map<string, CutTopic>();
  const talk = noDuty.map((text) => Uint32Array.from(tokeniser.terms(normalise(text)), vocabulary.intern));
  return {
    bodies,
    lexicon,
    tokeniser,
    vocabulary,
    classifier,
    linker: createLinker(topics),
    fingerprint: createHash('sha256')
      .update(JSON.stringify(topics.map(({ id, names }) => [id, names])))
      .digest('hex')
      .slice(0, 16),
    noDuty: {
      postings: createPostings(talk, vocabulary.size),
      lengths: Uint16Array.from(talk, (terms) => terms.length),
    },
    topic(id) {
      const known = cut.get(id);
      const topic = byId.get(id);
      if (known || !topic) return known;
      const made = cutTopic(topic, tokeniser, vocabulary);
      cut.set(id, made);
      return made;
    },
  };
}

function cutTopic(topic: Topic, { terms }: Tokeniser, { intern }: Vocabulary): CutTopic {
  const keywords = topic.keywords.map(normalise);
  return {
    topic,
    phrasings: topic.phrasings.map((phrasing) => Uint32Array.from(terms(normalise(phrasing)), intern)),
    keywords,
    keywordTerms: Uint32Array.from(
      new Set(keywords.flatMap((keyword) => [keyword, ...terms(keyword)])),
      intern,
    ),
  };
}

function* ownWords(topics: readonly Topic[], lexicon: Lexicon): Iterable<string> {
  for (const { keywords } of topics) yield* keywords.map(normalise);
  yield* lexicon.words;
}
