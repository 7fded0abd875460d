import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, normaliseQuestion, QUESTION_LENGTH_MAX } from '../../src/search/normalise.js';

describe('one form for matching', () => {
  it.each([
    ['full width to half width', '配合１９　ＡＢＣ', '配合19 abc'],
    ['traditional to simplified', '高齡津貼發放', '高龄津贴发放'],
    ['machine spaces inside Chinese go', '应急管理 及消防', '应急管理及消防'],
    ['spaces beside other letters stay single', '一卡通  app  登录', '一卡通 app 登录'],
    ['line ends are spaces', '低保\n\r\n多少钱', '低保多少钱'],
    ['control characters go', '高龄\u0000津\u0007贴', '高龄津贴'],
    ['invisible characters go', '高\u200B龄\uFEFF津贴', '高龄津贴'],
    ['lone surrogates go', '高龄\uD83D津贴', '高龄津贴'],
    ['circled numbers are numbers', '配合⑲', '配合19'],
  ])('%s', (_, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('is well-formed, and normalising it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalise(text);
        expect(once.isWellFormed()).toBe(true);
        expect(normalise(once)).toBe(once);
      }),
    );
  });
});

describe('a question', () => {
  it('that is too long keeps its beginning and its end', () => {
    const text = normaliseQuestion(`头${'中'.repeat(100_000)}尾`);
    expect(text.startsWith('头')).toBe(true);
    expect(text.endsWith('尾')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(QUESTION_LENGTH_MAX + 1);
  });

  it('within the limit is kept whole', () => {
    const text = '低保'.repeat(QUESTION_LENGTH_MAX / 2);
    expect(normaliseQuestion(text)).toBe(text);
  });
});
