import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCell, cleanPhrase, isEditionNote } from '../../src/import/clean.js';

const LAYOUT = [
  '<p>',
  '</li>',
  '<ol style="x">',
  '<br/>',
  '**',
  '（未完见下页）',
  '(续上页)',
  '（本文有删减）',
  '&lt;',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...LAYOUT, ' and ', '(', ')', ',', '民政', ' ', '\n'), fc.string()), {
    maxLength: 20,
  })
  .map((pieces) => pieces.join(''));

describe('cleaning a cell', () => {
  it('never throws and leaves no layout behind', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(cleanCell(raw).text).not.toMatch(/[ \t\u3000]|\n\n/);
        expect(cleanPhrase(raw).text).not.toContain('\n');
      }),
    );
  });

  it('keeps every Chinese character that is not part of a page mark or note', () => {
    const han = fc.string({ unit: fc.constantFrom(...'县民政局受理申请（），。<>‹›'), maxLength: 30 });
    fc.assert(
      fc.property(han, (raw) => {
        expect(cleanCell(raw)).toEqual({ text: raw, repairs: [], widened: 0 });
      }),
    );
  });

  it('takes no longer for a bracket that is never closed', () => {
    const started = performance.now();
    cleanCell(`(${'民政'.repeat(100_000)}`);
    cleanCell('('.repeat(100_000));
    cleanCell('<p '.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ['<p>受理', '受理'],
    ['<ol style="list-style-type: none"> 受理</li>', '受理'],
    ['受理<br/>公示', '受理\n公示'],
    ['《实施<规定>办法》', '《实施<规定>办法》'],
    ['‹规定›', '‹规定›'],
    ['<党政领导干部责任制规定>', '<党政领导干部责任制规定>'],
    ['受理（未完见下页）', '受理'],
    ['(续上页)公示', '公示'],
    ['受理&nbsp;公示', '受理\n公示'],
  ])('reads %s as %j', (raw, clean) => {
    expect(cleanCell(raw).text).toBe(clean);
  });

  it('tells what it repaired', () => {
    expect(cleanPhrase('宣传 and 执行,落实')).toEqual({
      text: '宣传和执行，落实',
      repairs: ['宣传 and 执行,→宣传和执行,'],
      widened: 1,
    });
  });

  it('leaves nothing for a second cleaning', () => {
    for (const raw of ['征收(含国有土地),并上报', '县民政局(养老科):1.负责', '宣传 and 执行,落实'])
      expect(cleanCell(cleanCell(raw).text)).toEqual({ text: cleanCell(raw).text, repairs: [], widened: 0 });
    expect(cleanCell('征收(含国有土地),并上报').text).toBe('征收（含国有土地），并上报');
  });

  it('knows a note on the edition from a duty about deletions', () => {
    expect(['（本文有删减）', '(此文有删减)', '| 本文有删减 |'].map(isEditionNote)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['', '负责档案删减工作'].map(isEditionNote)).toEqual([false, false]);
  });
});
