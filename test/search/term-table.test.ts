import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTermTable } from '../../src/search/term-table.js';

describe('a table of terms', () => {
  test('gives every term the number of its line', () => {
    const table = createTermTable('高龄\n津贴\n高龄津贴\na');
    expect(['高龄', '津贴', '高龄津贴', 'a'].map(table.find)).toEqual([0, 1, 2, 3]);
    expect(table.size).toBe(4);
  });

  test('knows nothing else, no beginning, end or line break of a term', () => {
    const table = createTermTable('高龄\n津贴');
    for (const term of ['高', '龄', '龄\n津', '高龄\n', '', '高龄津贴', '低保']) {
      expect(table.find(term)).toBeUndefined();
    }
  });

  test('of no text has no term', () => {
    expect(createTermTable('').size).toBe(0);
    expect(createTermTable('').find('高龄')).toBeUndefined();
  });

  test('finds what a Map would', () => {
    const term = fc.string({ minLength: 1, maxLength: 3 }).filter((one) => !one.includes('\n'));
    fc.assert(
      fc.property(fc.uniqueArray(term, { minLength: 1, maxLength: 200 }), term, (terms, other) => {
        const table = createTermTable(terms.join('\n'));
        expect(terms.map(table.find)).toEqual(terms.map((_, at) => at));
        expect(table.find(other)).toBe(terms.includes(other) ? terms.indexOf(other) : undefined);
      }),
    );
  });
});
