import { join } from 'node:path';
import { z } from 'zod';
import type { Duty } from '../duty.js';
import { readJsonFile } from '../json-file.js';
import { PROJECT_ROOT } from '../root.js';
import { leastConfidence, raiseScores } from './accepted.js';
import {
  type Classified,
  classify,
  computeFeatures,
  FEATURES,
  type FeatureValues,
  NAME_SHARE_SURE,
} from './features.js';
import { dutiesNamed } from './named.js';
import type { Question } from './question.js';
import { raiseAbove } from './raise.js';
import type { TownIndex } from './town-index.js';

/** What the confidence in the first duty is made of. */
export const CONFIDENCE_SIGNALS = [
  'bias',
  /** Belief in the first duty, and how far it is ahead of the second. */
  'probability',
  'margin',
  /** The classifier's score of the best topic of this town, … */
  'best',
  /** … how far the best topic of other towns only is above it, … */
  'foreign',
  /** … and how far messages that no list answers are. */
  'noDuty',
  'noDutyShare',
  'foreignShare',
  /** Share of the question's words that nothing ever says. */
  'unknown',
  'nameSaid',
  'name',
  'keywordWhole',
  /** The one word that speaks most for an unanswerable message, and the one most for the first duty. */
  'away',
  'towards',
  /** How like it is to a message that no list answers. */
  'likeTalk',
  /** How much the question says, in rare words. */
  'length',
] as const;
export type ConfidenceSignal = (typeof CONFIDENCE_SIGNALS)[number];

const numbers = <N extends string>(names: readonly N[]) => z.record(z.enum(names), z.number());
const modelSchema = z.strictObject({
  weights: numbers(FEATURES),
  confidence: numbers(CONFIDENCE_SIGNALS),
  listed: numbers(CONFIDENCE_SIGNALS),
});
/** Fitted by bench/fit-ranking.ts from left-out phrasings; read-only here. */
export type RankingModel = z.output<typeof modelSchema>;

/** data/ranking.json. @throws BotError when the file is missing or off its schema. */
export function loadRanking(path = join(PROJECT_ROOT, 'data', 'ranking.json')): RankingModel {
  return readJsonFile(path, modelSchema);
}

export interface Candidate {
  /** Position in `TownIndex.duties`. */
  readonly at: number;
  readonly duty: Duty;
  readonly score: number;
  /** Share of belief among all duties of the town, given that one of them is meant. */
  readonly probability: number;
  readonly features: FeatureValues;
}

export interface Ranking {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Calibrated chance that the first candidate is the right one, 0 to 1. */
  readonly confidence: number;
  /** Calibrated chance that the town's list has the matter at all, 0 to 1. */
  readonly listed: number;
  /** The question is hardly more than a word that stands in an official name. */
  readonly isNamed?: boolean;
}

const CANDIDATES_MAX = 12;

/** Orders the town's duties for a question. */
export function rank(question: Question, index: TownIndex, model: RankingModel): Ranking {
  const classified = classify(question, index);
  const features = computeFeatures(question, index, classified);
  const scores = features.scores(model.weights);
  const said = index.accepted?.find(question);
  if (said) raiseScores(scores, said);
  const named = dutiesNamed(question.text, index);
  raiseAbove(scores, named, NAMED_LEAD);
  const order = highestFirst(scores, CANDIDATES_MAX);
  const highest = scores[order[0] ?? 0] ?? 0;
  let total = 0;
  for (let at = 0; at < scores.length; at += 1) total += Math.exp(scores[at]! - highest);
  const candidates = order.map((at) => ({
    at,
    duty: index.duties[at]!.duty,
    score: scores[at]!,
    probability: Math.exp(scores[at]! - highest) / total,
    features: features.row(at),
  }));
  if (question.classified.length === 0) return { candidates, confidence: 0, listed: 0 };
  const signals = confidenceSignals(candidates, question, classified, index);
  const sure = named.length === 1 && order[0] === named[0] ? NAMED_CONFIDENCE : 0;
  const least = said ? leastConfidence(said, order[0] ?? -1) : { sure: 0, listed: 0 };
  return {
    candidates,
    confidence: Math.max(least.sure, sure, chance(signals, model.confidence)),
    listed: Math.max(least.listed, chance(signals, model.listed)),
    isNamed: question.isNamed || named.length > 0 || (candidates[0]?.features.name ?? 0) >= NAME_SHARE_SURE,
  };
}

/** Who types an item's official name means it. */
const NAMED_CONFIDENCE = 0.97;
/** How far named items are set above all others. */
const NAMED_LEAD = 4;

/** Positions of the `count` highest scores, without sorting the hundreds below them. */
function highestFirst(scores: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at]!;
    if (best.length === count && score <= scores[best[count - 1]!]!) continue;
    let place = best.length;
    while (place > 0 && scores[best[place - 1]!]! < score) place -= 1;
    best.splice(place, 0, at);
    if (best.length > count) best.pop();
  }
  return best;
}

/** The values of `CONFIDENCE_SIGNALS` for a ranking. */
export function confidenceSignals(
  candidates: readonly Candidate[],
  question: Question,
  classified: Classified,
  index: TownIndex,
): Record<ConfidenceSignal, number> {
  const [first, second] = candidates;
  const { best, foreign, noDuty, noDutyShare, foreignShare } = classified;
  const { away, towards } = pullOf(first, classified, index);
  const bounded = (value: number): number => Math.min(1, Math.max(-1, Number.isFinite(value) ? value : 0));
  return {
    bias: 1,
    probability: first?.probability ?? 0,
    margin: (first?.probability ?? 0) - (second?.probability ?? 0),
    best: bounded(best),
    foreign: bounded(foreign - best),
    noDuty: bounded(noDuty - best),
    noDutyShare,
    foreignShare,
    unknown: question.unknown,
    nameSaid: Math.min(1, first?.features.nameSaid ?? 0),
    name: first?.features.name ?? 0,
    keywordWhole: first?.features.keywordWhole ?? 0,
    away: Math.min(1, away / PULL_UNIT),
    towards: Math.min(1, towards / PULL_UNIT),
    likeTalk: index.classifier.likeTalk(question.own),
    length: Math.min(1, question.weight / 100),
  };
}

/** The strongest pull that is told apart, in the classifier's unit. */
const PULL_UNIT = 10;

/** What single words say of the first duty, by the topic of it that they speak for most. */
function pullOf(first: Candidate | undefined, { known }: Classified, index: TownIndex) {
  const links = (first && index.duties[first.at]?.links) ?? [];
  let pull = { away: PULL_UNIT, towards: 0 };
  for (const { topic } of links) {
    const one = index.classifier.pull(known, index.classified[topic] ?? -1);
    if (one.away - one.towards < pull.away - pull.towards) pull = one;
  }
  return pull;
}

function chance(
  signals: Record<ConfidenceSignal, number>,
  weights: Record<ConfidenceSignal, number>,
): number {
  const sum = CONFIDENCE_SIGNALS.reduce((total, name) => total + weights[name] * signals[name], 0);
  return 1 / (1 + Math.exp(-sum));
}
