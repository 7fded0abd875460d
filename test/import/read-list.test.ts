import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cellText, type Duty, LIST_KINDS, type Section } from '../../src/duty.js';
import { cleanCell } from '../../src/import/clean.js';
import { LISTS_FOLDER, readFile, withoutSpace } from './tools.js';

interface Published {
  readonly file: string;
  readonly county: string;
  readonly name: string;
  readonly prefecture: string;
  readonly title: string;
  readonly issued: string;
  readonly counts: readonly [basic: number, cooperative: number, reclaimed: number];
  readonly declared: object;
  readonly nobody: readonly number[];
}

const PUBLISHED: readonly Published[] = [
  {
    file: '英吉沙县萨罕镇.txt',
    county: '英吉沙县',
    name: '萨罕镇',
    prefecture: '喀什地区',
    title: '新疆维吾尔自治区喀什地区英吉沙县萨罕镇履职事项清单',
    issued: '2025年7月',
    counts: [127, 97, 38],
    declared: {
      total: 262,
      basic: { duties: 127, categories: 20 },
      cooperative: { duties: 97, categories: 15, bodies: 37 },
      reclaimed: { duties: 38, categories: 9, bodies: 17 },
    },
    nobody: [],
  },
  {
    file: '阿图什市阿扎克镇.txt',
    county: '阿图什市',
    name: '阿扎克镇',
    prefecture: '克孜勒苏柯尔克孜自治州',
    title: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿图什市阿扎克镇履职事项清单',
    issued: '2025年7月',
    counts: [103, 114, 45],
    declared: {
      total: 262,
      basic: { duties: 103, categories: 20 },
      cooperative: { duties: 114, bodies: 51 },
      reclaimed: { duties: 45, categories: 10, bodies: 12 },
    },
    nobody: [],
  },
  {
    file: '吉木萨尔县二工镇.txt',
    county: '吉木萨尔县',
    name: '二工镇',
    prefecture: '昌吉回族自治州',
    title: '新疆维吾尔自治区昌吉回族自治州吉木萨尔县二工镇履职事项清单',
    issued: '2025年7月',
    counts: [109, 102, 30],
    declared: {},
    nobody: [],
  },
  {
    file: '策勒县策勒乡.txt',
    county: '策勒县',
    name: '策勒乡',
    prefecture: '和田地区',
    title: '新疆维吾尔自治区和田地区策勒县策勒乡履职事项清单',
    issued: '2025年7月',
    counts: [116, 98, 40],
    declared: {
      basic: { duties: 116, categories: 19 },
      cooperative: { duties: 98, categories: 18, bodies: 38 },
      reclaimed: { duties: 40, categories: 11, bodies: 15 },
    },
    nobody: [13],
  },
  {
    file: '伊吾县盐池镇.txt',
    county: '伊吾县',
    name: '盐池镇',
    prefecture: '哈密市',
    title: '新疆维吾尔自治区哈密市伊吾县盐池镇履职事项清单',
    issued: '',
    counts: [109, 108, 48],
    declared: {},
    nobody: [1, 8, 13],
  },
];

const CATEGORIES = new Set(
  (
    '党的建设 经济发展 民生服务 平安法治 乡村振兴 精神文明建设 社会管理 安全稳定 民族宗教 社会保障 自然资源 生态环保 ' +
    '城乡建设 交通运输 文化和旅游 卫生健康 应急管理及消防 市场监管 投资促进 人民武装 综合政务 商贸流通 教育培训监管'
  ).split(' '),
);

const lists = PUBLISHED.map((published) => ({
  ...published,
  read: readFile(join(LISTS_FOLDER, published.file)),
}));

const sectionsOf = (duty: Duty): readonly Section[] => [
  ...duty.leadDuties,
  ...duty.townshipDuties,
  ...duty.workMethod,
];
/** Everything of a duty that a person may be shown. */
const words = (duty: Duty): string =>
  [duty.category, duty.name, duty.remark, ...duty.leadBodies, cellText(sectionsOf(duty))].join('\n');
/** By the published lists' own column order. */
const CELLS = { leadDuties: 4, townshipDuties: 5, workMethod: 3 } as const;
const CELLS_OF = {
  basic: [],
  cooperative: ['leadDuties', 'townshipDuties'],
  reclaimed: ['workMethod'],
} as const;

it('the five published lists give 1,284 duties', () => {
  expect(lists.flatMap(({ read }) => read.duties)).toHaveLength(1284);
});

