import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignBest } from '../../src/keeping/difference-assign.js';

const rowsOf = (weights: readonly (readonly number[])[]) => weights.map((row) => Float64Array.from(row));

/** The largest sum, by trying everything. */
function largest(weights: readonly (readonly number[])[], row = 0, used: readonly number[] = []): number {
  const cells = weights[row];
  if (!cells) return 0;
  const without = largest(weights, row + 1, used);
  const withOne = cells.map((weight, column) =>
    used.includes(column) ? 0 : weight + largest(weights, row + 1, [...used, column]),
  );
  return Math.max(without, ...withOne);
}

describe('the best assignment', () => {
  it('gives up a good pair where two others gain more', () => {
    expect(
      assignBest(
        rowsOf([
          [9, 8],
          [8, 1],
        ]),
        2,
      ),
    ).toEqual([1, 0]);
  });

  it('leaves alone what has no weight', () => {
    expect(
      assignBest(
        rowsOf([
          [0, 0],
          [0, 3],
        ]),
        2,
      ),
    ).toEqual([-1, 1]);
    expect(assignBest(rowsOf([[], []]), 0)).toEqual([-1, -1]);
    expect(assignBest([], 4)).toEqual([]);
  });

  it('is as good as trying everything, and gives no column twice', () => {
    const weights = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.nat(9), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(weights, (table) => {
        const columns = assignBest(rowsOf(table), table[0]?.length ?? 0);
        const taken = columns.filter((column) => column >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        const sum = columns.reduce((total, column, row) => total + (table[row]?.[column] ?? 0), 0);
        expect(sum).toBe(largest(table));
      }),
    );
  });
});
