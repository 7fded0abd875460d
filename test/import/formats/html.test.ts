import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { htmlFormat } from '../../../src/import/formats/html.js';
import { readList } from '../../../src/import/read-list.js';
import { PROJECT_ROOT } from '../../../src/root.js';
import { testFormat } from '../../contracts/format.js';
import { dutyWords, publishedDuties } from '../same-duties.js';
import { LISTS_FOLDER, lateRefusalOf, readFile, tools } from '../tools.js';
import { BASIC, COOPERATIVE, HEAD, MERGED_PARTS } from './merged-parts.js';

/** Saved by LibreOffice and by a browser; README.md there says what is in them. */
const FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'documents', 'html');
const fixture = (name: string): Uint8Array => readFileSync(join(FOLDER, name));
const bytesOf = (page: string): Uint8Array => new TextEncoder().encode(page);
const shapes = async (page: string | Uint8Array): Promise<readonly unknown[]> =>
  (await htmlFormat.read(typeof page === 'string' ? bytesOf(page) : page)).map((part) =>
    part.kind === 'row' ? part.cells : part.text,
  );

const LAYOUT = `<!DOCTYPE html><html><head><title>标题栏</title><script>var a = '<p>脚本</p>';</script></head>
<body><nav><p>导航</p></nav><div><a href="/a">首页</a> | <a href="/b">天山镇履职事项清单</a></div>
<table><tr><td><table><tr><td><a href="/c">菜单</a></td></tr></table></td>
<td><h1>测试县样例镇履职&shy;事项清单</h1><p>2025年&nbsp;7月<br/>第二行</p>
<table><tr><th>序号</th><th>事项<br>类别</th><th>事项名称</th></tr>
<tr><td>1</td><td><a href="/d">党的建设</a></td><td><p>发展党员</p><p>（试行）</p></td></tr>
<tr><td>2</td><td>党的建设</td><td>A&amp;B &lt;甲&gt;<span style="display: none">隐藏</span><del>删去</del></td></tr></table>
</td></tr></table><p>附注</p><footer>备案号</footer></body></html>`;

