import { describe, expect, it } from 'vitest';
import type { DocumentPart } from '../../src/import/document.js';
import { listFromParts } from '../../src/import/read-list.js';
import { tools } from './tools.js';

/** Rows of several sheets; a string is a line. */
const sheets = (
  ...parts: readonly (readonly [sheet: string, ...rows: readonly (string | readonly string[])[]])[]
): DocumentPart[] =>
  parts.flatMap(([sheet, ...rows]) =>
    rows.map((row, at): DocumentPart => {
      const place = { sheet, line: at + 1 };
      return typeof row === 'string'
        ? { kind: 'line', place, text: row }
        : { kind: 'row', place, cells: row };
    }),
  );
const read = (parts: readonly DocumentPart[]) =>
  listFromParts(parts, { name: '测试县样例镇.xlsx', sha256: '' }, tools);
const said = (parts: readonly DocumentPart[]) =>
  read(parts).duties.map(({ list, number, name }) => `${list} ${number} ${name}`);

const HEADER = ['序号', '事项类别', '事项名称'];

describe('a list over several sheets', () => {
  it('goes on without a header where the next number follows', () => {
    const parts = sheets(
      ['第1页', HEADER, ['1', '党建', '甲']],
      ['第2页', ['2', '党建', '乙'], ['3', '党建', '丙']],
    );
    expect(said(parts)).toEqual(['basic 1 甲', 'basic 2 乙', 'basic 3 丙']);
  });

  it('goes on with the rest of a row that the page end cut', () => {
    const parts = sheets(
      ['第1页', HEADER, ['1', '党建', '做好甲的工作（接下页）']],
      ['第2页', ['', '', '（接上页）并上报']],
    );
    expect(said(parts)).toEqual(['basic 1 做好甲的工作并上报']);
  });

  it('ends where a sheet begins with something else, whatever its later rows are', () => {
    const parts = sheets(
      ['清单', HEADER, ['1', '党建', '甲']],
      ['统计', ['序号', '类别', '数量'], ['1', '党建', '1'], ['2', '其他', '0']],
    );
    expect(said(parts)).toEqual(['basic 1 甲']);
    const strange = read(parts).notices.filter(({ rule }) => rule === 'stray-text');
    expect(strange.map(({ place }) => place)).toEqual([1, 2, 3].map((line) => ({ sheet: '统计', line })));
  });

  it('takes each sheet’s title for its own list', () => {
    const parts = sheets(
      ['三', '收回事项清单', HEADER, ['1', '党建', '甲']],
      ['一', '基本履职事项清单', HEADER, ['1', '党建', '乙']],
    );
    expect(said(parts)).toEqual(['basic 1 乙', 'reclaimed 1 甲']);
  });
});

describe('rows under a merged number', () => {
  const head = ['序号', '事项类别', '事项名称', '对应上级部门', '上级部门职责', '乡镇配合职责'];
  const place = { row: 1 };
  const row = (cells: readonly string[], above?: readonly number[]): DocumentPart => ({
    kind: 'row',
    place,
    cells,
    ...(above ? { above } : {}),
  });

  it('are one duty, its bodies in their order, its merged cells once', () => {
    const { duties } = read([
      row(head),
      row(['1', '民生', '甲', '县民政局', '负责指导。', '1.宣传。']),
      row(['1', '民生', '甲', '县公安局', '负责指导。', '1.宣传。'], [0, 1, 2, 4, 5]),
      row(['1', '民生', '甲', '县教育局', '负责指导。', '2.上报。'], [0, 1, 2, 4]),
    ]);
    expect(duties).toHaveLength(1);
    expect(duties[0]).toMatchObject({
      leadBodies: ['测试县民政局', '测试县公安局', '测试县教育局'],
      leadDuties: [{ bodies: [], steps: [{ text: '负责指导。' }] }],
      townshipDuties: [
        {
          steps: [
            { marker: '1.', text: '宣传。' },
            { marker: '2.', text: '上报。' },
          ],
        },
      ],
    });
    expect(duties[0]?.raw).toHaveLength(3);
  });

  it('keep apart whose duty is whose, even where the words are alike', () => {
    const { duties } = read([
      row(head),
      row(['1', '民生', '甲', '县民政局', '负责城镇老年人补贴发放。', '宣传。']),
      row(['1', '民生', '甲', '县教育局', '负责城镇青年人补贴发放。', '宣传。'], [0, 1, 2, 5]),
    ]);
    expect(duties[0]?.leadDuties).toEqual([
      { heading: '县民政局：', bodies: ['测试县民政局'], steps: [{ text: '负责城镇老年人补贴发放。' }] },
      { heading: '县教育局：', bodies: ['测试县教育局'], steps: [{ text: '负责城镇青年人补贴发放。' }] },
    ]);
  });

  it('do not swallow a duty whose category alone is merged', () => {
    const parts = [row(HEADER), row(['1', '民生', '甲']), row(['2', '民生', '乙'], [1])];
    expect(said(parts)).toEqual(['basic 1 甲', 'basic 2 乙']);
  });
});
