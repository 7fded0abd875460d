import { isOn, readTags, tagValue } from './docx-tags.js';
import { type NumeralStyle, printNumeral } from './numerals.js';

/** What a paragraph says of its own numbering; '' where it says nothing. */
export interface ParagraphList {
  readonly style: string;
  readonly list: string;
  readonly level: string;
}

/** Gives the number Word prints before each paragraph, asked in the order of the document; '' for none. */
export type NumberParagraph = (paragraph: ParagraphList) => string;

interface Level {
  start: number;
  format: string;
  text: string;
  style: string;
  legal: boolean;
  restarts: boolean;
}

interface List {
  pattern: string;
  readonly levels: Map<number, Level>;
  readonly starts: Map<number, number>;
}

interface Pattern {
  readonly levels: Map<number, Level>;
  styleLink: string;
}

interface Numbering {
  readonly lists: ReadonlyMap<string, List>;
  readonly patterns: ReadonlyMap<string, Pattern>;
}

interface Style {
  basedOn: string;
  list: string;
  level: string;
}

/** ECMA-376 part 1, 17.18.59 ST_NumberFormat, as far as lists in Chinese use it. */
const FORMATS: Readonly<Record<string, NumeralStyle>> = {
  decimalZero: 'decimal-zero',
  decimalFullWidth: 'full-width',
  decimalFullWidth2: 'full-width',
  decimalEnclosedCircle: 'circled',
  decimalEnclosedCircleChinese: 'circled',
  chineseCounting: 'chinese',
  chineseCountingThousand: 'chinese',
  japaneseCounting: 'chinese',
  taiwaneseCounting: 'chinese',
  taiwaneseCountingThousand: 'chinese',
  ideographDigital: 'chinese-digits',
  taiwaneseDigital: 'chinese-digits',
  ideographTraditional: 'heavenly-stems',
  lowerLetter: 'lower-alpha',
  upperLetter: 'upper-alpha',
  lowerRoman: 'lower-roman',
  upperRoman: 'upper-roman',
  none: 'none',
};
const LEVELS_MAX = 9;
/** Styles and lists may refer to each other in a circle. */
const STEPS_MAX = 20;

/**
 * The numbering of a document, counted as ECMA-376 part 1, 17.9 has it: a list goes on wherever it is used,
 * a deeper level begins anew below a higher one.
 * @param numberingXml word/numbering.xml, or ''
 * @param stylesXml word/styles.xml, or ''
 */
export function createNumbering(numberingXml: string, stylesXml: string): NumberParagraph {
  const numbering = readNumbering(numberingXml);
  const styles = readStyles(stylesXml);
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();

  return ({ style, list: own, level: ownLevel }) => {
    const chain = styleChain(style, styles);
    const id = own !== '' ? own : (chain.find(({ list }) => list !== '')?.list ?? '');
    const list = numbering.lists.get(id);
    const pattern = list && followLinks(list, numbering, styles);
    if (!list || !pattern) return '';
    const byStyle = [...pattern.levels].find(([, level]) => style !== '' && level.style === style)?.[0];
    const printed = ownLevel !== '' ? ownLevel : (chain.find(({ level }) => level !== '')?.level ?? '');
    const at = printed !== '' ? Number(printed) : (byStyle ?? 0);
    const levelAt = (index: number): Level | undefined => list.levels.get(index) ?? pattern.levels.get(index);
    const level = levelAt(at);
    if (!level || !(at < LEVELS_MAX)) return '';
    const counts = counters.get(list.pattern) ?? [];
    counters.set(list.pattern, counts);
    const restart = begun.has(`${id} ${at}`) ? undefined : list.starts.get(at);
    begun.add(`${id} ${at}`);
    counts[at] = restart ?? (counts[at] ?? level.start - 1) + 1;
    for (let above = 0; above < at; above += 1) counts[above] ??= levelAt(above)?.start ?? 1;
    for (let below = at + 1; below < LEVELS_MAX; below += 1)
      if (levelAt(below)?.restarts !== false) counts[below] = undefined;
    if (level.format === 'bullet') return '';
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const format = level.legal ? 'decimal' : (levelAt(Number(digit) - 1)?.format ?? 'decimal');
      const numeral = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
      return printNumeral(counts[Number(digit) - 1] ?? 1, numeral ?? 'decimal');
    });
  };
}

