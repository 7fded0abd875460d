import { describe, expect, test } from 'vitest';
import { createWordFinder, withoutOverlaps } from '../../src/search/word-finder.js';

describe('finding known words in a text', () => {
  const finder = createWordFinder([
    ['残联', 1],
    ['残疾人联合会', 2],
    ['联合会', 3],
  ]);

  test('every occurrence is found, longer words first where several begin', () => {
    expect(finder.find('残疾人联合会和残联').map(({ word }) => word)).toEqual([
      '残疾人联合会',
      '联合会',
      '残联',
    ]);
  });

  test('of overlapping words the first and longest stays', () => {
    const found = withoutOverlaps(finder.find('县残疾人联合会'));
    expect(found).toEqual([{ at: 1, word: '残疾人联合会', value: 2 }]);
  });

  test('a word given twice adds up', () => {
    const both = createWordFinder<number[]>(
      [
        ['文化局', [1]],
        ['文化局', [2]],
      ],
      (a, b) => [...a, ...b],
    );
    expect(both.find('文化局')[0]?.value).toEqual([1, 2]);
  });

  test('nothing is found in an empty text', () => {
    expect(finder.find('')).toEqual([]);
  });
});
