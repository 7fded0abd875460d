import { type Drawing, type Glyph, type Rule, rulesOfPath } from './drawing.js';
import { apply, IDENTITY, type Matrix, multiply, numbersOf, type Point, parseMatrix } from './matrix.js';

/** PDF.js' numbers of the operators, by name. */
export type Operators = Readonly<Record<string, number>>;

/** A page's operator list as PDF.js gives it: the arguments are not typed there. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

interface TextState {
  matrix: Matrix;
  fontSize: number;
  /** Glyph units to text units; a Type 3 font has its own. */
  unit: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
}

/** An exotic page may nest without end; PDF.js closes what it opened. */
const SAVED_MAX = 1000;

/**
 * Runs a page's operators for their text and their ruled lines; colours, images and clips are passed over.
 * @param unitOf glyph units of a font by its id, 1/1000 for all but Type 3
 * @param view the page's own space to points from its top left corner
 */
export function drawingOf(
  list: OperatorList,
  operators: Operators,
  unitOf: (fontId: string) => number,
  view: Matrix,
): Drawing {
  const glyphs: Glyph[] = [];
  const rules: Rule[] = [];
  const named = new Map(Object.entries(operators).map(([name, code]) => [code, name]));
  let state: TextState = {
    matrix: view,
    fontSize: 0,
    unit: 0.001,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
  };
  const saved: TextState[] = [];
  let text: Matrix = IDENTITY;
  let line: Matrix = IDENTITY;

  const moveLine = (x: number, y: number) => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const concat = (value: unknown) => {
    const matrix = parseMatrix(value);
    if (matrix) state.matrix = multiply(state.matrix, matrix);
  };
  const advance = (x: number) => {
    text = multiply(text, [1, 0, 0, 1, x, 0]);
  };
  const show = (items: unknown) => {
    if (!Array.isArray(items)) return;
    for (const item of items) {
      if (typeof item === 'number') advance((-item / 1000) * state.fontSize * state.scale);
      if (!isPrinted(item)) continue;
      const spacing = state.charSpacing + (item.isSpace ? state.wordSpacing : 0);
      const width = item.width * state.unit * state.fontSize * state.scale;
      const whole = multiply(state.matrix, text);
      const start = apply(whole, 0, state.rise);
      const end = apply(whole, width, state.rise);
      const size = Math.abs(state.fontSize) * state.unit * 1000 * Math.hypot(whole[2], whole[3]);
      if (Number.isFinite(size + start.x + start.y + end.x + end.y))
        glyphs.push({ text: item.unicode, x: start.x, y: start.y, endX: end.x, endY: end.y, size });
      advance(width + spacing * state.scale);
    }
  };

  for (const [at, code] of list.fnArray.entries()) {
    const value = list.argsArray[at];
    const args: readonly unknown[] = Array.isArray(value) ? value : [];
    const [first, second] = args;
    const number = typeof first === 'number' ? first : 0;
    switch (named.get(code)) {
      case 'save':
      case 'beginGroup':
        if (saved.length < SAVED_MAX) saved.push({ ...state });
        break;
      case 'restore':
      case 'endGroup':
      case 'paintFormXObjectEnd':
        state = saved.pop() ?? state;
        break;
      case 'paintFormXObjectBegin':
        if (saved.length < SAVED_MAX) saved.push({ ...state });
        concat(first);
        break;
      case 'transform':
        concat(args);
        break;
      case 'beginText':
        text = IDENTITY;
        line = IDENTITY;
        break;
      case 'setTextMatrix':
        line = parseMatrix(first) ?? parseMatrix(args) ?? line;
        text = line;
        break;
      case 'setLeadingMoveText':
        state.leading = typeof second === 'number' ? second : 0;
        moveLine(number, state.leading);
        break;
      case 'moveText':
        moveLine(number, typeof second === 'number' ? second : 0);
        break;
      case 'setLeading':
        state.leading = -number;
        break;
      case 'nextLine':
        moveLine(0, state.leading);
        break;
      case 'setFont':
        state.fontSize = typeof second === 'number' ? second : 0;
        state.unit = typeof first === 'string' ? unitOf(first) : 0.001;
        break;
      case 'setCharSpacing':
        state.charSpacing = number;
        break;
      case 'setWordSpacing':
        state.wordSpacing = number;
        break;
      case 'setHScale':
        state.scale = number / 100;
        break;
      case 'setTextRise':
        state.rise = number;
        break;
      case 'showText':
        show(first);
        break;
      case 'constructPath': {
        const paint = named.get(number) ?? '';
        const paths = Array.isArray(second) ? second[0] : undefined;
        const stroked = /stroke/i.test(paint);
        if (stroked || /fill/i.test(paint))
          rules.push(...rulesOfPath(subpaths(paths, state.matrix), stroked));
        break;
      }
      default:
    }
  }
  return { glyphs, rules };
}

interface Printed {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
}

const isPrinted = (value: unknown): value is Printed =>
  typeof value === 'object' &&
  value !== null &&
  'unicode' in value &&
  typeof value.unicode === 'string' &&
  'width' in value &&
  typeof value.width === 'number' &&
  'isSpace' in value &&
  typeof value.isSpace === 'boolean';

/** How many numbers follow each step of PDF.js' path data: move, line, curve, quadratic curve, close. */
const STEP_LENGTHS = [2, 2, 6, 4, 0] as const;
const CLOSE = 4;

/** A path's corners in page space; curves keep only their ends. */
function subpaths(data: unknown, matrix: Matrix): Point[][] {
  const numbers = numbersOf(data) ?? [];
  const paths: Point[][] = [];
  for (let at = 0; at < numbers.length; ) {
    const step = numbers[at] ?? -1;
    const length = STEP_LENGTHS[step];
    if (length === undefined) break;
    const current = paths.at(-1);
    const [x, y] = numbers.slice(at + 1 + length - 2, at + 1 + length);
    if (step === CLOSE) {
      if (current?.[0]) current.push(current[0]);
    } else if (x !== undefined && y !== undefined) {
      const point = apply(matrix, x, y);
      if (step === 0 || !current) paths.push([point]);
      else current.push(point);
    }
    at += 1 + length;
  }
  return paths;
}
