import { describe, expect, it } from 'vitest';
import { type IntentContext, readIntent } from '../../src/answer/intent.js';
import { parseCount } from '../../src/answer/reference.js';
import { normaliseQuestion } from '../../src/search/normalise.js';

const context: IntentContext = { categories: [], isBody: () => false };
const read = (text: string) => readIntent(normaliseQuestion(text), context);

describe('an item named by its number is recognised', () => {
  const COOPERATIVE_19 = [
    '配合19',
    '配合 19',
    '配合１９',
    '配合⑲',
    '配合十九',
    '配合第19项',
    '配合第十九项',
    '配合第19条',
    '配合第19个',
    '配合19号',
    '配合清单第19项',
    '配合清单19',
    '配合清单的19是啥',
    '配合清单里的第19项',
    '配合事项19',
    '配合履职事项清单第19项',
    '配合类第19',
    '配合-19',
    '配合:19',
    '配合：19',
    '配合#19',
    '配合（19）',
    '配合【19】',
    '配合序号19',
    '配-19',
    '配19',
    '配第19项',
    '配十九',
    'p19',
    'P19',
    'P-19',
    '配合19。',
    '请问配合19是什么？',
    '把配合19发我',
    '查一下配合第19项',
    '配合第19项谁牵头',
    '配合第19项归谁管',
  ];
  it.each(COOPERATIVE_19)('%s', (text) => {
    expect(read(text)).toEqual({
      kind: 'number',
      reference: { list: 'cooperative', number: 19 },
      view: 'card',
    });
  });

  it.each([
    ['基本三十七', 'basic', 37],
    ['基本第一百二十项', 'basic', 120],
    ['基本一百零八', 'basic', 108],
    ['基本履职事项清单第37项', 'basic', 37],
    ['主责37', 'basic', 37],
    ['基37', 'basic', 37],
    ['j37', 'basic', 37],
    ['收回第3条', 'reclaimed', 3],
    ['收回3', 'reclaimed', 3],
    ['上收第3项', 'reclaimed', 3],
    ['上级部门收回第3项', 'reclaimed', 3],
    ['上级部门收回事项清单第3项', 'reclaimed', 3],
    ['收三', 'reclaimed', 3],
    ['s3', 'reclaimed', 3],
    ['配合999', 'cooperative', 999],
  ])('%s', (text, list, number) => {
    expect(read(text)).toEqual({ kind: 'number', reference: { list, number }, view: 'card' });
  });

  it.each([
    ['配合19原文', 'full'],
    ['配合19 全文', 'full'],
    ['我想看看配合第19项的原文', 'full'],
    ['配19原文', 'full'],
    ['配合19具体步骤', 'steps'],
    ['配合19怎么做', 'steps'],
    ['配合十九县里做啥', 'lead'],
    ['p19上级部门职责', 'lead'],
    ['配合19相近事项', 'near'],
    ['配合19别的镇呢', 'compare'],
    ['配合19 别的乡镇呢', 'compare'],
  ])('with the part that is asked for: %s', (text, view) => {
    expect(read(text)).toEqual({ kind: 'number', reference: { list: 'cooperative', number: 19 }, view });
  });

  it.each(['第十九项', '第19条', '19项', '第19', '序号19', '清单第19项', '19号事项', '第19项是什么'])(
    'without its list: %s',
    (text) => {
      const intent = read(text);
      expect(intent).toMatchObject({ reference: { number: 19 } });
      expect(intent).not.toHaveProperty('reference.list');
    },
  );
});

describe('an ordinary number is no reference', () => {
  it.each([
    '三楼',
    '三楼的会议室谁管',
    '十五个工作日',
    '15个工作日内要答复吗',
    '19号会议',
    '19号开会',
    '第3次会议',
    '第五次人口普查谁负责',
    '第一书记谁管',
    '第三方谁管',
    '第二项目部谁管',
    '第3条生产线谁批',
    '基本医疗2025年怎么交',
    '基本公共卫生14项',
    '基本农田100亩被占了',
    '基本上一个月一次',
    '基本五保户',
    '配合2名干部',
    '配合3个部门',
    '配合3个部门检查',
    '配合2-3人',
    '配合一下',
    '配合第二批',
    '配合12345',
    '收回3亩地',
    '收回两万块钱',
    '收回5000元怎么办',
    '收回一处宅基地',
    'p2p贷款',
    's230省道坏了',
    '12345热线谁管',
    '两个人打架谁管',
  ])('%s', (text) => {
    expect(read(text).kind).toBe('matter');
  });
});

describe('a count', () => {
  it('is read in digits and in Chinese numerals', () => {
    for (const [text, number] of [
      ['19', 19],
      ['十', 10],
      ['十九', 19],
      ['二十', 20],
      ['三十七', 37],
      ['一百', 100],
      ['一百零八', 108],
      ['一百二十', 120],
      ['一九', 19],
      ['两百', 200],
    ] as const)
      expect(parseCount(text), text).toBe(number);
  });

  it('is not read in other text', () => {
    for (const text of ['', '19项', '十楼', '12345', '1.5', '-3']) expect(parseCount(text)).toBeUndefined();
  });
});
