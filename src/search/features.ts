import { LIST_KINDS } from '../duty.js';
import { sumWeights, type WeightedTerm } from './postings.js';
import type { Question } from './question.js';
import { countByTopic, type TownIndex } from './town-index.js';

/**
 * What speaks for or against a duty as the answer to a question. Every feature is a share (0 to about 1),
 * so that the fitted weights of data/ranking.json can be read.
 */
export const FEATURES = [
  /** MiniSearch's own score over all fields of the duty, against the best duty's. */
  'fields',
  /** Rare words of the question that stand in the official name. */
  'name',
  /** The classifier's score of the topic, against the best of this town: 0 for the best, below for others. */
  'classifier',
  /** How much of the official name the question says: high for a question that is the name. */
  'nameSaid',
  /** Rare words of the question among the topic's everyday keywords. */
  'keywords',
  /** A whole keyword stands in the question, by its length. */
  'keywordWhole',
  /** Rare words of the question over all phrasings of the topic (BM25). */
  'phrasings',
  /** Likeness to the single most similar phrasing (cosine). */
  'bestPhrasing',
  /** Mean likeness to the three most similar phrasings. */
  'topPhrasings',
  /** Rare words of the question that stand in the duties' texts. */
  'texts',
  /** Rare words of the question that nothing of this duty explains. */
  'unexplained',
  /** The three rarest words of the question, how much of them this duty explains. */
  'rarest',
  /** The question names a body and the duty has it. */
  'bodyNamed',
  /** The question names a body and the duty does not have it. */
  'bodyMissing',
  /** Somebody asks who fines, and the name is a penalty; or the reverse. */
  'penaltyBoth',
  'penaltyOnlyName',
  'penaltyOnlyQuestion',
  /** Somebody asks how to apply or who pays, and the matter is one of applying or paying. */
  'applyBoth',
  /** Somebody asks whether it is still the township's, and it was taken back. */
  'reclaimedAsked',
  /** How surely the duty belongs to the topic that speaks for it. */
  'link',
  /** The duty's own list, a leaning only. */
  'isBasic',
  'isReclaimed',
] as const;
export type Feature = (typeof FEATURES)[number];
export type FeatureValues = Readonly<Record<Feature, number>>;

const BM25_K = 1.2;
/** Least score of the classifier that is told apart: below it a topic is as good as not meant. */
const CLASSIFIER_MIN = -3;
/** What a weaker link takes from the classifier's score. */
const LINK_COST = 0.3;
/** MiniSearch is asked for this many of the rarest terms: the others cost more than they tell. */
const FIELD_TERMS_MAX = 16;
const PENALTY_NAME = /处罚|查处|责令|追缴/;
const APPLY_NAME = /申请|受理|审批|审核|登记|申领|办理|发放|补贴|补助|津贴|救助|证明|报名|认定/;

/** What each topic of the town says to the question. */
interface TopicScores {
  readonly keywords: number;
  readonly keywordWhole: number;
  readonly phrasings: number;
  readonly best: number;
  readonly top: number;
  readonly explained: number;
  readonly rarest: number;
  /** The classifier's score, a tenth of its own unit. */
  readonly classifier: number;
}

/** The feature values of every duty of the town, in the order of `index.duties`. */
export function computeFeatures(question: Question, index: TownIndex): FeatureValues[] {
  const weight = Math.max(question.weight, 1e-6);
  const rarest = question.terms.slice(0, 3);
  const rarestWeight = rarest.reduce((sum, term) => sum + term.weight, 1e-6);
  const names = sumWeights(index.names, question.terms);
  const texts = sumWeights(index.texts, question.terms);
  const fields = fieldScores(question, index);
  const topics = scoreTopics(question, index, weight, rarest, rarestWeight);
  const nameRarest = sumWeights(index.names, rarest);
  const asksPenalty = question.wishes.has('penalty');
  const asksApply = question.wishes.has('apply') || question.wishes.has('pay');
  const voices = index.duties.map(({ links }) => bestTopic(links, topics));
  const loudest = voices.reduce((max, { classifier }) => Math.max(max, classifier), CLASSIFIER_MIN);
  return index.duties.map(({ duty, bodies, nameWeight }, at) => {
    const best = voices[at] ?? NO_TOPIC;
    const name = (names[at] ?? 0) / weight;
    const isPenalty = PENALTY_NAME.test(duty.name);
    const hasNamed = [...question.bodies].some((body) => bodies.has(body));
    return {
      fields: fields[at] ?? 0,
      name,
      classifier: Math.max(best.classifier, CLASSIFIER_MIN) - loudest,
      nameSaid: (names[at] ?? 0) / Math.max(nameWeight, 1e-6),
      keywords: best.keywords,
      keywordWhole: best.keywordWhole,
      phrasings: best.phrasings,
      bestPhrasing: best.best,
      topPhrasings: best.top,
      texts: (texts[at] ?? 0) / weight,
      unexplained: 1 - Math.min(1, Math.max(best.explained, name)),
      rarest: Math.max(best.rarest, (nameRarest[at] ?? 0) / rarestWeight),
      bodyNamed: hasNamed ? 1 : 0,
      bodyMissing: question.bodies.size > 0 && !hasNamed ? 1 : 0,
      penaltyBoth: asksPenalty && isPenalty ? 1 : 0,
      penaltyOnlyName: !asksPenalty && isPenalty ? 1 : 0,
      penaltyOnlyQuestion: asksPenalty && !isPenalty ? 1 : 0,
      applyBoth: asksApply && APPLY_NAME.test(duty.name) ? 1 : 0,
      reclaimedAsked: question.wishes.has('ownership') && duty.list === 'reclaimed' ? 1 : 0,
      link: best.link,
      isBasic: duty.list === LIST_KINDS[0] ? 1 : 0,
      isReclaimed: duty.list === LIST_KINDS[2] ? 1 : 0,
    };
  });
}