function styleChain(style: string, styles: ReadonlyMap<string, Style>): Style[] {
  const chain: Style[] = [];
  for (let at = styles.get(style); at && chain.length < STEPS_MAX; at = styles.get(at.basedOn))
    chain.push(at);
  return chain;
}

/** The pattern of a list, which may be that of another one, named by a style. */
function followLinks(
  list: List,
  { lists, patterns }: Numbering,
  styles: ReadonlyMap<string, Style>,
): Pattern | undefined {
  let pattern = patterns.get(list.pattern);
  for (let steps = 0; pattern && pattern.styleLink !== '' && steps < STEPS_MAX; steps += 1)
    pattern = patterns.get(lists.get(styles.get(pattern.styleLink)?.list ?? '')?.pattern ?? '');
  return pattern;
}

function readNumbering(xml: string): Numbering {
  const lists = new Map<string, List>();
  const patterns = new Map<string, Pattern>();
  let owner: Pattern | List | undefined;
  let level: Level | undefined;
  let overridden = 0;
  for (const tag of readTags(xml)) {
    if (tag.kind === 'close') {
      if (tag.name === 'w:lvl') level = undefined;
      else if (tag.name === 'w:abstractNum' || tag.name === 'w:num') owner = undefined;
    } else if (tag.name === 'w:abstractNum') {
      owner = { levels: new Map(), styleLink: '' };
      patterns.set(tagValue(tag, 'pattern'), owner);
    } else if (tag.name === 'w:num') {
      owner = { pattern: '', levels: new Map(), starts: new Map() };
      lists.set(tagValue(tag, 'list'), owner);
    } else if (tag.name === 'w:lvl') {
      level = { start: 1, format: 'decimal', text: '', style: '', legal: false, restarts: true };
      owner?.levels.set(Number(tagValue(tag, 'level') || overridden), level);
    } else if (level) {
      if (tag.name === 'w:start') level.start = wholeNumber(tagValue(tag)) ?? 1;
      else if (tag.name === 'w:numFmt') level.format = tagValue(tag);
      else if (tag.name === 'w:lvlText') level.text = tagValue(tag);
      else if (tag.name === 'w:pStyle') level.style = tagValue(tag);
      else if (tag.name === 'w:isLgl') level.legal = isOn(tag);
      else if (tag.name === 'w:lvlRestart') level.restarts = tagValue(tag) !== '0';
    } else if (owner && 'pattern' in owner) {
      if (tag.name === 'w:abstractNumId') owner.pattern = tagValue(tag);
      else if (tag.name === 'w:lvlOverride') overridden = Number(tagValue(tag, 'level'));
      else if (tag.name === 'w:startOverride') owner.starts.set(overridden, wholeNumber(tagValue(tag)) ?? 1);
    } else if (owner && tag.name === 'w:numStyleLink') owner.styleLink = tagValue(tag);
  }
  return { lists, patterns };
}

function readStyles(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>();
  let style: Style | undefined;
  for (const tag of readTags(xml)) {
    if (tag.name === 'w:style') {
      style = tag.kind === 'open' ? { basedOn: '', list: '', level: '' } : undefined;
      if (style) styles.set(tagValue(tag, 'style'), style);
    } else if (style && tag.name === 'w:basedOn') style.basedOn = tagValue(tag);
    else if (style && tag.name === 'w:numId') style.list = tagValue(tag);
    else if (style && tag.name === 'w:ilvl') style.level = tagValue(tag);
  }
  return styles;
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);
