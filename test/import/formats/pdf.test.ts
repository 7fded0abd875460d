import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dutySource } from '../../../src/answer/phrases.js';
import { cellText, type Duty } from '../../../src/duty.js';
import { pdfFormat } from '../../../src/import/formats/pdf.js';
import { readList } from '../../../src/import/read-list.js';
import { PROJECT_ROOT } from '../../../src/root.js';
import { loadWording } from '../../../src/wording.js';
import { testFormat } from '../../contracts/format.js';
import { LISTS_FOLDER, lateRefusalOf, readFile, tools, withoutSpace } from '../tools.js';
import { createPdf, gbkWords, line, ruled, sideways, words } from './pdf-file.js';

const FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'documents', 'pdf');
const fixture = (name: string): Uint8Array => readFileSync(join(FOLDER, name));
const rowsOf = async (bytes: Uint8Array): Promise<(readonly string[])[]> =>
  (await pdfFormat.read(bytes)).flatMap((part) => (part.kind === 'row' ? [part.cells] : []));

const XS = [50, 100, 160, 300];
const HEADER = words(55, 783, '序号') + words(105, 783, '类别') + words(165, 783, '事项名称');
/** Drawn from the last cell to the first: the order in the file says nothing. */
const SMALL =
  words(165, 763, '乙') + words(105, 763, '甲') + words(55, 763, '1') + HEADER + words(50, 810, '标题');

testFormat(pdfFormat, [
  {
    name: 'ruled lines',
    bytes: createPdf([ruled(XS, [800, 780, 760]) + SMALL]),
    parts: ['标题', ['序号', '类别', '事项名称'], ['1', '甲', '乙']],
  },
  {
    name: 'no lines',
    bytes: createPdf([SMALL]),
    parts: ['标题', ['序号', '类别', '事项名称'], ['1', '甲', '乙']],
  },
  {
    name: 'a font that is only named, in GBK',
    bytes: createPdf([
      ruled([50, 100, 300], [800, 780, 760]) +
        gbkWords(55, 783, 'd0f2bac5') +
        gbkWords(105, 783, 'cac2cfeec3fbb3c6') +
        gbkWords(55, 763, '31') +
        gbkWords(105, 763, 'b5b3b5c4bda8c9e8'),
    ]),
    parts: [
      ['序号', '事项名称'],
      ['1', '党的建设'],
    ],
  },
  {
    name: 'drawn sideways',
    bytes: createPdf([sideways(ruled(XS, [500, 480, 460]) + words(165, 463, '乙') + words(55, 463, '1'))]),
    parts: [
      ['', '', ''],
      ['1', '', '乙'],
    ],
  },
  {
    name: 'turned pages',
    bytes: createPdf([sideways(ruled(XS, [500, 480]) + words(165, 483, '乙丙'))], { rotate: 90 }),
    parts: [['', '', '乙丙']],
  },
]);

describe('tables of a PDF', () => {
  it('joins the lines of a cell without white space, and keeps its paragraphs apart', async () => {
    const cell =
      words(165, 763, '一二三四五六七八九十甲乙') + words(165, 748, '丙丁。') + words(165, 733, '戊己庚。');
    const bytes = createPdf([
      ruled([50, 100, 160, 290], [800, 780, 720]) + HEADER + words(55, 763, '1') + cell,
    ]);
    expect((await rowsOf(bytes))[1]).toEqual(['1', '', '一二三四五六七八九十甲乙丙丁。\n戊己庚。']);
  });

  it('gives a category cell over several rows to each of them', async () => {
    const walls = XS.map((x) => line(x, 740, x, 800)).join('');
    const floors = [800, 780, 740].map((y) => line(50, y, 300, y)).join('');
    const between = line(50, 760, 100, 760) + line(160, 760, 300, 760);
    const cells = words(55, 763, '1') + words(165, 763, '乙') + words(55, 743, '2') + words(165, 743, '丙');
    const bytes = createPdf([walls + floors + between + HEADER + cells + words(105, 755, '甲类')]);
    expect((await rowsOf(bytes)).slice(1)).toEqual([
      ['1', '甲类', '乙'],
      ['2', '甲类', '丙'],
    ]);
  });

  it.each([
    ['first', '1', ''],
    ['last', '', '1'],
  ])('joins a row that a page end cut, its number on the %s page', async (_, above, below) => {
    const before =
      ruled(XS, [800, 780, 760]) +
      HEADER +
      words(105, 763, '甲') +
      words(165, 763, '一二三四五六七八九十甲乙丙');
    const after =
      ruled(XS, [800, 780, 760, 740]) +
      HEADER +
      words(165, 763, '丁') +
      words(55, 743, '2') +
      words(105, 743, '戊') +
      words(165, 743, '己');
    const bytes = createPdf([before + words(55, 763, above), after + words(55, 763, below)]);
    const parts = await pdfFormat.read(bytes);
    expect(parts.map((part) => (part.kind === 'row' ? part.cells : part.text))).toEqual([
      ['序号', '类别', '事项名称'],
      ['1', '甲', '一二三四五六七八九十甲乙丙丁'],
      ['序号', '类别', '事项名称'],
      ['2', '戊', '己'],
    ]);
    expect(parts.map(({ place }) => place.page)).toEqual([1, 1, 2, 2]);
  });

  it('drops page numbers and the copies of a running header', async () => {
    const page = (number: number): string =>
      words(50, 820, '内部资料') +
      words(200, 400, `第${'一二三'.charAt(number - 1)}段话。`) +
      words(280, 20, `— ${number} —`);
    const parts = await pdfFormat.read(createPdf([page(1), page(2), page(3)]));
    expect(parts.map((part) => part.kind === 'line' && part.text)).toEqual([
      '内部资料',
      '第一段话。',
      '第二段话。',
      '第三段话。',
    ]);
  });

  it('leaves out a slanted watermark', async () => {
    const mark = '0.7 0.7 -0.7 0.7 100 600 cm\n';
    const bytes = createPdf([`${ruled(XS, [800, 780, 760])}${SMALL}q ${mark}${words(0, 0, '机密')}Q`]);
    expect((await rowsOf(bytes)).flat().join('')).not.toContain('密');
  });
});

