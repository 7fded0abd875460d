import type { Glyph } from './drawing.js';

/** One printed line of text, y on its baseline. */
export interface TextLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Width of the first piece that a line break may not cut: a word, a number, a character with its marks. */
  readonly lead: number;
  /** The usual white space between two of its characters, in points. */
  readonly gap: number;
  /** White space stood behind the last character. */
  readonly spaced: boolean;
  readonly glyphs: readonly Glyph[];
}

/** All shares below are of the character size. */
const SAME_LINE = 0.45;
/** Between Latin letters without a space character: a wider gap is one. */
const LATIN_GAP = 0.18;
/** Between Chinese characters: justified text is wider set, but not by as much as this. */
const WIDE_GAP = 0.95;
/** A character printed again this near is a bold one. */
const BOLD_SHIFT = 0.25;

/** Glyphs in lines from the top, each read from the left, in whatever order the file draws them. */
export function linesOf(glyphs: readonly Glyph[]): TextLine[] {
  const groups: { y: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of glyphs.toSorted((a, b) => a.y - b.y)) {
    const group = groups.at(-1);
    if (group && glyph.y - group.y <= SAME_LINE * Math.max(group.size, glyph.size)) {
      group.glyphs.push(glyph);
      if (glyph.size > group.size) Object.assign(group, { size: glyph.size, y: glyph.y });
    } else groups.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
  }
  return groups.flatMap((group) => createLine(group.glyphs) ?? []);
}

/** One line of glyphs, or nothing when they are all white space. */
export function createLine(unsorted: readonly Glyph[]): TextLine | undefined {
  const glyphs = withoutDoubles(unsorted.toSorted((a, b) => a.x - b.x));
  const printed = glyphs.filter(({ text }) => text.trim() !== '');
  const [first, last] = [printed[0], printed.at(-1)];
  if (!first || !last) return undefined;
  const gap = median(printed.slice(1).map((glyph, at) => glyph.x - (printed[at]?.endX ?? glyph.x)));
  let text = '';
  let before: Glyph | undefined;
  let space = false;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') {
      space = before !== undefined;
      continue;
    }
    const next = plainText(glyph.text);
    if (before && (space || isGap(before, glyph, Math.max(0, gap)))) text += ' ';
    text += next;
    before = glyph;
    space = false;
  }
  const { y, size } = printed.reduce((a, b) => (b.size > a.size ? b : a));
  const lead = leadWidth(glyphs);
  return {
    text,
    left: first.x,
    right: last.endX,
    y,
    size,
    lead,
    gap,
    spaced: space,
    glyphs: printed,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function withoutDoubles(sorted: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  for (const glyph of sorted) {
    const near = Math.min(BOLD_SHIFT * glyph.size, (glyph.endX - glyph.x) / 2);
    const double = kept
      .slice(-3)
      .some(({ text, x, y }) => text === glyph.text && glyph.x - x < near && Math.abs(y - glyph.y) < near);
    if (!double) kept.push(glyph);
  }
  return kept;
}

const LATIN = /[A-Za-z0-9]/;

/** @param usual white space between two characters of this line: a stretched line has no spaces for that */
function isGap(before: Glyph, glyph: Glyph, usual: number): boolean {
  const gap = (glyph.x - before.endX - usual) / glyph.size;
  const latin = LATIN.test(before.text.at(-1) ?? '') && LATIN.test(glyph.text.charAt(0));
  return gap > (latin ? LATIN_GAP : WIDE_GAP);
}

const CLOSING = /^[，。、；：！？）》〉】”’」』〕％,.;:!?)\]}%…·—～]$/;
const OPENING = /^[（《〈【“‘「『〔([{]$/;

function leadWidth(glyphs: readonly Glyph[]): number {
  const first = glyphs.findIndex(({ text }) => text.trim() !== '');
  let last = first;
  for (let at = first + 1; at < glyphs.length; at += 1) {
    const [before, next] = [glyphs[at - 1]?.text ?? '', glyphs[at]?.text ?? ''];
    const holds =
      OPENING.test(before) || CLOSING.test(next) || (/[!-~]$/.test(before) && /^[!-~]/.test(next));
    if (!holds) break;
    last = at;
  }
  return (glyphs[last]?.endX ?? 0) - (glyphs[first]?.x ?? 0);
}

/** Radicals that fonts give for whole characters and that Unicode does not fold (民 长 西 车 …). */
const RADICALS: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺟': '母',
  '⺠': '民',
  '⺫': '罒',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
};

/** A font that draws two characters alike may name the wrong one: radicals, ligatures, soft hyphens. */
const plainText = (text: string): string =>
  text
    .replace(/[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/g, (found) => found.normalize('NFKC'))
    .replace(/[\u2e80-\u2eff]/g, (found) => RADICALS[found] ?? found)
    .replace(/[\u0000-\u001f\u00ad\u200b-\u200f\ufeff]/g, '');