testFormat(htmlFormat, [
  { name: 'merged, split and cut rows', bytes: fixture('合并单元格.html'), parts: MERGED_PARTS },
  {
    name: 'numbered lists inside each other',
    bytes: fixture('自动编号.html'),
    parts: [
      ...HEAD,
      '1.基本履职事项清单',
      BASIC,
      ['1.', '党的建设', '发展党员'],
      ['2.', '党的建设', '党费收缴'],
      ['3.', '党的建设', '2025年党员培训'],
      '2.配合履职事项清单',
      COOPERATIVE,
      [
        ...['1', '民生服务', '养老服务', '县民政局'],
        '1.养老机构监管：\n1.制定计划；\n2.开展检查。\n2.高龄津贴发放：\n1.审核名单；\n2.发放资金。',
        '1.摸排老年人：\n1.入户走访；\n2.登记造册。\n2.上报情况。',
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
    name: 'a page with menus, scripts and tables for its layout',
    bytes: bytesOf(LAYOUT),
    parts: [
      '测试县样例镇履职事项清单',
      '2025年\u00A07月',
      '第二行',
      ['序号', '事项\n类别', '事项名称'],
      ['1', '党的建设', '发展党员\n（试行）'],
      ['2', '党的建设', 'A&B <甲>'],
      '附注',
    ],
  },
]);

describe('a published list as a web page', () => {
  it.each(['英吉沙县萨罕镇', '吉木萨尔县二工镇', '策勒县策勒乡'])(
    '%s gives the duties of the text, item by item',
    async (town) => {
      const read = await readList(fixture(`${town}.html`), `${town}.html`, tools);
      expect(read.duties.map(dutyWords)).toEqual(publishedDuties(town));
      const { title, issued, township, declared } = readFile(join(LISTS_FOLDER, `${town}.txt`));
      expect(read).toMatchObject({ title, issued, township, declared });
    },
  );
});

describe('the encoding of a page', () => {
  it('is found without being named', async () => {
    const page = Buffer.concat([bytesOf('<p>'), Buffer.from([0xc7, 0xe5, 0xb5, 0xa5])]);
    expect(await shapes(page)).toEqual(['清单']);
  });

  it('is followed where it is named, though a character is broken', async () => {
    const page = Buffer.concat([
      bytesOf(`<meta charset="utf-8"><p>${'履职事项清单'.repeat(40)}`),
      Buffer.from([0xe6, 0xb8]),
    ]);
    const [text] = await shapes(page);
    expect(text).toBe(`${'履职事项清单'.repeat(40)}\uFFFD`);
  });

  it('named GB2312 means all of GB18030, as for browsers', async () => {
    // 镕 stands in GBK alone.
    const page = Buffer.concat([bytesOf('<meta charset=gb2312><p>'), Buffer.from([0xe9, 0x46])]);
    expect(await shapes(page)).toEqual(['镕']);
  });
});

describe('a table of a page', () => {
  const row = (...cells: readonly string[]): string =>
    `<tr>${cells.map((each) => `<td>${each}`).join('')}</tr>`;
  const header = row('序号', '事项类别', '事项名称');

  it('puts cells under their header where single rows are cut further', async () => {
    const page = `<table><tr><td>序号<td>事项类别<td colspan=2>事项名称</tr>
      <tr><td>1<td>党的建设<td>发展党员<td>（试行）</tr>${'<tr><td>2<td>党的建设<td colspan=2>党费收缴</tr>'}</table>`;
    expect(await shapes(page)).toEqual([
      ['序号', '事项类别', '事项名称'],
      ['1', '党的建设', '发展党员\n（试行）'],
      ['2', '党的建设', '党费收缴'],
    ]);
  });

  it('says which cells are one with those above', async () => {
    const page = `<table>${header}<tr><td rowspan=2>1<td rowspan=0>甲<td>乙</tr>${row('丙')}${row('2', '丁')}</table>`;
    const parts = await htmlFormat.read(bytesOf(page));
    expect(parts.flatMap((part) => (part.kind === 'row' ? [part.above] : []))).toEqual([
      undefined,
      undefined,
      [0, 1],
      [1],
    ]);
    expect(await shapes(page)).toContainEqual(['2', '甲', '丁']);
  });

  it('gives a table inside a cell as lines of that cell', async () => {
    const inner = `<table>${row('县民政局', '负责审批')}${row('县财政局', '负责拨款')}</table>`;
    expect(await shapes(`<table>${header}${row('1', '甲', inner)}</table>`)).toContainEqual([
      '1',
      '甲',
      '县民政局 负责审批\n县财政局 负责拨款',
    ]);
  });

  it('prints numbers of a list as a browser does', async () => {
    const page = `<ol start=3><li>甲<li value=7>乙</ol><ol type=a><li>丙</ol><ul><li>丁</ul>
      <ol style="list-style-type: cjk-ideographic"><li>戊<li><p>己</p></ol><ol style="list-style:none"><li>庚</ol><ol><li>1.辛</ol>`;
    expect(await shapes(page)).toEqual(['3.甲', '7.乙', 'a.丙', '丁', '一、戊', '二、己', '庚', '1.辛']);
  });
});

describe('a hostile page', () => {
  it.each([
    ['never closed', '<div>'.repeat(200_000)],
    ['closed', `${'<div>'.repeat(3000)}x${'</div>'.repeat(3000)}`],
    ['of many names', Array.from({ length: 3000 }, (_, at) => `<x${at}>`).join('')],
    ['of tables', `${'<table><tr><td>'.repeat(1500)}x`],
  ])('nested without end (%s) is refused', async (_, page) => {
    expect(await lateRefusalOf(() => htmlFormat.read(bytesOf(page)))).toBe('document-damaged');
  });

  it('cannot make a table larger than any list', async () => {
    const wide = `<table><tr>${'<td>x'.repeat(100)}</table>`;
    expect(await lateRefusalOf(() => htmlFormat.read(bytesOf(wide)))).toBe('document-sheet-too-large');
    expect(await shapes('<table><tr><td colspan=60000 rowspan=60000>x<td>y</table>')).toHaveLength(1);
  });

  it('of nothing to read is empty', async () => {
    const page = '<html><body><script>1</script><nav>导航</nav></body></html>';
    expect(await lateRefusalOf(() => htmlFormat.read(bytesOf(page)))).toBe('document-empty');
  });
});