function fieldScores(question: Question, { fields, duties }: TownIndex): Float32Array {
  const scores = new Float32Array(duties.length);
  if (question.known.length === 0) return scores;
  const rarest = question.known.slice(0, FIELD_TERMS_MAX);
  const found = fields.search(' ', {
    tokenize: () => [...rarest],
    combineWith: 'OR',
    boost: { name: 3, keywords: 2, bodies: 1, category: 1, texts: 0.5 },
  });
  const best = found[0]?.score ?? 1;
  for (const { id, score } of found) scores[Number(id)] = score / best;
  return scores;
}

function scoreTopics(
  question: Question,
  index: TownIndex,
  weight: number,
  rarest: readonly WeightedTerm[],
  rarestWeight: number,
): TopicScores[] {
  const keywords = sumWeights(index.keywords, question.terms);
  const pooled = new Float32Array(index.topics.length);
  const explained = new Float32Array(index.topics.length);
  const rare = new Float32Array(index.topics.length);
  for (const { term, weight: w } of question.terms) {
    countByTopic(index.phrasings.get(term), index.topicOfPhrasing, (topic, count) => {
      pooled[topic]! += (w * count * (BM25_K + 1)) / (count + BM25_K);
      explained[topic]! += w;
    });
  }
  for (const { term, weight: w } of rarest) {
    countByTopic(index.phrasings.get(term), index.topicOfPhrasing, (topic) => {
      rare[topic]! += w;
    });
  }
  const likeness = phrasingLikeness(question, index);
  const classified = index.classifier.scores(question.classified);
  const whole = keywordCharacters(question.text, index);
  return index.topics.map((_, at) => ({
    keywords: (keywords[at] ?? 0) / weight,
    keywordWhole: whole[at]! / 8,
    phrasings: (pooled[at] ?? 0) / weight / (BM25_K + 1),
    best: likeness.best[at] ?? 0,
    top: likeness.top[at] ?? 0,
    explained: Math.max(explained[at] ?? 0, keywords[at] ?? 0) / weight,
    rarest: (rare[at] ?? 0) / rarestWeight,
    classifier: (classified[index.classified[at] ?? -1] ?? 10 * CLASSIFIER_MIN) / 10,
  }));
}

/** Cosine of the question with each phrasing: the best, and the mean of the three best, of each topic. */
function phrasingLikeness(question: Question, index: TownIndex) {
  const shared = sumWeights(index.phrasings, question.terms);
  const best = new Float32Array(index.topics.length);
  const second = new Float32Array(index.topics.length);
  const third = new Float32Array(index.topics.length);
  for (let at = 0; at < shared.length; at += 1) {
    const sum = shared[at] ?? 0;
    if (sum === 0) continue;
    const value = sum / Math.sqrt(question.weight * (index.phrasingWeights[at] ?? 1));
    const topic = index.topicOfPhrasing[at] ?? 0;
    if (value > (best[topic] ?? 0)) {
      third[topic] = second[topic] ?? 0;
      second[topic] = best[topic] ?? 0;
      best[topic] = value;
    } else if (value > (second[topic] ?? 0)) {
      third[topic] = second[topic] ?? 0;
      second[topic] = value;
    } else if (value > (third[topic] ?? 0)) {
      third[topic] = value;
    }
  }
  const top = best.map((value, topic) => (value + (second[topic] ?? 0) + (third[topic] ?? 0)) / 3);
  return { best, top };
}

/** For every topic the characters of its whole keywords that stand in the question, saturating at eight. */
function keywordCharacters(text: string, index: TownIndex): Uint8Array {
  const characters = new Uint8Array(index.topics.length);
  for (const { word, value } of index.wholeKeywords.find(text)) {
    for (const topic of value) characters[topic] = Math.min(8, characters[topic]! + word.length);
  }
  return characters;
}

const NO_TOPIC: TopicScores & { link: number } = {
  keywords: 0,
  keywordWhole: 0,
  phrasings: 0,
  best: 0,
  top: 0,
  explained: 0,
  rarest: 0,
  classifier: -3,
  link: 0,
};

/** What the linked topics say for the duty, each feature by the loudest; a weak link lowers its voice. */
function bestTopic(links: readonly { topic: number; score: number }[], topics: readonly TopicScores[]) {
  if (links.length === 0) return NO_TOPIC;
  const best = { ...NO_TOPIC };
  for (const { topic, score } of links) {
    const said = topics[topic];
    if (!said) continue;
    if (score * said.phrasings > best.phrasings) best.link = score;
    best.keywords = Math.max(best.keywords, score * said.keywords);
    best.keywordWhole = Math.max(best.keywordWhole, score * said.keywordWhole);
    best.phrasings = Math.max(best.phrasings, score * said.phrasings);
    best.best = Math.max(best.best, score * said.best);
    best.top = Math.max(best.top, score * said.top);
    best.explained = Math.max(best.explained, score * said.explained);
    best.rarest = Math.max(best.rarest, score * said.rarest);
    best.classifier = Math.max(best.classifier, said.classifier + LINK_COST * Math.log(score));
  }
  return best;
}
