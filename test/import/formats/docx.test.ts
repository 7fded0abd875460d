import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docxFormat } from '../../../src/import/formats/docx.js';
import { readList } from '../../../src/import/read-list.js';
import { PROJECT_ROOT } from '../../../src/root.js';
import { testFormat } from '../../contracts/format.js';
import { dutyWords, publishedDuties } from '../same-duties.js';
import { LISTS_FOLDER, lateRefusalOf, readFile, tools } from '../tools.js';
import { BASIC, COOPERATIVE, HEAD, MERGED_PARTS } from './merged-parts.js';
import { zipFile } from './zip-file.js';

/** Saved by LibreOffice; README.md there says what is in them. */
const FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'documents', 'docx');
const fixture = (name: string): Uint8Array => readFileSync(join(FOLDER, name));

testFormat(docxFormat, [
  { name: 'merged, split and cut rows', bytes: fixture('合并单元格.docx'), parts: MERGED_PARTS },
  {
    name: 'numbers that Word counts itself',
    bytes: fixture('自动编号.docx'),
    parts: [
      ...HEAD,
      '（一）基本履职事项清单',
      BASIC,
      ['1', '党的建设', '发展党员'],
      ['2', '党的建设', '党费收缴'],
      ['3', '党的建设', '2025年党员培训'],
      '（一）配合履职事项清单',
      COOPERATIVE,
      [
        ...['1', '民生服务', '养老服务', '县民政局'],
        '（一）养老机构监管：\n1.制定计划；\n2.开展检查。\n（二）高龄津贴发放：\n1.审核名单；\n2.发放资金。',
        '1.摸排老年人：\n（1）入户走访；\n（2）登记造册。\n2.上报情况。',
      ],
      [
        '2',
        '民生服务',
        '殡葬管理',
        '县民政局',
        '职责如下：\n1.负责殡葬管理；\n2.查处违规行为。',
        '开展宣传。',
      ],
    ],
  },
  {
    name: 'deleted and hidden words, a comment, a footnote and text boxes',
    bytes: fixture('批注修订文本框.docx'),
    parts: [
      ...HEAD,
      '本镇共有履职事项3项。',
      '公布版框',
      '基本履职事项清单',
      BASIC,
      ['1', '党的建设', '发展党员'],
      ['2', '党的建设', '党费收缴'],
      ['3', '党的建设', '统战工作'],
      '1.脚注的字',
    ],
  },
]);

describe('a published list as a Word document', () => {
  it.each(['英吉沙县萨罕镇', '阿图什市阿扎克镇', '吉木萨尔县二工镇', '策勒县策勒乡', '伊吾县盐池镇'])(
    '%s gives the duties of the text, item by item',
    async (town) => {
      const text = readFile(join(LISTS_FOLDER, `${town}.txt`));
      const read = await readList(fixture(`${town}.docx`), `${town}.docx`, tools);
      expect(read.duties.map(dutyWords)).toEqual(publishedDuties(town));
      const { title, issued, township, declared } = text;
      expect(read).toMatchObject({ title, issued, township, declared });
    },
    20_000,
  );
});

describe('merged cells of a Word document', () => {
  it('give one duty where a department column is split, each body over its own duties', async () => {
    const { duties } = await readList(fixture('合并单元格.docx'), '清单.docx', tools);
    const [first, , third] = duties.filter(({ list }) => list === 'cooperative').map(dutyWords);
    expect(first).toMatchObject({ number: 1, leadBodies: ['测试县民政局', '测试县卫生健康委员会'] });
    expect(first?.leadDuties.map(({ bodies, steps }) => [bodies, steps.length])).toEqual([
      [['测试县民政局'], 2],
      [['测试县卫生健康委员会'], 1],
    ]);
    expect(first?.townshipDuties.flatMap(({ steps }) => steps)).toHaveLength(2);
    expect(third?.townshipDuties.flatMap(({ steps }) => steps.map(({ text }) => text))).toEqual([
      '组织巡查；',
      '上报险情。',
    ]);
    expect(duties.filter(({ category }) => category === '党的建设')).toHaveLength(3);
  });
});

/** A document of the given body and nothing else. */
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = (body: string, before = ''): Buffer =>
  zipFile([
    { name: 'word/document.xml', content: `${before}<w:document ${W}><w:body>${body}</w:body></w:document>` },
  ]);
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
const shapes = async (bytes: Uint8Array): Promise<readonly unknown[]> =>
  (await docxFormat.read(bytes)).map((part) => (part.kind === 'row' ? part.cells : part.text));

describe('a Word document', () => {
  it('keeps merged cells where a bookmark stands between two rows', async () => {
    const row = (cells: string): string => `<w:tr>${cells}</w:tr>`;
    const table =
      row(cell('甲', '<w:vMerge w:val="restart"/>') + cell('一')) +
      '<w:bookmarkStart w:id="0" w:name="x"/>' +
      row(cell('', '<w:vMerge/>') + cell('二'));
    expect(await shapes(docx(`<w:tbl>${table}</w:tbl>`))).toEqual([
      ['甲', '一'],
      ['甲', '二'],
    ]);
  });

  it('keeps the columns of a row that begins further right, and breaks of lines', async () => {
    const table =
      `<w:tr>${cell('1') + cell('甲') + cell('乙')}</w:tr>` +
      `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>${cell('丙</w:t><w:cr/><w:t>丁')}</w:tr>`;
    expect(await shapes(docx(`<w:tbl>${table}</w:tbl>`))).toEqual([
      ['1', '甲', '乙'],
      ['', '丙\n丁'],
    ]);
  });

  it('is refused for entities, whatever they stand for', async () => {
    const bomb =
      '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
    expect(await lateRefusalOf(() => docxFormat.read(docx(paragraph('&b;&c;'), bomb)))).toBe(
      'document-damaged',
    );
  });

  it('is refused when it is broken, empty or nested beyond reason', async () => {
    const read = (bytes: Uint8Array) => lateRefusalOf(() => docxFormat.read(bytes));
    expect(await read(docx('<w:p>'))).toBe('document-damaged');
    expect(await read(zipFile([{ name: 'word/other.xml', content: '<x/>' }]))).toBe('document-damaged');
    expect(await read(docx(paragraph(' ')))).toBe('document-empty');
    const deep = '<w:tbl><w:tr><w:tc>'.repeat(3000) + paragraph('深') + '</w:tc></w:tr></w:tbl>'.repeat(3000);
    expect(await read(docx(deep))).toBe('document-damaged');
  });

  it.each(['d0cf11e0a1b11ae1', Buffer.from('{\\rtf1 ').toString('hex')])(
    'of older kinds (%s…) is refused with advice',
    async (beginning) => {
      const bytes = Buffer.concat([Buffer.from(beginning, 'hex'), Buffer.alloc(600)]);
      await expect(docxFormat.read(bytes)).rejects.toMatchObject({
        code: 'document-old-office',
        params: { format: '.docx' },
      });
    },
  );

  it('may be a web page under another name', async () => {
    const page = '<html><body><p>测试县样例镇履职事项清单</p></body></html>';
    expect(await shapes(Buffer.from(page))).toEqual(['测试县样例镇履职事项清单']);
  });
});
