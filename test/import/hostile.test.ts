import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReadList } from '../../src/duty.js';
import { BotError } from '../../src/errors.js';
import { readListApart } from '../../src/import/apart.js';
import { speakError } from '../../src/speak.js';
import { LIULIN, smallList } from '../keeping/small-list.js';
import { openRig } from '../learning/rig.js';
import { buildProgram } from '../program.js';
import { zipFile } from './formats/zip-file.js';
import { LISTS_FOLDER } from './tools.js';

// Each reading is a worker of its own.
vi.setConfig({ testTimeout: 180_000 });

const program = buildProgram();
const script = join(program.root, 'dist', 'src', 'import', 'apart-worker.js');
const MB = 1024 * 1024;
/** Less than any machine needs for the largest file, and enough for every question asked meanwhile. */
const SHORT_SECONDS = 3;

/** Whoever asks here was led out by a document. */
let trap: Server;
let asked = 0;
let address = '';
beforeAll(async () => {
  trap = createServer((_, response) => {
    asked += 1;
    response.end('机密');
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  const at = trap.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : ''}`;
});
afterAll(async () => {
  trap.close();
  await rm(program.root, { recursive: true });
});

/** The list, or the one sentence it is refused with; anything else fails the test. */
async function outcome(bytes: Uint8Array, name: string): Promise<{ list?: ReadList; sentence?: string }> {
  try {
    return { list: await readListApart(bytes, name, { script }) };
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    expect(error.code).toMatch(/^document-/);
    return { sentence: speakError(error) };
  }
}
const refused = async (bytes: Uint8Array, name: string, words: RegExp): Promise<void> => {
  const { sentence } = await outcome(bytes, name);
  expect(sentence).toMatch(words);
  expect(sentence).toMatch(/^[^\n]+。$/);
};
const wordsOf = (list: ReadList): string => JSON.stringify(list.duties);

const TYPES = { name: '[Content_Types].xml', content: '<Types/>' };
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const docx = (xml: string | Buffer): Buffer =>
  zipFile([
    {
      name: '[Content_Types].xml',
      content:
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content:
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    { name: 'word/document.xml', content: xml },
  ]);
const wordParagraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const wordRow = (...cells: readonly string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`;
/** A small list whose first duty's name is given. */
const wordList = (name: string, head = ''): Buffer =>
  docx(
    `<?xml version="1.0"?>${head}<w:document ${W}><w:body>${wordParagraph('青河市白塔县柳林镇履职事项清单')}${wordParagraph('柳林镇基本履职事项清单')}<w:tbl>${wordRow('序号', '事项类别', '事项名称')}${wordRow('1', '民生服务', name)}</w:tbl></w:body></w:document>`,
  );

describe('a package that is a bomb', () => {
  const zeros = Buffer.alloc(100 * MB);

  it.each(['.docx', '.xlsx', '.ods'])(
    '%s is refused, with what it says of itself and what it does not',
    async (end) => {
      const inside =
        end === '.docx' ? 'word/document.xml' : end === '.ods' ? 'content.xml' : 'xl/workbook.xml';
      const bomb = zipFile([TYPES, { name: inside, content: zeros }]);
      expect(bomb.length).toBeLessThan(MB);
      await refused(bomb, `清单${end}`, /展开后过大/);
      await refused(zipFile([TYPES, { name: inside, content: zeros, stated: 100 }]), `清单${end}`, /已损坏/);
      const many = Array.from({ length: 3000 }, (_, at) => ({ name: `word/${at}.xml`, content: '' }));
      await refused(zipFile(many), `清单${end}`, /展开后过大/);
    },
  );
});

describe('a document that points outside', () => {
  it('with an external entity gets nothing from there', async () => {
    for (const target of [`${address}/secret`, 'file:///etc/hostname']) {
      const head = `<!DOCTYPE w:document [<!ENTITY out SYSTEM "${target}">]>`;
      const { list } = await outcome(wordList('发展党员&out;', head), '清单.docx');
      if (list) {
        expect(wordsOf(list)).not.toContain('机密');
        expect(wordsOf(list)).not.toContain(readFileSync('/etc/hostname', 'utf8').trim());
      }
    }
    expect(asked).toBe(0);
  });

  it('with entities that grow is no reason to grow', async () => {
    const levels = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
    const head = `<!DOCTYPE w:document [<!ENTITY e0 "清单">${levels.join('')}]>`;
    const { list, sentence } = await outcome(wordList('发展党员&e12;', head), '清单.docx');
    expect(sentence ?? list?.township.id).toBeTruthy();
    expect(list ? wordsOf(list).length : 0).toBeLessThan(10_000);
  });

  it('with pictures, frames and style sheets of another server asks for none of them', async () => {
    const page = `<html><head><meta http-equiv="refresh" content="0; url=${address}"><link rel="stylesheet" href="${address}/a.css"><script src="${address}/a.js"></script></head><body><img src="${address}/a.png"><iframe src="${address}"></iframe><h1>青河市白塔县柳林镇履职事项清单</h1><p>柳林镇基本履职事项清单</p><table><tr><td>序号</td><td>事项类别</td><td>事项名称</td></tr><tr><td>1</td><td>民生服务</td><td>发展党员<script>document.write('坏话')</script></td></tr></table></body></html>`;
    const { list } = await outcome(Buffer.from(page), '清单.html');
    expect(list?.duties.map(({ name }) => name)).toEqual(['发展党员']);
    expect(asked).toBe(0);
  });

  it('with names that lead out of the package writes nothing there', async () => {
    const path = join(tmpdir(), 'qingdan-hostile-written');
    for (const name of [`../../../../../..${path}`, path, '..\\evil.xml', 'word/../../evil.xml']) {
      await refused(zipFile([TYPES, { name, content: '坏' }]), '清单.docx', /已损坏/);
    }
    expect(existsSync(path)).toBe(false);
    const { list } = await outcome(Buffer.from(smallList()), '../../../../etc/清单.txt');
    expect(list?.fileName).toBe('清单.txt');
  });

  it('with formulas is read as it was last shown, and nothing is worked out', async () => {
    const sheet = utils.aoa_to_sheet([
      ['青河市白塔县柳林镇履职事项清单'],
      ['柳林镇基本履职事项清单'],
      ['序号', '事项类别', '事项名称'],
      [1, '民生服务', '发展党员'],
      [2, '民生服务', '=HYPERLINK("http://127.0.0.1/","点我")'],
    ]);
    sheet.A4 = { t: 'n', v: 1, f: 'SUM(1,40)' };
    sheet.C4 = { t: 's', v: '发展党员', f: `WEBSERVICE("${address}")` };
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '清单');
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
    if (!Buffer.isBuffer(bytes)) throw new Error('no workbook');
    const { list } = await outcome(bytes, '清单.xlsx');
    expect(list?.duties.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 发展党员',
      '2 =HYPERLINK（"http://127.0.0.1/","点我"）',
    ]);
    expect(asked).toBe(0);
  });
});

describe('a document that is broken', () => {
  const garbage = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256));

  it.each(['.pdf', '.docx', '.xlsx', '.xls', '.ods', '.txt', '.csv', '.html'])(
    '%s of nonsense is refused in one sentence',
    async (end) => {
      const magic = { '.pdf': '%PDF-1.7\n', '.docx': 'PK\u0003\u0004', '.xlsx': 'PK\u0003\u0004' }[end] ?? '';
      const { sentence } = await outcome(Buffer.concat([Buffer.from(magic), garbage]), `清单${end}`);
      expect(sentence).toMatch(/^[^\n]+。$/);
    },
  );

  it.each([
    ['pdf', '英吉沙县萨罕镇.pdf'],
    ['docx', '英吉沙县萨罕镇.docx'],
    ['xlsx', '英吉沙县萨罕镇.xlsx'],
  ])('%s cut off half-way is refused or read, and nothing else', async (format, name) => {
    const folder = join(LISTS_FOLDER, '..', '..', 'test', 'fixtures', 'documents', format);
    const bytes = readFileSync(join(folder, name));
    await outcome(bytes.subarray(0, bytes.length / 2), name);
  });

  it('of tags within tags without end ends all the same', async () => {
    const depth = 100_000;
    const page = `<html><body>${'<div><b>'.repeat(depth)}清单${'</b></div>'.repeat(depth)}</body></html>`;
    await refused(Buffer.from(page), '清单.html', /./);
    const tables = `<html><body>${'<table><tr><td>'.repeat(20_000)}清单</body></html>`;
    await refused(Buffer.from(tables), '清单.html', /./);
    const nested = docx(
      `<?xml version="1.0"?><w:document ${W}><w:body>${'<w:tbl><w:tr><w:tc>'.repeat(50_000)}</w:body></w:document>`,
    );
    await refused(nested, '清单.docx', /./);
  });
});

