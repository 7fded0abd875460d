import { sumWeights } from './postings.js';
import type { Question } from './question.js';
import type { TownIndex } from './town-index.js';

/**
 * What speaks for or against a duty as the answer to a question. Every feature is about 0 to 1 in size, so
 * that the fitted weights of data/ranking.json can be read.
 */
export const FEATURES = [
  /** The classifier's score of the topic, against the best of this town: 0 for the best, below for others. */
  'classifier',
  /** MiniSearch's own score over the duty's short fields, against the best duty's. */
  'fields',
  /** Rare words of the question that stand in the official name. */
  'name',
  /** How much of the official name the question says: high for a question that is the name. */
  'nameSaid',
  /** Whole everyday keywords of the topic in the question, by their length. */
  'keywordWhole',
  /** Rare words of the question that stand in the duties' texts. */
  'texts',
  /** The question names a body and the duty has it. */
  'bodyNamed',
  /** The question names a body and the duty does not have it. */
  'bodyMissing',
  /** Somebody asks who fines, and the name is a penalty; or one without the other. */
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

/** MiniSearch is asked for this many of the rarest terms: the others cost more than they tell. */
const FIELD_TERMS_MAX = 12;
/** Distance in the classifier's score beyond which a topic is as good as not meant; a tenth of its unit. */
const CLASSIFIER_RANGE = 2;
/** Score of a duty that no topic speaks for, as far as the question does not say its name … */
const UNLINKED_SCORE = -0.7;
/** … which it does when this share of its rare words stands there. */
export const NAME_SHARE_SURE = 0.6;
/** What a weaker link takes from the classifier's score. */
const LINK_COST = 0.15;
const KEYWORD_CHARACTERS_MAX = 8;

/** What the classifier says of a question in a town. */
export interface Classified {
  /** Of every topic of `index.topics`, a tenth of the classifier's unit; -Infinity for one it does not know. */
  readonly topics: Float64Array;
  readonly best: number;
  /** Best topic that this town's list does not have. */
  readonly foreign: number;
  /** Messages that no list answers. */
  readonly noDuty: number;
  /** Belief that it is such a message, or a matter that only other towns have, 0 to 1. */
  readonly noDutyShare: number;
  readonly foreignShare: number;
}

export function classify(question: Question, index: TownIndex): Classified {
  const scores = index.classifier.scores(question.classified);
  const of = (position: number): number =>
    position < 0 ? Number.NEGATIVE_INFINITY : (scores[position] ?? 0) / 10;
  const topics = Float64Array.from(index.classified, of);
  const foreign = Float64Array.from(index.foreign, of);
  const noDuty = of(index.classifier.noDuty);
  const best = highest(topics);
  const top = Math.max(best, highest(foreign), noDuty);
  const belief = (values: Iterable<number>): number => {
    let sum = 0;
    for (const value of values) sum += Math.exp(10 * (value - top));
    return sum;
  };
  const shares = { here: belief(topics), foreign: belief(foreign), noDuty: belief([noDuty]) };
  const total = shares.here + shares.foreign + shares.noDuty || 1;
  return {
    topics,
    best,
    foreign: highest(foreign),
    noDuty,
    noDutyShare: shares.noDuty / total,
    foreignShare: shares.foreign / total,
  };
}

function highest(values: Iterable<number>): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > best) best = value;
  return best;
}

/** The feature values of every duty of the town, in the order of `index.duties`. */
export function computeFeatures(
  question: Question,
  index: TownIndex,
  classified: Classified,
): FeatureValues[] {
  const weight = Math.max(question.weight, 1e-6);
  const names = sumWeights(index.names, question.terms);
  const texts = sumWeights(index.texts, question.terms);
  const fields = fieldScores(question, index);
  const keywords = keywordCharacters(question.text, index);
  const wishes = question.wishes;
  const asksPenalty = wishes.has('penalty');
  const asksApply = wishes.has('apply') || wishes.has('pay');
  const namesBody = question.bodies.size > 0;
  return index.duties.map(({ duty, links, bodies, nameWeight, isPenalty, isApplying }, at) => {
    const topic = bestTopic(links, classified, names[at]! / weight);
    const hasNamed = namesBody && [...question.bodies].some((body) => bodies.has(body));
    return {
      classifier: topic.score,
      fields: fields[at]!,
      name: names[at]! / weight,
      nameSaid: names[at]! / Math.max(nameWeight, 1e-6),
      keywordWhole: loudestKeyword(links, keywords),
      texts: texts[at]! / weight,
      bodyNamed: Number(hasNamed),
      bodyMissing: Number(namesBody && !hasNamed),
      penaltyBoth: Number(asksPenalty && isPenalty),
      penaltyOnlyName: Number(!asksPenalty && isPenalty),
      penaltyOnlyQuestion: Number(asksPenalty && !isPenalty),
      applyBoth: Number(asksApply && isApplying),
      reclaimedAsked: Number(wishes.has('ownership') && duty.list === 'reclaimed'),
      link: topic.link,
      isBasic: Number(duty.list === 'basic'),
      isReclaimed: Number(duty.list === 'reclaimed'),
    };
  });
}

function fieldScores(question: Question, { fields, duties }: TownIndex): Float64Array {
  const scores = new Float64Array(duties.length);
  if (question.known.length === 0) return scores;
  const rarest = question.known.slice(0, FIELD_TERMS_MAX);
  const found = fields.search(' ', {
    tokenize: () => [...rarest],
    combineWith: 'OR',
    boost: { name: 3, bodies: 1, category: 1 },
  });
  const best = found[0]?.score ?? 1;
  for (const { id, score } of found) scores[Number(id)] = score / best;
  return scores;
}

/** For every topic the characters of its whole keywords that stand in the question. */
function keywordCharacters(text: string, index: TownIndex): Uint8Array {
  const characters = new Uint8Array(index.topics.length);
  for (const { word, value } of index.wholeKeywords.find(text)) {
    for (const topic of value)
      characters[topic] = Math.min(KEYWORD_CHARACTERS_MAX, characters[topic]! + word.length);
  }
  return characters;
}

function loudestKeyword(links: readonly { topic: number; score: number }[], keywords: Uint8Array): number {
  let most = 0;
  for (const { topic, score } of links)
    most = Math.max(most, (score * keywords[topic]!) / KEYWORD_CHARACTERS_MAX);
  return most;
}

/** The linked topic that the classifier believes in most, its score against the best of the town. */
function bestTopic(
  links: readonly { topic: number; score: number }[],
  { topics, best }: Classified,
  nameShare: number,
) {
  if (links.length === 0) {
    const said = Math.min(1, nameShare / NAME_SHARE_SURE);
    return { score: UNLINKED_SCORE * (1 - said), link: 0 };
  }
  let found = { score: -CLASSIFIER_RANGE, link: 0 };
  for (const { topic, score } of links) {
    const value = topics[topic]! + LINK_COST * Math.log(score) - best;
    if (value > found.score) found = { score: value, link: score };
  }
  return found;
}
