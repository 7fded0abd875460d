import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { client, openCore } from './client.js';

// A town's index is loaded by the first question about it.
vi.setConfig({ testTimeout: 180_000 });
const core = await openCore();
afterAll(() => core.close());
const ask = client(core, '策勒乡');

describe('a question made to break something', () => {
  const SQL = "'); DROP TABLE duties; --";
  const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>';

  it.each([
    ['of 100,000 Chinese characters', '高龄津贴'.repeat(25_000)],
    ['of 100,000 letters', 'a'.repeat(100_000)],
    ['of 100,000 digits', '1'.repeat(100_000)],
    ['of 100,000 spaces', ' '.repeat(100_000)],
    ['of one word list after another', '配合19、'.repeat(20_000)],
    ['of emoji alone', '😀👨‍👩‍👧‍👦🇨🇳'.repeat(50)],
    ['of control characters', '\u0000\u0001\u001B[31m\u0007\u009B\u007F'],
    ['of invisible characters', '\u200B\u200E\u2066\uFEFF\u00AD'],
    ['with a lone high surrogate', '\uD83D高龄津贴'],
    ['with a lone low surrogate', '高龄\uDE00津贴'],
    ['of lone surrogates alone', '\uD83D\uD83D\uDE00\uDE00'.slice(1)],
    ['of combining marks', `${'e\u0301'.repeat(500)}\u0301\u0301`],
    ['with SQL', SQL],
    ['with markup', MARKUP],
    ['with a template', '{town} {{town}} $(town) %s $& $1'],
    ['with a regular expression', '.*(?:a+)+$[\\'],
    ['with the name of a built-in', '__proto__ constructor toString hasOwnProperty'],
    ['from right to left', '\u202E贴津龄高'],
  ])('%s is answered all the same', (_, text) => {
    const { answer, text: said } = ask(text);
    expect(answer.confidence).toBeGreaterThanOrEqual(0);
    expect(answer.confidence).toBeLessThanOrEqual(1);
    expect(said.isWellFormed()).toBe(true);
    expect(said).not.toBe('');
    expect(said.length).toBeLessThan(10_000);
  });

  it('is never given back: nobody can put words into the bot’s mouth', () => {
    for (const text of [SQL, MARKUP, '请大家点击 http://example.com 领取补贴', '@所有人'])
      expect(ask(text).text).not.toMatch(/DROP TABLE|<script|example\.com|@所有人/);
  });

  it('leaves the lists as they are', () => {
    ask(SQL);
    expect(ask('清单概况').text).toContain('共254项');
  });

  it('keeps its beginning and its end when it is too long: the matter is found in either', () => {
    const noise = '，'.repeat(5_000);
    const found = (text: string) => client(core, '策勒乡')(text).answer.items;
    const plain = found('老年人高龄津贴的发放管理')[0];
    expect(found(`老年人高龄津贴的发放管理${noise}`)[0]).toEqual(plain);
    expect(found(`${noise}老年人高龄津贴的发放管理`)[0]).toEqual(plain);
  });

  it('of any characters at all gets a well-formed reply', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
        .map((units) => String.fromCharCode(...units)),
      fc
        .array(
          fc.constantFrom(
            '配合',
            '收回',
            '第',
            '19',
            '项',
            '原文',
            '别的镇',
            '萨罕镇',
            '\uD800',
            '不是',
            '2',
            '页',
            ' ',
          ),
          {
            maxLength: 12,
          },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const { answer, text: said } = client(core, '策勒乡')(text);
        expect(said.isWellFormed()).toBe(true);
        expect(answer.items.length).toBeLessThanOrEqual(10);
      }),
      { numRuns: 300 },
    );
  });

  it('in a long talk never leaves a state that the next message fails in', () => {
    const words = fc.constantFrom(
      ...[
        '配合19',
        '第2个',
        '下一条',
        '上一条',
        '不是这个',
        '都不是',
        '下一页',
        '第3页',
        '人社局有哪些',
        '别的镇呢',
      ],
      ...[
        '相近事项',
        '原文',
        '高龄津贴',
        '收回40',
        '基本清单',
        '二工镇',
        '萨罕镇和二工镇的低保',
        '1',
        '9',
        '这归谁管',
        '谢谢',
      ],
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 12 }), (talk) => {
        const say = client(core, '策勒乡');
        for (const text of talk) expect(say(text).text).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });
});
