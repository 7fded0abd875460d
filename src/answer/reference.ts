import Nzh from 'nzh';
import type { ListKind } from '../duty.js';

/** An item named by its number: 配合19, 基本三十七, 收回第3条; without a list all three are meant. */
export interface Reference {
  readonly list?: ListKind;
  readonly number: number;
}

const NUMBER = '(?:\\d{1,4}|[零〇一二三四五六七八九十百两]{1,5})';
const LIST = '(?:上级(?:部门)?)?(基本|配合|收回|上收|自有|主责)(?:履职)?(?:事项)?(?:清单|表|类)?';
const UNIT = '(?:项|条|号)?(?:事项)?';
const BETWEEN = '[\\s\\-—_:：#、.()\\[\\]【】《》「」“”"]*';
const ORDER = '(?:序号|编号|号码)?';
/** 配合第19个 is an item, 配合3个部门 is not: a bare number takes no 个. */
const WITH_LIST = new RegExp(
  `${LIST}(?:里|中|的|上|内)*${BETWEEN}${ORDER}${BETWEEN}(?:第\\s*(${NUMBER})\\s*(?:个|款|${UNIT})|(${NUMBER})\\s*${UNIT})[)\\]】」]?`,
);
/** 第十九项; said alone also 第19, 19项, 19号事项, 序号19. */
const WITHOUT_LIST = new RegExp(`^(?:清单)?(?:的|里)?第\\s*(${NUMBER})\\s*(?:项|条|号)(?:事项)?`);
const ALONE = new RegExp(
  `^(?:(?:清单)?第\\s*(${NUMBER})|(\\d{1,4})\\s*(?:项|条|号事项|项事项)|(?:清单)?(?:序号|编号)[:\\s]*(${NUMBER}))$`,
);
const SHORT =
  /^([jps基配收])[\s\-—_#.第]*(\d{1,4}|[一二三四五六七八九十百]{1,5})(?:项|条|号)?(?=$|[^\p{L}\p{N}]|原文|全文|具体|上级|县里|步骤|相近|别的)/u;
const SHORT_LIST: Readonly<Record<string, ListKind>> = {
  j: 'basic',
  基: 'basic',
  p: 'cooperative',
  配: 'cooperative',
  s: 'reclaimed',
  收: 'reclaimed',
};
const LIST_OF_WORD: Readonly<Record<string, ListKind>> = {
  基本: 'basic',
  自有: 'basic',
  主责: 'basic',
  配合: 'cooperative',
  收回: 'reclaimed',
  上收: 'reclaimed',
};

/**
 * Finds a reference in a normalised text, and what is said besides it.
 * 配合19 原文 → { list: cooperative, number: 19 }, rest 原文
 */
export function parseReference(text: string): { reference: Reference; rest: string } | undefined {
  const short = SHORT.exec(text);
  const shortList = SHORT_LIST[short?.[1] ?? ''];
  if (short && shortList) return found(short[2], shortList, text.slice(short[0].length));
  const listed = WITH_LIST.exec(text);
  if (listed) {
    const rest = text.slice(0, listed.index) + text.slice(listed.index + listed[0].length);
    return found(listed[2] ?? listed[3], LIST_OF_WORD[listed[1] ?? ''], rest);
  }
  const plain = WITHOUT_LIST.exec(text);
  if (plain) return found(plain[1], undefined, text.slice(plain[0].length));
  const alone = ALONE.exec(text);
  return alone ? found(alone[1] ?? alone[2] ?? alone[3], undefined, '') : undefined;
}

function found(digits: string | undefined, list: ListKind | undefined, rest: string) {
  const number = parseCount(digits ?? '');
  if (number === undefined) return undefined;
  return { reference: list === undefined ? { number } : { list, number }, rest: rest.trim() };
}

/** A whole number in digits or Chinese numerals; nothing for other text. */
export function parseCount(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const numeral = text.replaceAll('两', '二').replaceAll('〇', '零');
  if (!/^[零一二三四五六七八九十百]+$/.test(numeral)) return undefined;
  if (/^[零一二三四五六七八九]{2,}$/.test(numeral)) {
    return Number([...numeral].map((digit) => '零一二三四五六七八九'.indexOf(digit)).join(''));
  }
  const value = Number(Nzh.cn.decodeS(numeral.startsWith('十') ? `一${numeral}` : numeral));
  return Number.isInteger(value) ? value : undefined;
}
