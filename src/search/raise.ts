/**
 * Sets some scores above all others, in the order that they have among themselves.
 * @param lead how far the best of them is set above the highest of all
 */
export function raiseAbove(scores: Float64Array, positions: readonly number[], lead: number): void {
  if (positions.length === 0) return;
  const highest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const lift = highest + lead - Math.max(...positions.map((at) => scores[at]!));
  for (const at of positions) scores[at]! += lift;
}
