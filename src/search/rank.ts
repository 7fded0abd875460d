import { join } from 'node:path';
import { z } from 'zod';
import type { Duty } from '../duty.js';
import { readJsonFile } from '../json-file.js';
import { PROJECT_ROOT } from '../root.js';
import { computeFeatures, FEATURES, type FeatureValues } from './features.js';
import type { Question } from './question.js';
import type { TownIndex } from './town-index.js';

/** What the confidence in the first duty is made of. */
export const CONFIDENCE_SIGNALS = [
  'bias',
  'probability',
  'margin',
  'bestPhrasing',
  'explained',
  'unknown',
  'nameSaid',
  'keywordWhole',
  'noDuty',
  'topPhrasings',
  'length',
] as const;

const modelSchema = z.strictObject({
  weights: z.strictObject(
    Object.fromEntries(FEATURES.map((name) => [name, z.number()])) as Record<
      (typeof FEATURES)[number],
      z.ZodNumber
    >,
  ),
  confidence: z.strictObject(
    Object.fromEntries(CONFIDENCE_SIGNALS.map((name) => [name, z.number()])) as Record<
      (typeof CONFIDENCE_SIGNALS)[number],
      z.ZodNumber
    >,
  ),
});
/** Fitted by bench/fit-ranking.ts from left-out phrasings; read-only here. */
export type RankingModel = z.output<typeof modelSchema>;

/** data/ranking.json. @throws BotError when the file is missing or off its schema. */
export function loadRanking(path = join(PROJECT_ROOT, 'data', 'ranking.json')): RankingModel {
  return readJsonFile(path, modelSchema);
}

export interface Candidate {
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
}

/** Orders the town's duties for a question. */
export function rank(question: Question, index: TownIndex, model: RankingModel): Ranking {
  const features = computeFeatures(question, index);
  const scores = features.map((values) =>
    FEATURES.reduce((sum, name) => sum + model.weights[name] * values[name], 0),
  );
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const candidates = index.duties
    .map(({ duty }, at) => ({ at, duty, score: scores[at] ?? 0, probability: (shares[at] ?? 0) / total }))
    .sort((a, b) => b.score - a.score)
    .slice(0, CANDIDATES_MAX)
    .flatMap(({ at, ...candidate }) => {
      const values = features[at];
      return values ? [{ ...candidate, features: values }] : [];
    });
  return { candidates, confidence: confidence(candidates, question, model) };
}

const CANDIDATES_MAX = 12;

/** The values of `CONFIDENCE_SIGNALS` for a ranking. */
export function confidenceSignals(
  candidates: readonly Candidate[],
  question: Question,
): Record<(typeof CONFIDENCE_SIGNALS)[number], number> {
  const [first, second] = candidates;
  return {
    bias: 1,
    probability: first?.probability ?? 0,
    margin: (first?.probability ?? 0) - (second?.probability ?? 0),
    bestPhrasing: first?.features.bestPhrasing ?? 0,
    explained: 1 - (first?.features.unexplained ?? 1),
    unknown: question.unknown,
    nameSaid: Math.min(1, first?.features.nameSaid ?? 0),
    keywordWhole: first?.features.keywordWhole ?? 0,
    noDuty: question.noDuty,
    topPhrasings: first?.features.topPhrasings ?? 0,
    length: Math.min(1, question.weight / 100),
  };
}

function confidence(candidates: readonly Candidate[], question: Question, model: RankingModel): number {
  if (question.weight === 0 || candidates.length === 0) return 0;
  const signals = confidenceSignals(candidates, question);
  const sum = CONFIDENCE_SIGNALS.reduce((total, name) => total + model.confidence[name] * signals[name], 0);
  return 1 / (1 + Math.exp(-sum));
}
