import type { Rule } from './drawing.js';

/** One cell of a ruled table, with the rows and columns of the grid that it covers. */
export interface GridCell {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly row: number;
  readonly rowSpan: number;
  readonly column: number;
  readonly columnSpan: number;
}

export interface Grid {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly rows: number;
  readonly columns: number;
  /** From the top, then from the left. */
  readonly cells: readonly GridCell[];
}

/** Lines nearer than this (points) are one: the two edges of a thick border, double borders. */
const SNAP = 3;
/** Share of a side that must be drawn for it to part two cells. */
const WALL_SHARE_MIN = 0.6;
/** More lines than this on one page are a drawing. */
const LINES_MAX = 2000;

/** The tables that a page's ruled lines draw: at least two columns, merged cells as one. */
export function gridsOf(rules: readonly Rule[]): Grid[] {
  const lines = [...joinRules(rules, true), ...joinRules(rules, false)];
  if (lines.length > LINES_MAX) return [];
  return components(lines)
    .flatMap((group) => gridOf(group) ?? [])
    .sort((a, b) => a.top - b.top || a.left - b.left);
}

/** Pieces of one line joined; two lines closer than the snap become one. */
function joinRules(rules: readonly Rule[], vertical: boolean): Rule[] {
  const sorted = rules.filter((rule) => rule.vertical === vertical).toSorted((a, b) => a.at - b.at);
  const groups: Rule[][] = [];
  for (const rule of sorted) {
    const group = groups.at(-1);
    if (group?.[0] && rule.at - group[0].at <= SNAP) group.push(rule);
    else groups.push([rule]);
  }
  return groups.flatMap((group) => {
    const at = group.reduce((sum, rule) => sum + rule.at, 0) / group.length;
    const joined: Rule[] = [];
    for (const { from, to } of group.toSorted((a, b) => a.from - b.from)) {
      const last = joined.at(-1);
      if (last && from - last.to <= SNAP) joined[joined.length - 1] = { ...last, to: Math.max(last.to, to) };
      else joined.push({ vertical, at, from, to });
    }
    return joined;
  });
}

const within = (value: number, { from, to }: Rule): boolean => value >= from - SNAP && value <= to + SNAP;

/** Lines that touch, directly or through others, belong to one table. */
function components(lines: readonly Rule[]): Rule[][] {
  const parent = lines.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[at] = root;
    return root;
  };
  for (const [i, a] of lines.entries()) {
    for (const [j, b] of lines.entries()) {
      if (a.vertical && !b.vertical && within(a.at, b) && within(b.at, a)) parent[rootOf(i)] = rootOf(j);
    }
  }
  const groups = new Map<number, Rule[]>();
  for (const [at, line] of lines.entries()) {
    const root = rootOf(at);
    groups.set(root, [...(groups.get(root) ?? []), line]);
  }
  return [...groups.values()];
}

function gridOf(group: readonly Rule[]): Grid | undefined {
  const vertical = group.filter((rule) => rule.vertical);
  const horizontal = group.filter((rule) => !rule.vertical);
  const xs = edges(vertical, horizontal);
  const ys = edges(horizontal, vertical);
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 2 || rows < 1) return undefined;
  const isWall = (lines: readonly Rule[], at: number, from: number, to: number): boolean =>
    lines
      .filter((line) => Math.abs(line.at - at) <= SNAP)
      .reduce((sum, line) => sum + Math.max(0, Math.min(to, line.to) - Math.max(from, line.from)), 0) >=
    WALL_SHARE_MIN * (to - from);
  const x = (at: number): number => xs[at] ?? 0;
  const y = (at: number): number => ys[at] ?? 0;
  const taken = new Set<number>();
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken.has(row * columns + column)) continue;
      let columnSpan = 1;
      while (
        column + columnSpan < columns &&
        !taken.has(row * columns + column + columnSpan) &&
        !isWall(vertical, x(column + columnSpan), y(row), y(row + 1))
      )
        columnSpan += 1;
      let rowSpan = 1;
      while (row + rowSpan < rows && !isWall(horizontal, y(row + rowSpan), x(column), x(column + columnSpan)))
        rowSpan += 1;
      for (let r = row; r < row + rowSpan; r += 1)
        for (let c = column; c < column + columnSpan; c += 1) taken.add(r * columns + c);
      const [left, right, top, bottom] = [x(column), x(column + columnSpan), y(row), y(row + rowSpan)];
      cells.push({ left, right, top, bottom, row, rowSpan, column, columnSpan });
    }
  }
  return { left: x(0), right: x(columns), top: y(0), bottom: y(rows), rows, columns, cells };
}

/**
 * Where the lines of one direction stand; a table cut at a page end or without outer borders is closed
 * where the lines across it end.
 */
function edges(lines: readonly Rule[], across: readonly Rule[]): number[] {
  const at = [...new Set(lines.map((line) => line.at))].sort((a, b) => a - b);
  const start = Math.min(...across.map(({ from }) => from));
  const end = Math.max(...across.map(({ to }) => to));
  if (at[0] === undefined || at[0] - start > 2 * SNAP) at.unshift(start);
  if (end - (at.at(-1) ?? end) > 2 * SNAP) at.push(end);
  return at.filter((value, index) => index === 0 || value - (at[index - 1] ?? value) > SNAP);
}
