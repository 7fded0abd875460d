/**
 * The best assignment of rows to columns (the Hungarian method with potentials): each row gets at most one
 * column and the sum of the weights is the largest there is. Pairs without weight stay unassigned. Takes
 * rows² × columns steps.
 * @param weights one array a row, none of them negative
 * @returns for each row its column, or -1
 */
export function assignBest(weights: readonly Float64Array[], columns: number): number[] {
  const rows = weights.length;
  const assigned = new Array<number>(rows).fill(-1);
  if (rows > columns) {
    const turned = Array.from({ length: columns }, (_, column) =>
      Float64Array.from(weights, (row) => row[column] ?? 0),
    );
    for (const [column, row] of assignBest(turned, rows).entries()) if (row >= 0) assigned[row] = column;
    return assigned;
  }
  const state: State = {
    weights,
    columns,
    rowOf: new Int32Array(columns + 1),
    rowPotential: new Float64Array(rows + 1),
    columnPotential: new Float64Array(columns + 1),
  };
  for (let row = 1; row <= rows; row++) findPlace(row, state);
  for (let column = 0; column < columns; column++) {
    const row = (state.rowOf[column + 1] ?? 0) - 1;
    if ((weights[row]?.[column] ?? 0) > 0) assigned[row] = column;
  }
  return assigned;
}

/** Rows and columns are counted from 1 here; 0 is the method's own. */
interface State {
  readonly weights: readonly Float64Array[];
  readonly columns: number;
  /** The row that has this column. */
  readonly rowOf: Int32Array;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
}

/** Gives row `placed` a column, moving others along the cheapest chain. */
function findPlace(placed: number, { weights, columns, rowOf, rowPotential, columnPotential }: State): void {
  const cheapest = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(columns + 1);
  const isDone = new Uint8Array(columns + 1);
  const at = (values: Float64Array | Int32Array, index: number): number => values[index] ?? 0;
  rowOf[0] = placed;
  let column = 0;
  do {
    isDone[column] = 1;
    const current = at(rowOf, column);
    const row = weights[current - 1];
    let step = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let c = 1; c <= columns; c++) {
      if (isDone[c] === 1) continue;
      const price = -(row?.[c - 1] ?? 0) - at(rowPotential, current) - at(columnPotential, c);
      if (price < at(cheapest, c)) {
        cheapest[c] = price;
        cameFrom[c] = column;
      }
      if (at(cheapest, c) < step) {
        step = at(cheapest, c);
        next = c;
      }
    }
    for (let c = 0; c <= columns; c++) {
      if (isDone[c] === 1) {
        rowPotential[at(rowOf, c)] = at(rowPotential, at(rowOf, c)) + step;
        columnPotential[c] = at(columnPotential, c) - step;
      } else cheapest[c] = at(cheapest, c) - step;
    }
    column = next;
  } while (rowOf[column] !== 0);
  while (column !== 0) {
    const previous = at(cameFrom, column);
    rowOf[column] = at(rowOf, previous);
    column = previous;
  }
}
