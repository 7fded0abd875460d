import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvFormat } from '../../../src/import/formats/csv.js';
import { SHEET_COLUMNS_MAX, SHEET_ROWS_MAX } from '../../../src/import/formats/sheet-grid.js';
import { readList } from '../../../src/import/read-list.js';
import { PROJECT_ROOT } from '../../../src/root.js';
import { type FormatCase, testFormat } from '../../contracts/format.js';
import { dutyWords, publishedDuties } from '../same-duties.js';
import { LISTS_FOLDER, lateRefusalOf, readFile, tools } from '../tools.js';

/** Saved by LibreOffice, in the encodings that README.md there names. */
const FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'documents', 'csv');

const document = (name: string, text: string, parts: FormatCase['parts']): FormatCase => ({
  name,
  bytes: new TextEncoder().encode(text),
  parts,
});

testFormat(csvFormat, [
  document('commas, with a title above', '测试县样例镇基本履职事项清单,,\n序号,类别,名称\n1,甲,乙\n', [
    ['测试县样例镇基本履职事项清单', '', ''],
    ['序号', '类别', '名称'],
    ['1', '甲', '乙'],
  ]),
  document('semicolons, commas in the words', '序号;类别;名称\n1;甲;乙,丙,丁,戊\n', [
    ['序号', '类别', '名称'],
    ['1', '甲', '乙,丙,丁,戊'],
  ]),
  document('tabs', '标题\n序号\t类别\t名称\n1\t甲\t乙;丙\n', [
    '标题',
    ['序号', '类别', '名称'],
    ['1', '甲', '乙;丙'],
  ]),
  document(
    'line breaks, delimiters and quotes in quoted cells',
    '序号,类别,名称\r\n1,"甲\r\n乙","丙,""丁"""\r\n',
    [
      ['序号', '类别', '名称'],
      ['1', '甲\n乙', '丙,"丁"'],
    ],
  ),
  document('a line that names the delimiter', 'sep=;\n序号;类别;名称\n1;甲;乙\n', [
    ['序号', '类别', '名称'],
    ['1', '甲', '乙'],
  ]),
  document('quotation marks that are words', '序号,类别,名称\n1,甲,"三会一课"制度\n2,乙,落实"五个好"\n', [
    ['序号', '类别', '名称'],
    ['1', '甲', '"三会一课"制度'],
    ['2', '乙', '落实"五个好"'],
  ]),
  document('a quotation mark that nothing closes', '序号,类别,名称\n1,甲,"乙\n2,丙,丁\n', [
    ['序号', '类别', '名称'],
    ['1', '甲', '"乙'],
    ['2', '丙', '丁'],
  ]),
  document('no list at all', '甲,乙\n丙,丁', [
    ['甲', '乙'],
    ['丙', '丁'],
  ]),
]);

describe('a published list as separated text', () => {
  it.each([
    '英吉沙县萨罕镇.csv',
    '阿图什市阿扎克镇.csv',
    '吉木萨尔县二工镇.tsv',
    '策勒县策勒乡.csv',
    '伊吾县盐池镇.csv',
  ])('%s gives the duties of the text, item by item', async (name) => {
    const town = basename(name, extname(name));
    const read = await readList(readFileSync(join(FOLDER, name)), name, tools);
    expect(read.duties.map(dutyWords)).toEqual(publishedDuties(town));
    const { title, township, issued, declared } = readFile(join(LISTS_FOLDER, `${town}.txt`));
    expect(read).toMatchObject({ title, township, issued, declared });
  });
});

describe('separated text', () => {
  it('counts its rows as a spreadsheet does', async () => {
    const parts = await csvFormat.read(Buffer.from('序号,类别,名称\n\n1,"甲\n乙",丙\n2,丁,戊'));
    expect(parts.map(({ place }) => place.line)).toEqual([1, 3, 4]);
  });

  it('is refused with more rows or columns than are read', async () => {
    const refusal = (text: string) => lateRefusalOf(() => csvFormat.read(Buffer.from(text)));
    expect(await refusal('1,甲\n'.repeat(SHEET_ROWS_MAX))).toBe(undefined);
    expect(await refusal('1,甲\n'.repeat(SHEET_ROWS_MAX + 1))).toBe('document-sheet-too-large');
    expect(await refusal('甲,'.repeat(SHEET_COLUMNS_MAX - 1))).toBe(undefined);
    expect(await refusal('甲,'.repeat(SHEET_COLUMNS_MAX))).toBe('document-sheet-too-large');
  });
});
