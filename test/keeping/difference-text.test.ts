import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText, type TextPiece } from '../../src/keeping/difference-text.js';

const side = (pieces: readonly TextPiece[], kind: 'old' | 'new'): string =>
  pieces
    .filter((piece) => piece.kind === 'kept' || piece.kind === kind)
    .map(({ text }) => text)
    .join('');
const shown = (before: string, after: string): string =>
  diffText(before, after)
    .map(({ kind, text }) => ({ kept: text, old: `[-${text}-]`, new: `[+${text}+]` })[kind])
    .join('');

describe('comparing two texts', () => {
  const text = fc.string({ unit: fc.constantFrom(...'受理审核公示，。；\n1. 𠮷'), maxLength: 60 });

  it('kept and old give the old text, kept and new the new one', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (before, after) => {
        const pieces = diffText(before, after);
        expect(side(pieces, 'old')).toBe(before);
        expect(side(pieces, 'new')).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  it('no piece is empty, and none stands beside one of its kind', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffText(before, after);
        expect(pieces.filter((piece) => piece.text === '')).toEqual([]);
        expect(pieces.filter(({ kind }, at) => kind === pieces[at - 1]?.kind)).toEqual([]);
      }),
    );
  });

  it('equal texts are kept whole', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(diffText(same, same)).toEqual(same === '' ? [] : [{ kind: 'kept', text: same }]);
      }),
    );
  });

  it.each([
    ['受理申请。', '受理群众申请。', '受理[+群众+]申请。'],
    ['受理申请，并公示。', '受理申请。', '受理申请[-，并公示-]。'],
    ['每季度核查。', '每月核查。', '每[-季度-][+月+]核查。'],
    ['', '新增', '[+新增+]'],
    ['负责档案管理', '优化营商环境', '[-负责档案管理-][+优化营商环境+]'],
  ])('of %j and %j shows %j', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected);
  });

  it('two far places are two places', () => {
    const middle = '组织入户核实，张榜公示，按月汇总上报，';
    expect(shown(`受理申请，${middle}建立台账。`, `受理群众申请，${middle}建立电子台账。`)).toBe(
      `受理[+群众+]申请，${middle}建立[+电子+]台账。`,
    );
  });

  it('very long texts take no table of their whole size', () => {
    const before = Array.from({ length: 20_000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * 7) % 9000)),
    ).join('');
    const after = Array.from({ length: 20_000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * 11) % 9000)),
    ).join('');
    expect(diffText(before, after).map(({ kind }) => kind)).toEqual(['old', 'new']);
  });
});