/** A whole list takes a second or two; a busy machine may need many times that. */
const READING_MS = 60_000;

const contents = (duty: Duty) => ({
  list: duty.list,
  number: duty.number,
  category: withoutSpace(duty.category),
  name: withoutSpace(duty.name),
  remark: withoutSpace(duty.remark),
  bodies: [duty.leadBodies, duty.receivingBodies],
  cells: [duty.leadDuties, duty.townshipDuties, duty.workMethod].map((cell) => withoutSpace(cellText(cell))),
});

describe('published lists, printed to PDF by a browser or an office program', () => {
  it.each(['英吉沙县萨罕镇', '阿图什市阿扎克镇', '吉木萨尔县二工镇', '伊吾县盐池镇', '策勒县策勒乡'])(
    '%s: gives the same duties as its text, each with its page',
    async (name) => {
      const text = readFile(join(LISTS_FOLDER, `${name}.txt`));
      const list = await readList(fixture(`${name}.pdf`), `${name}.pdf`, tools);
      expect(list.duties.map(contents)).toEqual(text.duties.map(contents));
      const { title, township, issued, declared } = text;
      expect(list).toMatchObject({ title, township, issued, declared });
      for (const { source } of list.duties) expect(source.page).toBeGreaterThan(0);
    },
    READING_MS,
  );

  it(
    'names the page in the source of an answer',
    async () => {
      const list = await readList(fixture('英吉沙县萨罕镇.pdf'), '清单.pdf', tools);
      const duty = list.duties.find(({ list: kind, number }) => kind === 'cooperative' && number === 97);
      const line =
        duty && dutySource(duty, { ...list, importedAt: '2025-08-01T00:00:00Z' }, loadWording('reply'));
      expect(line).toContain(`文件“清单.pdf”第${duty?.source.page}页`);
      expect(duty?.source.page).toBeGreaterThan(40);
    },
    READING_MS,
  );

  it('reads a list without any ruled lines', async () => {
    const text = readFile(join(LISTS_FOLDER, '英吉沙县萨罕镇.txt')).duties.filter(
      ({ number }) => number <= 14,
    );
    const list = await readList(fixture('unruled.pdf'), 'unruled.pdf', tools);
    expect(list.duties.map(contents)).toEqual(text.map(contents));
  });
});

describe('PDFs that hold no list', () => {
  const refusal = (bytes: Uint8Array): Promise<string | undefined> =>
    lateRefusalOf(() => readList(bytes, '清单.pdf', tools));

  it('refuses scanned pages', async () => {
    expect(await refusal(fixture('scanned.pdf'))).toBe('document-scanned');
  });

  it('refuses a file that asks for a password', async () => {
    expect(await refusal(fixture('encrypted.pdf'))).toBe('document-encrypted');
  });

  it('refuses plain prose at the later stages', async () => {
    expect(await refusal(fixture('prose.pdf'))).toBe('document-no-list');
  });

  it('refuses more pages than a list can have', async () => {
    const pages = Array.from({ length: 501 }, () => words(50, 800, '一'));
    expect(await refusal(createPdf(pages))).toBe('document-too-many-pages');
  });

  it('refuses blank pages and a file that is no PDF', async () => {
    expect(await refusal(createPdf(['']))).toBe('document-empty');
    expect(await refusal(new TextEncoder().encode('no PDF at all'))).toBe('document-damaged');
  });

  it('refuses text whose characters have no meaning', async () => {
    expect(await refusal(createPdf([words(50, 800, '\ue001\ue002\ue003\ue004')]))).toBe(
      'document-font-unreadable',
    );
  });
});
