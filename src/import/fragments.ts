import { isBareHeading, parseHeading, splitBodies } from './headings.js';
import { arabicValue, leadingMarker } from './markers.js';

/** A piece of a cell that begins where a heading, a numbered step or a paragraph begins. */
export interface Fragment {
  readonly text: string;
  /** A heading that stands alone on its line, without a colon. */
  readonly bareHeading: boolean;
}

const ENDED = /[。；：！？;:!?][”’）)》]*$/;

/**
 * A cell's pieces in order; joined they are the cell without its line breaks. Lines that the page width
 * broke in mid-sentence are joined again, and steps that run on in one line are cut apart.
 */
export function cutFragments(text: string, known: readonly string[]): Fragment[] {
  return joinLines(text.split('\n'), known).flatMap((fragment) =>
    fragment.bareHeading
      ? [fragment]
      : splitRunOn(fragment.text, known).map((piece) => ({ text: piece, bareHeading: false })),
  );
}

function joinLines(lines: readonly string[], known: readonly string[]): Fragment[] {
  const joined: { text: string; bareHeading: boolean }[] = [];
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const last = joined.at(-1);
    const ended = last === undefined || last.bareHeading || ENDED.test(last.text);
    const startsPart = leadingMarker(line) !== '' && !/[，、]$/.test(last?.text ?? '');
    const startsBody =
      /^[^。；]{2,40}：/.test(line) && splitBodies(line.slice(0, line.indexOf('：')), known) !== undefined;
    if (last !== undefined && !ended && !startsPart && !startsBody) {
      last.text += needsSpace(last.text, line) ? ` ${line}` : line;
    } else {
      joined.push({
        text: line,
        bareHeading: (ended || startsPart) && isBareHeading(line, lines[at + 1], known),
      });
    }
  }
  return joined;
}

const needsSpace = (left: string, right: string): boolean =>
  /[A-Za-z]$/.test(left) && /^[A-Za-z]/.test(right);

/** Cuts after a sentence end or a colon where a marker or a body's heading follows. */
function splitRunOn(text: string, known: readonly string[]): string[] {
  const pieces: string[] = [];
  let start = 0;
  let lastNumber = arabicValue(leadingMarker(text));
  for (let at = 1; at < text.length; at += 1) {
    const before = text[at - 1] ?? '';
    const rest = text.slice(at, at + 60);
    const marker = leadingMarker(rest);
    const atEdge =
      /[。；：！？;:]/.test(before) || (/[”）]/.test(before) && /[。；]/.test(text[at - 2] ?? ''));
    const value = arabicValue(marker);
    const goesOn =
      value !== undefined &&
      value === (lastNumber ?? 0) + 1 &&
      value > 1 &&
      /[\u4e00-\u9fff）”]/.test(before);
    const cut =
      (marker !== '' && (atEdge || (goesOn && /^\d+[.．、][\u4e00-\u9fff]/.test(rest)))) ||
      (atEdge && before !== '：' && before !== ':' && startsWithBodyHeading(rest, known));
    if (!cut) continue;
    pieces.push(text.slice(start, at));
    start = at;
    if (value !== undefined) lastNumber = value;
  }
  pieces.push(text.slice(start));
  return pieces;
}

function startsWithBodyHeading(text: string, known: readonly string[]): boolean {
  const head = /^([^。；：，;:,]{2,40})[：:]/.exec(text)?.[1];
  if (head === undefined) return false;
  const heading = parseHeading(head, known);
  return heading !== undefined && heading.bodies.length > 0;
}
