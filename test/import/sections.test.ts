import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, type Section } from '../../src/duty.js';
import { cleanCell } from '../../src/import/clean.js';
import { cutReception, cutReceptionColumns } from '../../src/import/reception.js';
import { cutSections } from '../../src/import/sections.js';
import { tools, withoutSpace } from './tools.js';

const TOWN = { county: '白塔县', prefecture: '青河市' };
const resolve = (printed: string): string => tools.bodies.resolve(printed, TOWN).fullName;
const cut = (text: string): Section[] => cutSections(text, ['县民政局', '县融媒体集团'], resolve);

/** Texts made of what duty cells are made of, in any order, with any faults between. */
const cell = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '县民政局',
          '县残联：',
          '县公安局、县民政局：',
          '县民政局（低保）：',
          '职级晋升：',
          '年度考核',
          '日常管理工作',
        ],
        ...[
          '县融媒体集团：',
          '承接部门：',
          '工作方式：',
          '无',
          '取消',
          '由县民政局承接',
          '县教育局和县民政局',
        ],
        ...['1.', '2、', '10.', '（1）', '(2)', '（一）', '一、', '二是', '①', '⑳', '1.5', '三级', '第一是'],
        ...[
          '。',
          '；',
          '：',
          ':',
          ';',
          '，',
          '、',
          '！',
          '？',
          '”',
          '）',
          '“',
          '（',
          '.',
          '《',
          '》',
          '<',
          '>',
        ],
        ...['\n', ' ', '\u3000', '\n\n', '\t'],
        ...['受理申请', '做好宣传工作', '负责审定补贴对象', 'Smart Town', 'a', '2025', '95%', '𠮷', '\uD800'],
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('cutting a cell loses nothing', () => {
  it('whatever stands in a duty cell', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(withoutSpace(cellText(cut(text)))).toBe(withoutSpace(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('whatever stands in a cell of 承接部门及工作方式', () => {
    fc.assert(
      fc.property(fc.boolean(), cell, (labelled, text) => {
        const whole = labelled ? `承接部门：${text}` : text;
        expect(withoutSpace(cellText(cutReception(whole, resolve).sections))).toBe(withoutSpace(whole));
      }),
      { numRuns: 2000 },
    );
  });

  it('whatever stands in the two columns 承接部门 and 工作方式', () => {
    fc.assert(
      fc.property(cell, cell, (bodies, method) => {
        const { sections } = cutReceptionColumns(bodies, method, resolve);
        expect(withoutSpace(cellText(sections))).toBe(withoutSpace(bodies + method));
      }),
    );
  });

  it('and makes no empty section or step, and no body without its heading', () => {
    fc.assert(
      fc.property(cell, (text) => {
        for (const section of cut(cleanCell(text).text)) {
          expect(section.heading === undefined && section.steps.length === 0).toBe(false);
          if (section.heading === undefined) expect(section.bodies).toEqual([]);
          for (const step of section.steps) expect((step.marker ?? '') + step.text).not.toBe('');
        }
      }),
    );
  });
});

describe('steps and headings', () => {
  const shape = (text: string): string[] =>
    cut(text).map(
      ({ heading = '', steps }) =>
        `${heading}|${steps.map((step) => `${step.marker ?? '-'} ${step.text}`).join('|')}`,
    );

  it('a line that the page width broke goes on', () => {
    expect(shape('1.受理申请，\n并初审。\n2.公示。')).toEqual(['|1. 受理申请，并初审。|2. 公示。']);
  });

  it('a number inside a sentence begins no step', () => {
    expect(shape('按第2.3条办理，不少于3.5公里。')).toEqual(['|- 按第2.3条办理，不少于3.5公里。']);
    expect(shape('对一、二级保护动物，三级道路。')).toEqual(['|- 对一、二级保护动物，三级道路。']);
  });

  it('a sentence that names a body is no heading', () => {
    expect(shape('会同县民政局办理。')).toEqual(['|- 会同县民政局办理。']);
  });

  it('a body’s heading in mid-text begins a new section', () => {
    expect(shape('县民政局：审定。县残联：核定。')).toEqual(['县民政局：|- 审定。', '县残联：|- 核定。']);
  });

  it('a matter under a body joins its heading', () => {
    const [section] = cut('县民政局：\n职级晋升：\n1.审定。');
    expect(section).toMatchObject({
      heading: '县民政局：职级晋升：',
      bodies: ['白塔县民政局'],
      topic: '职级晋升',
    });
  });
});