describe.each(lists)('$file', ({ read, counts, nobody, ...published }) => {
  it('says whose it is, its title, its date and what it declares', () => {
    const { county, name, prefecture } = published;
    const fullName = county + name;
    expect(read.township).toEqual({ id: fullName, name, county, prefecture, fullName });
    expect(read.title).toBe(published.title);
    expect(read.issued).toBe(published.issued);
    expect(read.declared).toEqual(published.declared);
    expect(read.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has every number of every list once, in order', () => {
    for (const [at, list] of LIST_KINDS.entries()) {
      const numbers = read.duties.filter((duty) => duty.list === list).map(({ number }) => number);
      expect(numbers, list).toEqual(Array.from({ length: counts[at] ?? 0 }, (_, index) => index + 1));
    }
  });

  it('gives back every duty cell in its sections', () => {
    for (const duty of read.duties.filter(({ raw }) => raw.length === 1))
      for (const cell of CELLS_OF[duty.list]) {
        const printed = cleanCell(duty.raw[0]?.[CELLS[cell]] ?? '').text;
        expect(withoutSpace(cellText(duty[cell])), `${duty.list} ${duty.number} ${cell}`).toBe(
          withoutSpace(printed),
        );
      }
  });

  it('leaves no duty without name, body or duties', () => {
    for (const duty of read.duties) {
      expect(CATEGORIES, `${duty.list} ${duty.number}`).toContain(duty.category);
      expect(duty.name).not.toBe('');
      expect(duty.source).toMatchObject({ fileName: published.file, line: expect.any(Number) });
      for (const cell of CELLS_OF[duty.list]) expect(duty[cell], cell).not.toHaveLength(0);
      if (duty.list === 'cooperative') expect(duty.leadBodies).not.toHaveLength(0);
    }
  });

  it('names who took a matter over, or says that nobody did', () => {
    const without = read.duties.filter(
      ({ list, receivingBodies }) => list === 'reclaimed' && receivingBodies.length === 0,
    );
    expect(without.map(({ number }) => number)).toEqual(nobody);
    for (const duty of without) expect(duty.notices.map(({ rule }) => rule)).toContain('nobody-receives');
  });

  it('shows no tag, bold mark, page mark or machine word', () => {
    for (const duty of read.duties) {
      const shown = words(duty);
      expect(shown).not.toMatch(/<\/?(?:p|br|ol|ul|li|div|span|b|table|tr|td|th)\b/i);
      expect(shown).not.toContain('**');
      expect(shown).not.toMatch(/下页|上页|未完见|有删减/);
      expect(shown).not.toMatch(/[\u4e00-\u9fff]\s*\b(?:and|or)\b\s*[\u4e00-\u9fff]/);
    }
  });

  it('makes full bodies with their place of all lead bodies', () => {
    for (const body of read.duties.flatMap(({ leadBodies }) => leadBodies))
      expect(body).toMatch(/^(?:.*(?:[县市州区]|地区).*|其他.*部门|.*公司|.*银行|.*海关)$/);
  });
});

describe('what stands in single lists', () => {
  const readOf = (file: string) => lists.find((list) => list.file === file)!.read;

  it.each([65, 67, 85, 90])(
    'joins item %i of 盐池镇, split over two pages, and doubles nothing',
    (number) => {
      const found = readOf('伊吾县盐池镇.txt').duties.filter(
        (duty) => duty.list === 'cooperative' && duty.number === number,
      );
      expect(found).toHaveLength(1);
      const duty = found[0]!;
      expect(duty.raw).toHaveLength(2);
      expect(duty.notices.map(({ rule }) => rule)).toContain('split-row');
      for (const cell of CELLS_OF.cooperative) {
        const steps = duty[cell].flatMap((section) => section.steps.map(({ text }) => text));
        expect(new Set(steps).size).toBe(steps.length);
        const joined = withoutSpace(cellText(duty[cell]));
        const pieces = duty.raw.map((row) => withoutSpace(cleanCell(row[CELLS[cell]] ?? '').text));
        const lengths = pieces.map((piece) => piece.length);
        // Either the second piece goes on, or it repeats the first and the fuller one stands.
        expect([lengths[0]! + lengths[1]!, Math.max(...lengths)]).toContain(joined.length);
        expect(pieces.some((piece) => joined.includes(piece))).toBe(true);
      }
    },
  );

  it('notes that 阿扎克镇 was published shortened, and takes the note for no duty', () => {
    const { notices, duties } = readOf('阿图什市阿扎克镇.txt');
    expect(notices.filter(({ rule }) => rule === 'edition-note')).toHaveLength(3);
    expect(duties.some(({ name }) => name.includes('删减'))).toBe(false);
  });

  it('ignores the nameless tail of 策勒乡 and says so once', () => {
    const { notices } = readOf('策勒县策勒乡.txt');
    expect(notices.filter(({ rule }) => rule === 'repeated-tail').map(({ text }) => text)).toEqual([
      '表格之外还有40行没有序号的文字，只是重复事项名称，未读入。',
    ]);
  });

  it('keeps the angle brackets of a law’s name', () => {
    const texts = readOf('策勒县策勒乡.txt').duties.map(words).join('\n');
    expect(texts).toContain('<地方党政领导干部安全生产责任制规定>');
  });

  it('records each repaired machine word with the duty and keeps the raw cell', () => {
    const first = readOf('英吉沙县萨罕镇.txt').duties[0]!;
    expect(first.name).toContain('新时代中国特色社会主义思想和习近平');
    expect(first.raw[0]?.[2]).toContain('思想 and 习近平');
    expect(first.notices.map(({ text }) => text)).toEqual([
      '原文件的机器识别错误已修正：义思想 and 习近平→义思想和习近平。',
    ]);
  });
});
