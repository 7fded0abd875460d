import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../src/import/formats/pdf/drawing.js';
import { gridsOf } from '../../../../src/import/formats/pdf/grid.js';

const vertical = (at: number, from = 0, to = 60): Rule => ({ vertical: true, at, from, to });
const horizontal = (at: number, from = 0, to = 100): Rule => ({ vertical: false, at, from, to });

const WALLS = [vertical(0), vertical(40), vertical(100)];
const spans = (rules: readonly Rule[]) =>
  gridsOf(rules).map(({ cells }) =>
    cells.map(({ row, column, rowSpan, columnSpan }) => [row, column, rowSpan, columnSpan]),
  );

describe('ruled lines as a grid', () => {
  it('makes a cell of each closed box', () => {
    expect(spans([...WALLS, horizontal(0), horizontal(30), horizontal(60)])).toEqual([
      [
        [0, 0, 1, 1],
        [0, 1, 1, 1],
        [1, 0, 1, 1],
        [1, 1, 1, 1],
      ],
    ]);
  });

  it('makes one cell where the line between two is missing', () => {
    expect(spans([...WALLS, horizontal(0), horizontal(30, 40), horizontal(60)])).toEqual([
      [
        [0, 0, 2, 1],
        [0, 1, 1, 1],
        [1, 1, 1, 1],
      ],
    ]);
    const half = [vertical(0), vertical(40, 30), vertical(100)];
    expect(spans([...half, horizontal(0), horizontal(30), horizontal(60)])[0]?.[0]).toEqual([0, 0, 1, 2]);
  });

  it('closes a table whose last row a page end left open, and one without outer walls', () => {
    expect(gridsOf([...WALLS, horizontal(0), horizontal(30)])[0]).toMatchObject({ rows: 2, bottom: 60 });
    const inner = [vertical(40), horizontal(0), horizontal(30), horizontal(60)];
    expect(gridsOf(inner)[0]).toMatchObject({ columns: 2, left: 0, right: 100 });
  });

  it('takes the two edges of a double line for one, and joins the pieces of a broken one', () => {
    const doubled = [...WALLS, vertical(42), horizontal(0), horizontal(58), horizontal(60)];
    expect(gridsOf(doubled)[0]).toMatchObject({ rows: 1, columns: 2 });
    const pieces = [vertical(0), vertical(40, 0, 20), vertical(40, 21, 60), vertical(100)];
    expect(spans([...pieces, horizontal(0), horizontal(60)])[0]).toHaveLength(2);
  });

  it('keeps two tables apart and passes over a frame and an underline', () => {
    const below = [vertical(0, 200, 230), vertical(50, 200, 230), horizontal(200), horizontal(230)];
    const frame = [
      vertical(-20, -20, 400),
      vertical(300, -20, 400),
      horizontal(-20, -20, 300),
      horizontal(400, -20, 300),
    ];
    const underline = horizontal(15, 50, 80);
    const tables = gridsOf([...WALLS, horizontal(0), horizontal(60), underline, ...below, ...frame]);
    expect(tables.map(({ rows, columns }) => [rows, columns])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
