import { expect, it } from 'vitest';
import { type NumeralStyle, printNumeral } from '../../../src/import/formats/numerals.js';

it.each<[NumeralStyle, number, string]>([
  ['decimal', 12, '12'],
  ['decimal-zero', 7, '07'],
  ['full-width', 12, '１２'],
  ['circled', 20, '⑳'],
  ['circled', 21, '21'],
  ['chinese', 10, '十'],
  ['chinese', 12, '十二'],
  ['chinese', 105, '一百零五'],
  ['chinese-digits', 10, '一〇'],
  ['heavenly-stems', 10, '癸'],
  ['heavenly-stems', 11, '11'],
  ['lower-alpha', 26, 'z'],
  ['upper-alpha', 27, '27'],
  ['lower-roman', 14, 'xiv'],
  ['upper-roman', 1994, 'MCMXCIV'],
  ['upper-roman', 0, '0'],
  ['none', 3, ''],
])('%s prints %d as %s', (style, value, printed) => {
  expect(printNumeral(value, style)).toBe(printed);
});
