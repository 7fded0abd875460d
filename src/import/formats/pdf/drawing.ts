import { apply, IDENTITY, type Matrix, type Point } from './matrix.js';

/** One printed character: its start on the baseline, its advance and its size, in points. */
export interface Glyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where the next one starts. */
  readonly endX: number;
  readonly endY: number;
  readonly size: number;
}

/** A ruled line along an axis: `at` is its x (vertical) or y (horizontal), `from` < `to` run along it. */
export interface Rule {
  readonly vertical: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What stands on a page, y downward from its top. */
export interface Drawing {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
}

/** A filled shape at most this thick is a line. */
const RULE_THICKNESS_MAX = 3;
/** Shorter strokes are marks, not the border of a cell. */
const RULE_LENGTH_MIN = 4;

/** The rules that one painted path draws: its edges when stroked, the shape itself when filled thin. */
export function rulesOfPath(subpaths: readonly (readonly Point[])[], stroked: boolean): Rule[] {
  return subpaths.flatMap((points) => {
    const [first] = points;
    if (!first || points.length < 2) return [];
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    if (Math.min(right - left, bottom - top) <= RULE_THICKNESS_MAX) {
      return ruleBetween({ x: left, y: top }, { x: right, y: bottom });
    }
    if (!stroked) return [];
    return points.slice(1).flatMap((point, at) => ruleBetween(points[at] ?? first, point));
  });
}

/** The rule between two corners; nothing for a slanted or very short one. */
function ruleBetween(a: Point, b: Point): Rule[] {
  const width = Math.abs(a.x - b.x);
  const height = Math.abs(a.y - b.y);
  const vertical = height > width;
  if (Math.min(width, height) > RULE_THICKNESS_MAX) return [];
  if (Math.max(width, height) < RULE_LENGTH_MIN) return [];
  const [from, to] = vertical ? [a.y, b.y] : [a.x, b.x];
  const at = vertical ? (a.x + b.x) / 2 : (a.y + b.y) / 2;
  return [{ vertical, at, from: Math.min(from, to), to: Math.max(from, to) }];
}

/** Share of slant beyond which a character does not run along the page's own direction. */
const SLANT_MAX = 0.1;

/**
 * Turns a page so that its text reads from left to right: some programs print a landscape table sideways.
 * Text that runs in another direction than the page's main one (a slanted watermark) is left out.
 */
export function uprightDrawing({ glyphs, rules }: Drawing): Drawing {
  const quarters = [0, 0, 0, 0];
  for (const glyph of glyphs) {
    const quarter = quarterOf(glyph);
    if (quarter !== undefined) quarters[quarter] = (quarters[quarter] ?? 0) + 1;
  }
  const main = quarters.indexOf(Math.max(...quarters));
  const turn = TURNS[main] ?? IDENTITY;
  const kept = glyphs.filter((glyph) => quarterOf(glyph) === main);
  if (main === 0) return { glyphs: kept, rules };
  return {
    glyphs: kept.map((glyph) => {
      const start = apply(turn, glyph.x, glyph.y);
      const end = apply(turn, glyph.endX, glyph.endY);
      return { ...glyph, x: start.x, y: start.y, endX: end.x, endY: end.y };
    }),
    rules: rules.flatMap(({ vertical, at, from, to }) => {
      const [a, b] = vertical
        ? [apply(turn, at, from), apply(turn, at, to)]
        : [apply(turn, from, at), apply(turn, to, at)];
      return ruleBetween(a, b);
    }),
  };
}

/** Back from text that runs right, down, left, up. */
const TURNS: readonly Matrix[] = [IDENTITY, [0, -1, 1, 0, 0, 0], [-1, 0, 0, -1, 0, 0], [0, 1, -1, 0, 0, 0]];

function quarterOf({ x, y, endX, endY }: Glyph): number | undefined {
  const [dx, dy] = [endX - x, endY - y];
  const slant = Math.min(Math.abs(dx), Math.abs(dy));
  const run = Math.max(Math.abs(dx), Math.abs(dy));
  if (run === 0 || slant > run * SLANT_MAX) return undefined;
  if (Math.abs(dx) >= Math.abs(dy)) return dx > 0 ? 0 : 2;
  return dy > 0 ? 1 : 3;
}
