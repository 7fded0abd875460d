import { looksLikeBody } from '../../../bodies.js';
import { leadingMarker } from '../../markers.js';
import type { TextLine } from './lines.js';

/** A line with the free room on both sides of it in its cell (or its page), in points. */
export interface PlacedLine {
  readonly line: TextLine;
  readonly before: number;
  readonly after: number;
}

/** What decides where a cell's paragraphs end. */
export interface CellShape {
  /** White space between a border and the text beside it, in points. */
  readonly padding: number;
  /** The column names departments: one that ends with its line ends a paragraph. */
  readonly listsBodies?: boolean;
}

/** All shares below are of the character size. */
const ROOM_TOLERANCE = 0.2;
const CENTRED_TOLERANCE = 0.6;
const INDENT_MIN = 1.3;
const LATIN_SPACE = 0.25;
const STRETCH_MIN = 0.05;

export function placeLine(line: TextLine, left: number, right: number): PlacedLine {
  return { line, before: line.left - left, after: right - line.right };
}

/** The text of a cell: lines that the width broke are one again, others stay lines of their own. */
export function joinPlaced(lines: readonly PlacedLine[], shape: CellShape): string {
  const start = Math.min(...lines.map(({ before }) => before));
  const endsLines = sentencesEndLines(lines, shape.padding, start);
  let text = '';
  let paragraph = '';
  let previous: PlacedLine | undefined;
  for (const [at, placed] of lines.entries()) {
    const next = placed.line.text;
    if (previous) {
      const ends =
        !wraps(previous, placed, shape.padding, start) ||
        endsFull(paragraph, lines.slice(at), endsLines, shape.listsBodies);
      const between = ends ? '\n' : glue(previous, placed, shape.padding);
      text += between;
      paragraph = ends ? '' : paragraph + between;
    }
    text += next;
    paragraph += next;
    previous = placed;
  }
  return text;
}

const SENTENCE_END = /[。；;]$/;

/** How many paragraphs must end with a sentence for each sentence that ends within a line. */
const PARAGRAPHS_PER_SENTENCE = 2;

/** Whether the sentences of a cell are paragraphs of their own: then also one that fills its line. */
function sentencesEndLines(lines: readonly PlacedLine[], padding: number, start: number): boolean {
  const within = lines.reduce((sum, { line }) => sum + (line.text.match(/[。；;](?=.)/g)?.length ?? 0), 0);
  const paragraphs = lines.filter((placed, at) => {
    const next = lines[at + 1];
    return next && SENTENCE_END.test(placed.line.text) && !wraps(placed, next, padding, start);
  });
  return paragraphs.length >= PARAGRAPHS_PER_SENTENCE * within;
}

/** A department's name begins with its place; a branch's own place stands behind its main office. */
const PLACE_WORD = /^(?:县|市(?!场)|州|地区|自治区)/;
/** Bodies that are no office of a county's department, wherever their own place is. */
const OUTSIDE_BODY = /^[^、，,；;\s局委队所站]{2,20}?(?:海关|公司)/;
const BRANCH = /^.{1,6}分局/;

/**
 * Whether a paragraph ends although its last line is full, which its width alone cannot say: before a
 * numbered step, behind a sentence where all sentences end lines, between two departments.
 */
function endsFull(
  paragraph: string,
  rest: readonly PlacedLine[],
  endsLines: boolean,
  listsBodies = false,
): boolean {
  const next = rest[0]?.line.text ?? '';
  if (leadingMarker(next) !== '' && !/[，、]$/.test(paragraph)) return true;
  if (SENTENCE_END.test(paragraph)) return endsLines;
  if (!listsBodies) return false;
  const body = paragraph.split(/[、，,；;\s]/).at(-1) ?? '';
  const ahead = rest.map(({ line }) => line.text).join('');
  const startsBody = body.charAt(0) === next.charAt(0) || PLACE_WORD.test(next) || OUTSIDE_BODY.test(ahead);
  return looksLikeBody(body) && startsBody && !BRANCH.test(next);
}

/**
 * Whether the second line is the first one's overflow: what it begins with had no room left there. An
 * indented line begins a paragraph.
 * @param start the least room before a line of the same cell
 */
export function wraps(first: PlacedLine, second: PlacedLine, padding: number, start: number): boolean {
  const { size } = second.line;
  const centred = isCentred(first) && isCentred(second);
  if (!centred && second.before - start > INDENT_MIN * size) return false;
  const room = centred ? first.before + first.after - 2 * padding : first.after - padding;
  const space = first.line.spaced ? LATIN_SPACE * size : 0;
  return room + stretch(first.line, second.line) < second.line.lead + space + ROOM_TOLERANCE * size;
}

/** How far a line was drawn out: some programs justify also a line that a manual break ends. */
function stretch(first: TextLine, second: TextLine): number {
  const gap = first.gap - Math.max(0, second.gap);
  return gap < STRETCH_MIN * first.size ? 0 : gap * (first.glyphs.length - 1);
}

export const isCentred = ({ before, after, line }: PlacedLine): boolean =>
  Math.abs(before - after) <= CENTRED_TOLERANCE * line.size;

/** Chinese text goes on without white space; Latin words do when a space was printed or a word fitted. */
export function glue(first: PlacedLine, second: PlacedLine, padding: number): '' | ' ' {
  if (first.line.spaced) return ' ';
  const tail = /[A-Za-z0-9]+$/.exec(first.line.text)?.[0] ?? '';
  const head = /^[A-Za-z0-9]+/.exec(second.line.text)?.[0] ?? '';
  if (tail === '' || head === '') return '';
  const inner = first.before + first.after + (first.line.right - first.line.left) - 2 * padding;
  const perLetter = second.line.lead / Math.max(1, head.length);
  return (tail.length + head.length) * perLetter <= inner ? ' ' : '';
}
