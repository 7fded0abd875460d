import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { SHEET_COLUMNS_MAX, SHEET_ROWS_MAX } from '../../../src/import/formats/sheet-grid.js';
import { xlsxFormat } from '../../../src/import/formats/xlsx.js';
import { readList } from '../../../src/import/read-list.js';
import { PROJECT_ROOT } from '../../../src/root.js';
import { testFormat } from '../../contracts/format.js';
import { dutyWords, publishedDuties } from '../same-duties.js';
import { LISTS_FOLDER, lateRefusalOf, readFile, tools } from '../tools.js';

/** Saved by LibreOffice; README.md there says what is in them. */
const FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'documents', 'xlsx');
const fixture = (name: string): Uint8Array => readFileSync(join(FOLDER, name));

/** A workbook of one sheet as the library writes it. */
const workbook = (sheet: WorkSheet, name = '清单', bookType: 'xlsx' | 'biff8' = 'xlsx'): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, name);
  const bytes: Uint8Array = write(book, { type: 'buffer', bookType });
  return bytes;
};
const sheet = (rows: readonly (readonly unknown[])[]): WorkSheet =>
  utils.aoa_to_sheet(rows.map((row) => [...row]));

const HEADER = ['序号', '事项类别', '事项名称', '对应上级部门', '上级部门职责', '乡镇（街道）配合职责'];
const MERGED = [
  '配合履职事项清单',
  '测试县样例镇配合履职事项清单',
  [...HEADER.slice(0, 4), '职责分工'],
  [...HEADER.slice(0, 5), '乡镇配合职责'],
  ['1', '民生服务', '养老服务', '县民政局', '负责养老机构监管。', '1.摸排老年人。\n2.上报情况。'],
  ['1', '民生服务', '养老服务', '县卫生健康委员会', '负责医养结合。', '1.摸排老年人。\n2.上报情况。'],
  ['2', '民生服务', '殡葬管理', '县民政局', '负责殡葬管理。', '开展宣传。'],
  ['3', '社会保障', '社会救助', '县民政局', '负责审批。', '开展初审。'],
];
const COMPUTED = [
  '基本履职事项清单',
  '测试县样例镇基本履职事项清单',
  ['公布日期', '2025年7月'],
  HEADER.slice(0, 3),
  ['1', '党的建设', '落实“三会一课”制度'],
  ['2', '党的建设', '发展党员'],
  ['3', '党的建设', '党费收缴'],
  ['合计', '', '#DIV/0!'],
  '配合履职事项清单',
  HEADER,
  ['1', '经济发展', '养老服务', '县民政局', '负责指导。', '1.宣传。\n2.上报。'],
  ['序号', '类别', '数量'],
  ['1', '基本', '3'],
  ['2', '配合', '1'],
  ['', '说明：本表由镇党政办整理'],
];

testFormat(xlsxFormat, [
  { name: 'merged cells', bytes: fixture('合并单元格.xlsx'), parts: MERGED },
  { name: 'merged cells of Excel 97', bytes: fixture('合并单元格.xls'), parts: MERGED },
  {
    name: 'formulas, a date, a hidden and an empty sheet',
    bytes: fixture('公式与隐藏表.xlsx'),
    parts: COMPUTED,
  },
  { name: 'the same in OpenDocument', bytes: fixture('公式与隐藏表.ods'), parts: COMPUTED },
]);

describe('a published list as a workbook', () => {
  it.each([
    '英吉沙县萨罕镇.xlsx',
    '阿图什市阿扎克镇.xlsx',
    '吉木萨尔县二工镇.xlsx',
    '策勒县策勒乡.xlsx',
    '策勒县策勒乡.xls',
    '伊吾县盐池镇.xlsx',
    '伊吾县盐池镇.ods',
  ])('%s gives the duties of the text, item by item', async (name) => {
    const town = basename(name, extname(name));
    const text = readFile(join(LISTS_FOLDER, `${town}.txt`));
    const read = await readList(fixture(name), name, tools);
    expect(read.duties.map(dutyWords)).toEqual(publishedDuties(town));
    const { title, township, issued, declared } = text;
    expect(read).toMatchObject({ title, township, issued, declared });
    for (const { source } of read.duties) {
      expect(source.sheet).toMatch(/./);
      expect(source.line).toBeGreaterThan(0);
    }
  });

  it('says nothing doubtful of rows that were only merged', async () => {
    const { duties } = await readList(fixture('吉木萨尔县二工镇.xlsx'), '吉木萨尔县二工镇.xlsx', tools);
    const rules = duties.flatMap(({ notices }) => notices.map(({ rule }) => rule));
    expect(rules).not.toContain('split-row');
    expect(duties.some(({ raw }) => raw.length > 1)).toBe(true);
  });
});

