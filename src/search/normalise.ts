import { Converter } from 'opencc-js/t2cn';

/** Characters of a question that are read; what people ask stands well within them. */
export const QUESTION_LENGTH_MAX = 600;

/**
 * One form for matching: well-formed Unicode, full width to half width, traditional to simplified, lower
 * case, no control characters, no machine spaces inside Chinese. Never for display.
 */
export function normalise(text: string): string {
  if (isPlain(text)) return text;
  const folded = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, ' ')
    .toLowerCase();
  return toSimplified(folded)
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A question for matching: normalised and bounded, its beginning and end kept when it is too long. */
export function normaliseQuestion(text: string): string {
  const half = QUESTION_LENGTH_MAX / 2;
  const bounded = text.length <= QUESTION_LENGTH_MAX ? text : `${text.slice(0, half)} ${text.slice(-half)}`;
  return normalise(bounded);
}

/**
 * Characters of GB 2312 that hardly anyone writes but in traditional texts. 坏, 覆, 著 and 么, which opencc
 * changes in some phrases, are none: 显著 would become 显着.
 */
const CHANGED = '乾菸薹拚捱摺吒後徵夥榘於袷麴醣麽';

/**
 * GB 2312 is the standard of simplified Chinese: a text that has no other Chinese character needs no
 * conversion, and opencc's dictionaries, slow to unfold, are loaded for the rest only.
 */
const mayChange = markChangeable();
let convert: ((text: string) => string) | undefined;

function toSimplified(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    if (mayChange[text.charCodeAt(at)] === 0) continue;
    const toCn = convert ?? Converter({ from: 'tw', to: 'cn' });
    convert = toCn;
    return toCn(text);
  }
  return text;
}

/** Simplified Chinese, small letters and digits alone: in their normal form already. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isHan = unit >= 0x4e00 && unit < 0xa000 && mayChange[unit] === 0;
    if (!isHan && !(unit >= 0x61 && unit <= 0x7a) && !(unit >= 0x30 && unit <= 0x39)) return false;
  }
  return true;
}

/** 1 for each UTF-16 unit that opencc may change: Chinese outside GB 2312, and `CHANGED`. */
function markChangeable(): Uint8Array {
  const units = new Uint8Array(0x10000);
  units.fill(1, 0x2e80, 0x3000).fill(1, 0x3400, 0xa000).fill(1, 0xf900, 0xfb00).fill(1, 0xd840, 0xd890);
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell);
  }
  const simplified = new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
  for (let at = 0; at < simplified.length; at += 1) units[simplified.charCodeAt(at)] = 0;
  for (const character of CHANGED) units[character.charCodeAt(0)] = 1;
  return units;
}
