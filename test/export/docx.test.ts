import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Duty } from '../../src/duty.js';
import { exportDocx } from '../../src/export/docx.js';
import { docxFormat } from '../../src/import/formats/docx.js';
import { readZip } from '../../src/import/formats/zip-guard.js';
import { readList } from '../../src/import/read-list.js';
import { dutyWords } from '../import/same-duties.js';
import { LISTS_FOLDER, readFile, readText, tools } from '../import/tools.js';

const SMALL = readText(
  '测试县样例镇履职事项清单\n2025年7月\n序号\t事项类别\t事项名称\n1\t党的建设\t发展党员\n2\t党的建设\t党费收缴\n',
);
const documentOf = async (bytes: Uint8Array): Promise<string> =>
  (await readZip(bytes, (name) => name === 'word/document.xml')).get('word/document.xml')?.toString() ?? '';

describe('a list exported as a Word document', () => {
  it.each(readdirSync(LISTS_FOLDER))(
    '%s reads back the same, item by item',
    async (file) => {
      const list = readFile(join(LISTS_FOLDER, file));
      const bytes = await exportDocx(list.township, list, list.duties);
      const back = await readList(bytes, `${basename(file, '.txt')}.docx`, tools);
      expect(back.duties.map(dutyWords)).toEqual(list.duties.map(dutyWords));
      const { title, issued, township } = list;
      expect(back).toMatchObject({ title, issued, township });
      expect(back.notices).toEqual([]);
    },
    20_000,
  );

  it('has title, date, source and header above the duties', async () => {
    const parts = await docxFormat.read(await exportDocx(SMALL.township, SMALL, SMALL.duties));
    expect(parts.map((part) => (part.kind === 'row' ? part.cells : part.text))).toEqual([
      '测试县样例镇履职事项清单',
      '2025年7月',
      '由清单通按已发布的清单导出，以公布的原文为准',
      '测试县样例镇基本履职事项清单',
      ['序号', '事项类别', '事项名称'],
      ['1', '党的建设', '发展党员'],
      ['2', '党的建设', '党费收缴'],
    ]);
  });

  it('lies across on A4, with the header again on every page', async () => {
    const xml = await documentOf(await exportDocx(SMALL.township, SMALL, SMALL.duties));
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  });

  it('leaves out characters that no document can hold', async () => {
    const duties = SMALL.duties.map((duty): Duty => ({ ...duty, name: 'a\u0000\u000B\uD800<w:b/>&' }));
    const parts = await docxFormat.read(await exportDocx(SMALL.township, SMALL, duties));
    expect(parts.at(-1)).toMatchObject({ cells: ['2', '党的建设', 'a<w:b/>&'] });
  });

  it('of no duties is still a document', async () => {
    const parts = await docxFormat.read(await exportDocx(SMALL.township, SMALL, []));
    expect(parts).toHaveLength(3);
  });
});
