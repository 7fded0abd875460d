/**
 * Fits data/ranking.json from left-out phrasings of data/topics and the messages of data/no-duty.json.
 * Never from the evaluation questions. Run: npm run fit [-- EVERY]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/root.js';
import { classify, computeFeatures, FEATURES } from '../src/search/features.js';
import { readQuestion } from '../src/search/question.js';
import {
  CONFIDENCE_SIGNALS,
  confidenceSignals,
  loadRanking,
  type RankingModel,
  rank,
} from '../src/search/rank.js';
import { createFolds, type Fold } from './fit-examples.js';
import { dot, fitLogistic, fitSoftmax, type RankedExample, type Sign, shuffle } from './fit-models.js';

/** A question without an answer is about this much rarer than one with an answer. */
const NONE_SHARE = 0.2;

/** Duties that a right one has to be told from in each example. */
const RIVALS_MAX = 60;

const AGAINST = new Set<string>(['bodyMissing', 'penaltyOnlyName', 'penaltyOnlyQuestion']);
const EITHER = new Set<string>(['link', 'isBasic', 'isReclaimed']);

const every = Number(process.argv[2] ?? 2);
const folds = await createFolds(every);
const start = loadRanking();

const ranked = shuffle(folds.flatMap((fold) => rankedExamples(fold)));
process.stderr.write(`${ranked.length} questions with an answer\n`);
const weights = fitSoftmax(
  ranked,
  Float64Array.from(FEATURES, (name) => start.weights[name]),
  FEATURES.map(signOf),
  10,
);
const model: RankingModel = { ...start, weights: named(FEATURES, weights) };

const judged = shuffle(folds.flatMap((fold) => judgedExamples(fold, model)));
const unanswerable = judged.filter(({ answerable }) => !answerable).length;
process.stderr.write(`${judged.length} questions judged, ${unanswerable} of them without an answer\n`);
const balance = (judged.length - unanswerable) / Math.max(1, unanswerable);
const fitChance = (isTrue: (one: (typeof judged)[number]) => boolean): RankingModel['confidence'] =>
  named(
    CONFIDENCE_SIGNALS,
    fitLogistic(
      judged.map((one) => ({
        signals: one.signals,
        isRight: isTrue(one),
        weight: one.answerable ? 1 : NONE_SHARE * balance,
      })),
      CONFIDENCE_SIGNALS.length,
      30,
    ),
  );
const result: RankingModel = {
  weights: model.weights,
  confidence: fitChance(({ isRight }) => isRight),
  listed: fitChance(({ answerable }) => answerable),
};
writeFileSync(join(PROJECT_ROOT, 'data', 'ranking.json'), `${JSON.stringify(result, null, 2)}\n`);
report(result);

function signOf(feature: string): Sign {
  if (EITHER.has(feature)) return 0;
  return AGAINST.has(feature) ? -1 : 1;
}

function rankedExamples({ catalogue, examples }: Fold): RankedExample[] {
  return examples.flatMap(({ index, text, right }) => {
    if (right.length === 0) return [];
    const question = readQuestion(text, index, catalogue);
    const table = computeFeatures(question, index, classify(question, index));
    const values = index.duties.map((_, at) => table.row(at));
    const kept = values
      .map((value, at) => ({ at, loud: value.classifier + value.name / 2 }))
      .sort((a, b) => b.loud - a.loud)
      .filter(({ at }, place) => place < RIVALS_MAX || right.includes(at))
      .map(({ at }) => at);
    return [
      {
        right: right.map((at) => kept.indexOf(at)),
        features: kept.map((at) => Float64Array.from(FEATURES, (name) => values[at]?.[name] ?? 0)),
      },
    ];
  });
}

function judgedExamples({ catalogue, examples }: Fold, ranking: RankingModel) {
  return examples.map(({ index, text, right }) => {
    const question = readQuestion(text, index, catalogue);
    const { candidates } = rank(question, index, ranking);
    const signals = confidenceSignals(candidates, question, classify(question, index), index);
    return {
      signals: Float64Array.from(CONFIDENCE_SIGNALS, (name) => signals[name]),
      isRight: right.includes(candidates[0]?.at ?? -1),
      answerable: right.length > 0,
    };
  });
}

function named<N extends string>(names: readonly N[], values: Float64Array): Record<N, number> {
  const entries = names.map((name, at) => [name, Number((values[at] ?? 0).toFixed(4))] as const);
  return Object.fromEntries(entries) as Record<N, number>;
}

function report(fitted: RankingModel): void {
  const right = judged.filter(({ isRight }) => isRight).length;
  const answerable = judged.filter((one) => one.answerable).length;
  process.stderr.write(`left-out phrasings: right item first ${((100 * right) / answerable).toFixed(1)} %\n`);
  reportListed(fitted);
  process.stderr.write(`${JSON.stringify(fitted, null, 1)}\n`);
}

/** What each threshold of `listed` would cost and bring, on the left-out messages. */
function reportListed({ listed }: RankingModel): void {
  const chanceOf = (signals: Float64Array): number => {
    const weights = Float64Array.from(CONFIDENCE_SIGNALS, (name) => listed[name]);
    return 1 / (1 + Math.exp(-dot(signals, weights)));
  };
  const chances = (of: boolean): number[] =>
    judged.filter(({ answerable }) => answerable === of).map(({ signals }) => chanceOf(signals));
  const [listedOnes, others] = [chances(true).sort((a, b) => a - b), chances(false)];
  for (const lost of [0.01, 0.02, 0.04, 0.08]) {
    const threshold = listedOnes[Math.floor(lost * listedOnes.length)] ?? 0;
    const caught = others.filter((one) => one < threshold).length / others.length;
    process.stderr.write(
      `threshold ${threshold.toFixed(3)}: ${(100 * lost).toFixed(0)} % of the answerable unlisted, ${(100 * caught).toFixed(1)} % of the others\n`,
    );
  }
}
