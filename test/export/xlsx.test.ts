import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CFB } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { Duty } from '../../src/duty.js';
import { exportXlsx } from '../../src/export/xlsx.js';
import { xlsxFormat } from '../../src/import/formats/xlsx.js';
import { readList } from '../../src/import/read-list.js';
import { dutyWords } from '../import/same-duties.js';
import { LISTS_FOLDER, readFile, readText, tools } from '../import/tools.js';

/** One part of the package, as text. */
function partOf(bytes: Uint8Array, path: string): string {
  const part: { content: Uint8Array } | null = CFB.find(CFB.read(bytes, { type: 'buffer' }), path);
  return part ? Buffer.from(part.content).toString('utf8') : '';
}

const SMALL = readText(
  '测试县样例镇履职事项清单\n2025年7月\n序号\t事项类别\t事项名称\n1\t党的建设\t发展党员\n2\t党的建设\t党费收缴\n',
);

describe('a list exported as a workbook', () => {
  it.each(readdirSync(LISTS_FOLDER))('%s reads back the same, item by item', async (file) => {
    const list = readFile(join(LISTS_FOLDER, file));
    const bytes = await exportXlsx(list.township, list, list.duties);
    const back = await readList(bytes, `${basename(file, '.txt')}.xlsx`, tools);
    expect(back.duties.map(dutyWords)).toEqual(list.duties.map(dutyWords));
    const { title, issued, township } = list;
    expect(back).toMatchObject({ title, issued, township });
    expect(new Set(back.duties.map(({ source }) => source.sheet))).toEqual(
      new Set(['基本履职事项清单', '配合履职事项清单', '上级部门收回事项清单']),
    );
  });

  it('has title, date and header above the duties', async () => {
    const parts = await xlsxFormat.read(await exportXlsx(SMALL.township, SMALL, SMALL.duties));
    expect(parts.map((part) => (part.kind === 'row' ? part.cells : part.text))).toEqual([
      '基本履职事项清单',
      '测试县样例镇履职事项清单',
      '2025年7月',
      '测试县样例镇基本履职事项清单',
      ['序号', '事项类别', '事项名称'],
      ['1', '党的建设', '发展党员'],
      ['2', '党的建设', '党费收缴'],
    ]);
  });

  it.each(['=HYPERLINK("http://127.0.0.1/")', '+1', '-1', '@SUM(A1)', '\t=1+1'])(
    'keeps %j as text and no formula',
    async (name) => {
      const duties = SMALL.duties.map((duty): Duty => ({ ...duty, name, remark: name }));
      const bytes = await exportXlsx(SMALL.township, SMALL, duties);
      const xml = partOf(bytes, '/xl/worksheets/sheet1.xml');
      expect(xml).not.toContain('<f');
      expect(xml.match(/<c /g)).toHaveLength(xml.match(/<c [^>]*t="s"/g)?.length ?? 0);
      const cells = (await xlsxFormat.read(bytes)).flatMap((part) => (part.kind === 'row' ? part.cells : []));
      expect(cells.filter((cell) => cell === name)).toHaveLength(4);
    },
  );

  it('wraps its text and prints as wide as the paper', async () => {
    const bytes = await exportXlsx(SMALL.township, SMALL, SMALL.duties);
    expect(partOf(bytes, '/xl/styles.xml').match(/wrapText="1"/g)).toHaveLength(3);
    const xml = partOf(bytes, '/xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<c r="A1" s="1"/);
    expect(xml).toMatch(/<c r="A4" s="2"/);
    expect(xml).toMatch(/<c r="C6" s="3"/);
    expect(xml).toContain('fitToPage="1"');
    expect(xml).toContain('orientation="landscape"');
  });

  it('is a workbook even where no duty is left', async () => {
    const parts = await xlsxFormat.read(await exportXlsx(SMALL.township, SMALL, []));
    expect(parts).toMatchObject([{ cells: ['测试县样例镇履职事项清单'] }]);
  });
});
