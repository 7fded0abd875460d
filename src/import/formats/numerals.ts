import Nzh from 'nzh';

/** How a list prints its numbers; what a document names otherwise is printed as `decimal`. */
export type NumeralStyle =
  | 'decimal'
  | 'decimal-zero'
  | 'full-width'
  | 'circled'
  | 'chinese'
  | 'chinese-digits'
  | 'heavenly-stems'
  | 'lower-alpha'
  | 'upper-alpha'
  | 'lower-roman'
  | 'upper-roman'
  | 'none';

const HEAVENLY_STEMS = '甲乙丙丁戊己庚辛壬癸';
const CHINESE_DIGITS = '〇一二三四五六七八九';
const CIRCLED_MAX = 20;
const ROMAN_MAX = 3999;

/** A number as a list prints it, without brackets or stops: 12 in `chinese` is 十二. `none` gives ''. */
export function printNumeral(value: number, style: NumeralStyle): string {
  switch (style) {
    case 'none':
      return '';
    case 'decimal':
      return String(value);
    case 'decimal-zero':
      return String(value).padStart(2, '0');
    case 'full-width':
      return replaceDigits(value, (digit) => String.fromCodePoint(0xff10 + digit));
    case 'circled':
      return value >= 1 && value <= CIRCLED_MAX ? String.fromCodePoint(0x245f + value) : String(value);
    case 'chinese':
      return Nzh.cn.encodeS(value, { tenMin: true });
    case 'chinese-digits':
      return replaceDigits(value, (digit) => CHINESE_DIGITS.charAt(digit));
    case 'heavenly-stems':
      return HEAVENLY_STEMS.charAt(value - 1) || String(value);
    case 'lower-alpha':
      return letters(value);
    case 'upper-alpha':
      return letters(value).toUpperCase();
    case 'lower-roman':
      return roman(value).toLowerCase();
    case 'upper-roman':
      return roman(value);
  }
}

const replaceDigits = (value: number, print: (digit: number) => string): string =>
  String(value).replace(/\d/g, (digit) => print(Number(digit)));

const letters = (value: number): string =>
  value < 1 || value > 26 ? String(value) : String.fromCodePoint(0x60 + value);

const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

function roman(value: number): string {
  if (value < 1 || value > ROMAN_MAX) return String(value);
  let rest = value;
  let printed = '';
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      printed += sign;
      rest -= worth;
    }
  }
  return printed;
}
