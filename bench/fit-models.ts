/** Numbers of one ranked question: the features of each candidate, and which candidates are right. */
export interface RankedExample {
  readonly features: readonly Float64Array[];
  readonly right: readonly number[];
}

const LEARNING_RATE = 0.05;
const DECAY = 1e-4;

/** One Adam step a batch; the usual constants. */
function createAdam(size: number) {
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let step = 0;
  return (weights: Float64Array, gradient: Float64Array): void => {
    step += 1;
    for (let at = 0; at < size; at += 1) {
      const g = gradient[at]! + DECAY * weights[at]!;
      first[at] = 0.9 * first[at]! + 0.1 * g;
      second[at] = 0.999 * second[at]! + 0.001 * g * g;
      const m = first[at]! / (1 - 0.9 ** step);
      const v = second[at]! / (1 - 0.999 ** step);
      weights[at]! -= (LEARNING_RATE * m) / (Math.sqrt(v) + 1e-8);
    }
  };
}

/** Which way a weight may go: evidence never speaks against a duty however a sample has it. */
export type Sign = 1 | -1 | 0;

/** Weights under which the right candidates of each question get the most belief (conditional logit). */
export function fitSoftmax(
  examples: readonly RankedExample[],
  start: Float64Array,
  signs: readonly Sign[],
  epochs: number,
): Float64Array {
  const weights = Float64Array.from(start);
  const adam = createAdam(weights.length);
  const batch = 64;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let from = 0; from < examples.length; from += batch) {
      const gradient = new Float64Array(weights.length);
      const part = examples.slice(from, from + batch);
      for (const example of part) addSoftmaxGradient(example, weights, gradient, 1 / part.length);
      adam(weights, gradient);
      for (const [at, sign] of signs.entries()) if (sign * weights[at]! < 0) weights[at] = 0;
    }
  }
  return weights;
}

function addSoftmaxGradient(
  { features, right }: RankedExample,
  weights: Float64Array,
  gradient: Float64Array,
  share: number,
): void {
  const scores = features.map((values) => dot(values, weights));
  const highest = Math.max(...scores);
  const beliefs = scores.map((score) => Math.exp(score - highest));
  const total = beliefs.reduce((sum, belief) => sum + belief, 0);
  const rightTotal = right.reduce((sum, at) => sum + beliefs[at]!, 0);
  for (const [at, values] of features.entries()) {
    const expected = beliefs[at]! / total;
    const wanted = right.includes(at) ? beliefs[at]! / rightTotal : 0;
    const difference = (expected - wanted) * share;
    if (Math.abs(difference) < 1e-6) continue;
    for (let feature = 0; feature < values.length; feature += 1)
      gradient[feature]! += difference * values[feature]!;
  }
}

/** Weights of a logistic regression: the chance that a first candidate is right. */
export function fitLogistic(
  examples: readonly { readonly signals: Float64Array; readonly isRight: boolean; readonly weight: number }[],
  size: number,
  epochs: number,
): Float64Array {
  const weights = new Float64Array(size);
  const adam = createAdam(size);
  const batch = 128;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let from = 0; from < examples.length; from += batch) {
      const gradient = new Float64Array(size);
      const part = examples.slice(from, from + batch);
      for (const { signals, isRight, weight } of part) {
        const chance = 1 / (1 + Math.exp(-dot(signals, weights)));
        const difference = ((chance - (isRight ? 1 : 0)) * weight) / part.length;
        for (let at = 0; at < size; at += 1) gradient[at]! += difference * signals[at]!;
      }
      adam(weights, gradient);
    }
  }
  return weights;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}

/** A fixed shuffle, so that two fits of the same data give the same weights. */
export function shuffle<T>(list: readonly T[]): T[] {
  const shuffled = [...list];
  let state = 1;
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    state = (state * 48271) % 2147483647;
    const other = state % (at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  return shuffled;
}