describe('reading what is as large as may be', () => {
  it('ends with a sentence, and questions are answered meanwhile', async () => {
    const rig = openRig({ QUESTIONS_PER_MINUTE: '0' });
    await rig.ask('高龄津贴找谁');
    const line = `1\t民生服务\t${'做好各项工作，'.repeat(20)}\n`;
    const text = Buffer.from(`${smallList()}${line.repeat(Math.floor((19 * MB) / Buffer.byteLength(line)))}`);
    const started = performance.now();
    let reading = Number.POSITIVE_INFINITY;
    const refusal = readListApart(text, '清单.txt', { script, seconds: SHORT_SECONDS })
      .then(() => '', speakError)
      .finally(() => {
        reading = performance.now() - started;
      });
    let answers = 0;
    let slowest = 0;
    while (reading === Number.POSITIVE_INFINITY) {
      const before = performance.now();
      expect(await rig.ask('高龄津贴找谁')).toContain('由英吉沙县民政局牵头');
      slowest = Math.max(slowest, performance.now() - before);
      answers += 1;
      await pause();
    }
    expect(await refusal).toMatch(/^这个文件读了 \d+ 秒还没有读完，已停止。/);
    expect(answers).toBeGreaterThan(20);
    expect(slowest).toBeLessThan(reading / 3);
    const { list } = await outcome(Buffer.from(smallList()), '清单.txt');
    expect(list?.township.id).toBe(LIULIN);
  });
});
