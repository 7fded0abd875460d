import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadBodies, looksLikeBody } from '../src/bodies.js';
import { PROJECT_ROOT } from '../src/root.js';

const bodies = loadBodies();
const CELE = { county: '策勒县', prefecture: '和田地区' };
const ARTUX = { county: '阿图什市', prefecture: '克孜勒苏柯尔克孜自治州' };
const BAITA = { county: '白塔县', prefecture: '青河市' };
const ANDING = { county: '安定区', prefecture: '定西市' };

describe('one canonical form of a body', () => {
  it.each([
    [CELE, '县应急管理局', '策勒县应急管理局'],
    [CELE, '策勒县应急管理局', '策勒县应急管理局'],
    [CELE, '应急管理局', '策勒县应急管理局'],
    [CELE, '县残联', '策勒县残疾人联合会'],
    [CELE, '残疾人联合会', '策勒县残疾人联合会'],
    [CELE, '县卫生健康 委员会', '策勒县卫生健康委员会'],
    [CELE, '县委编办', '策勒县委机构编制委员会办公室'],
    [CELE, '政法委', '策勒县委政法委员会'],
    [ARTUX, '市人社局', '阿图什市人力资源和社会保障局'],
    [ARTUX, '市监局', '阿图什市市场监督管理局'],
    [ARTUX, '市市场监管局', '阿图什市市场监督管理局'],
    [ARTUX, '市场监督管理局', '阿图什市市场监督管理局'],
    [ARTUX, '克州生态环境局阿图什市分局', '克州生态环境局阿图什市分局'],
    [ARTUX, '市政管理局', '阿图什市市政管理局'],
    [ARTUX, '市民政局', '阿图什市民政局'],
    [ANDING, '区住建局', '安定区住房和城乡建设局'],
    [ANDING, '区直机关工委', '安定区区直机关工委'],
    [ANDING, '市生态环境局安定分局', '市生态环境局安定分局'],
    [BAITA, '省水利厅', '省水利厅'],
    [BAITA, '云岭省水利厅', '云岭省水利厅'],
    [BAITA, '青河市公安局', '青河市公安局'],
    [BAITA, '国家税务总局白塔县税务局', '国家税务总局白塔县税务局'],
    [BAITA, '县城市管理局', '白塔县城市管理局'],
    [BAITA, '其他负有安全监管职责的部门', '其他负有安全监管职责的部门'],
  ])('%o: %s is %s', (town, printed, fullName) => {
    expect(bodies.resolve(printed, town).fullName).toBe(fullName);
  });

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(CELE, ARTUX, BAITA, ANDING),
        fc.constantFrom('县', '市', '区', ''),
        fc.constantFrom('应急管理局', '残联', '卫健委', '委编办', '生态环境局', '红十字会'),
        (town, level, name) => {
          const once = bodies.resolve(level + name, town);
          expect(bodies.resolve(once.fullName, town)).toEqual(once);
        },
      ),
    );
  });

  it('a branch is found by the name of its bureau', () => {
    for (const printed of ['克州生态环境局阿图什市分局', '喀什地区生态环境局阿图什市分局'])
      expect(bodies.resolve(printed, ARTUX).stem).toBe('生态环境局');
    expect(bodies.resolve('国家税务总局策勒县税务局', CELE).stem).toBe('税务局');
  });
});

describe('the ways people write a body', () => {
  it('has the everyday short names, longest first', () => {
    const aliases = bodies.aliases('人力资源和社会保障局');
    expect(aliases).toEqual(expect.arrayContaining(['人社局', '社保局']));
    expect(aliases.map(({ length }) => length)).toEqual(
      aliases.map(({ length }) => length).sort((a, b) => b - a),
    );
  });

  it.each([
    ['人社局', '人力资源和社会保障局'],
    ['卫健委', '卫生健康委员会'],
    ['住建局', '住房和城乡建设局'],
    ['编办', '委机构编制委员会办公室'],
    ['网信办', '委网络安全和信息化委员会办公室'],
    ['残联', '残疾人联合会'],
  ])('%s means %s', (short, name) => {
    expect(bodies.aliases(name)).toContain(short);
  });

  it('交通局 and 交通运输局 stay two names that find each other', () => {
    expect(bodies.resolve('县交通局', CELE).fullName).toBe('策勒县交通局');
    expect(bodies.resolve('县交通运输局', CELE).fullName).toBe('策勒县交通运输局');
    expect(bodies.aliases('交通局')).toContain('交通运输局');
    expect(bodies.aliases('交通运输局')).toContain('交通局');
  });

  it('knows a misprint of a long name, and leaves short and known names alone', () => {
    expect(bodies.lookalike('人力资源和社会保降局')).toBe('人力资源和社会保障局');
    expect(bodies.lookalike('人社局')).toBeUndefined();
    expect(bodies.lookalike('水务局')).toBeUndefined();
    expect(bodies.lookalike('融媒体中心')).toBeUndefined();
  });
});

describe('phrases that can be a body', () => {
  it.each(['县民政局', '县委编办', '县自然资源局（林草工作站）', '县消防救援大队', '其他负有监管职责的部门'])(
    '%s can',
    (phrase) => expect(looksLikeBody(phrase)).toBe(true),
  );

  it.each([
    '负责审定',
    '配合县民政局',
    '县民政局，县残联',
    '职级晋升',
    '局',
    '1.县民政局',
    '县民政局（补贴）',
  ])('%s cannot', (phrase) => expect(looksLikeBody(phrase)).toBe(false));
});

describe('data/bodies.json', () => {
  const entries = z
    .array(
      z.object({
        name: z.string(),
        same: z.array(z.string()),
        short: z.array(z.string()),
        related: z.array(z.string()),
      }),
    )
    .parse(JSON.parse(readFileSync(join(PROJECT_ROOT, 'data', 'bodies.json'), 'utf8')));
  const related = new Map(entries.map((entry) => [entry.name, entry.related]));

  it('gives no body twice, and no abbreviation of one body to another', () => {
    const names = entries.flatMap(({ name, same }) => [name, ...same]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('lets two bodies share an everyday word only when they find each other', () => {
    for (const one of entries)
      for (const other of entries) {
        if (one === other) continue;
        const shared = [one.name, ...one.same, ...one.short].filter((word) =>
          [other.name, ...other.same, ...other.short].includes(word),
        );
        if (shared.length === 0) continue;
        const linked =
          related.get(one.name)?.includes(other.name) ||
          related.get(other.name)?.includes(one.name) ||
          one.related.some((name) => other.related.includes(name));
        expect(linked, `${one.name} and ${other.name} share ${shared.join('、')}`).toBe(true);
      }
  });
});