describe('a workbook', () => {
  const read = (bytes: Uint8Array) => readList(bytes, '测试县样例镇.xlsx', tools);

  it('gives one duty for a number merged over several rows, each body with its own duties', async () => {
    const { duties, notices } = await read(fixture('合并单元格.xlsx'));
    expect(duties.map(({ number, name, category }) => [number, name, category])).toEqual([
      [1, '养老服务', '民生服务'],
      [2, '殡葬管理', '民生服务'],
      [3, '社会救助', '社会保障'],
    ]);
    expect(duties[0]?.leadDuties).toEqual([
      { heading: '县民政局：', bodies: ['测试县民政局'], steps: [{ text: '负责养老机构监管。' }] },
      {
        heading: '县卫生健康委员会：',
        bodies: ['测试县卫生健康委员会'],
        steps: [{ text: '负责医养结合。' }],
      },
    ]);
    expect(duties[0]?.townshipDuties[0]?.steps.map(({ text }) => text)).toEqual([
      '摸排老年人。',
      '上报情况。',
    ]);
    expect(duties.map(({ leadBodies }) => leadBodies)).toEqual([
      ['测试县民政局', '测试县卫生健康委员会'],
      ['测试县民政局'],
      ['测试县民政局'],
    ]);
    expect(notices.map(({ rule }) => rule)).toEqual(['list-missing', 'list-missing']);
  });

  it('keeps a sheet of another kind out of the lists and says so', async () => {
    const { duties, notices, issued } = await read(fixture('公式与隐藏表.xlsx'));
    expect(issued).toBe('2025年7月');
    expect(duties.map(({ list, number, name }) => [list, number, name])).toEqual([
      ['basic', 1, '落实“三会一课”制度'],
      ['basic', 2, '发展党员'],
      ['basic', 3, '党费收缴'],
      ['cooperative', 1, '养老服务'],
    ]);
    const strange = notices.filter(({ place }) => place.sheet === '统计表').map(({ text }) => text);
    expect(strange).toHaveLength(4);
    expect(strange[0]).toContain('序号｜类别｜数量');
  });

  it('reads a number however it was typed', async () => {
    const numbers = [1, '2', '3 ', '４', '5.0', { t: 'n', v: 6, z: '0.0' }, '7、', '第8项'];
    const rows = numbers.map((number, at) => [number, '党的建设', `事项${'甲乙丙丁戊己庚辛'.charAt(at)}`]);
    const { duties } = await read(workbook(sheet([['序号', '类别', '名称'], ...rows])));
    expect(duties.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each([
    ['基本', 'basic'],
    ['1.基本履职', 'basic'],
    ['附件3 上级收回', 'reclaimed'],
    ['部门收回事项清单', 'reclaimed'],
    ['Sheet1', 'basic'],
  ])('named %s holds the list %s', async (name, list) => {
    const { duties } = await read(
      workbook(
        sheet([
          ['序号', '类别', '名称'],
          [1, '党的建设', '发展党员'],
        ]),
        name,
      ),
    );
    expect(duties.map((duty) => duty.list)).toEqual([list]);
  });

  it('is read from its hidden sheets where it shows nothing', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet([]), '封面');
    utils.book_append_sheet(
      book,
      sheet([
        ['序号', '类别', '名称'],
        [1, '党的建设', '发展党员'],
      ]),
      '清单',
    );
    book.Workbook = { Sheets: [{}, { Hidden: 1 }] };
    const { duties } = await read(write(book, { type: 'buffer', bookType: 'xlsx' }));
    expect(duties).toHaveLength(1);
  });

  it('prints dates as people write them', async () => {
    const date = { t: 'n', v: 45839, z: 'm/d/yy' };
    expect(await xlsxFormat.read(workbook(sheet([['公布日期', date]])))).toMatchObject([
      { cells: ['公布日期', '2025年7月1日'] },
    ]);
  });

  it('may only be named one: a page is read as a page', async () => {
    const page = '<html><table><tr><td>序号<td>类别<td>名称<tr><td>1<td>党的建设<td>发展党员</table></html>';
    const parts = await xlsxFormat.read(Buffer.from(page));
    expect(parts).toMatchObject([
      { cells: ['序号', '类别', '名称'] },
      { cells: ['1', '党的建设', '发展党员'] },
    ]);
  });

  it('may only be named one: text is read as text', async () => {
    const parts = await xlsxFormat.read(Buffer.from('序号\t类别\t名称\n1\t党的建设\t发展党员\n'));
    expect(parts).toMatchObject([
      { cells: ['序号', '类别', '名称'] },
      { cells: ['1', '党的建设', '发展党员'] },
    ]);
  });
});

describe('a hostile workbook', () => {
  const refusal = (bytes: Uint8Array) => lateRefusalOf(() => xlsxFormat.read(bytes));
  const far = (cell: string, text = '远'): WorkSheet => ({
    '!ref': `A1:${cell}`,
    [cell]: { t: 's', v: text },
  });

  it('is refused with words beyond the last row or column that is read', async () => {
    expect(await refusal(workbook(far(`A${SHEET_ROWS_MAX}`)))).toBe(undefined);
    expect(await refusal(workbook(far(`A${SHEET_ROWS_MAX + 1}`)))).toBe('document-sheet-too-large');
    const edge = utils.encode_col(SHEET_COLUMNS_MAX - 1);
    expect(await refusal(workbook(far(`${edge}1`)))).toBe(undefined);
    const beyond = utils.encode_col(SHEET_COLUMNS_MAX);
    expect(await refusal(workbook(far(`${beyond}1`)))).toBe('document-sheet-too-large');
  });

  it('is refused when its merged cells overlap without end', async () => {
    const last = `A${SHEET_ROWS_MAX}`;
    const merge = { s: { r: 0, c: 0 }, e: { r: SHEET_ROWS_MAX - 1, c: 0 } };
    const bytes = workbook({
      ...far(last),
      A1: { t: 's', v: '头' },
      '!merges': Array.from({ length: 100 }, () => merge),
    });
    expect(await refusal(bytes)).toBe('document-damaged');
  });

  it('cannot reach into the program by a name', async () => {
    const rows = [
      ['序号', '类别', '名称'],
      [1, '党的建设', '发展党员'],
    ];
    const parts = await xlsxFormat.read(workbook(sheet(rows), '__proto__'));
    expect(parts).toMatchObject([{ cells: rows[0] }, { cells: ['1', '党的建设', '发展党员'] }]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('is refused when nothing stands in it', async () => {
    expect(await refusal(workbook(sheet([])))).toBe('document-empty');
  });
});
