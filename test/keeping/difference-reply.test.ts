import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { Duty } from '../../src/duty.js';
import { compareEditions } from '../../src/keeping/difference.js';
import { differenceFile } from '../../src/keeping/difference-file.js';
import {
  type DifferencePage,
  differencePages,
  differenceSummary,
} from '../../src/keeping/difference-reply.js';
import { loadWording } from '../../src/wording.js';
import { LISTS_FOLDER, readFile } from '../import/tools.js';
import { basic, cooperative, EDITION, reclaimed, withChanged } from './difference-builders.js';

const say = loadWording('keeping');
const pagesOf = (before: readonly Duty[], after: readonly Duty[]): DifferencePage[] =>
  differencePages(compareEditions(before, after), say);
const linesOf = (after: readonly Duty[]): readonly string[] =>
  pagesOf(EDITION, after).flatMap(({ lines }) => lines);
const withName = (at: number, name: string) => withChanged(at, (one) => ({ ...one, name }));
const facts = {
  town: '英吉沙县萨罕镇',
  before: { title: '履职事项清单', issued: '2025年7月', fileName: '旧.txt' },
  after: { title: '履职事项清单', issued: '2026年3月', fileName: '新.docx' },
};
const fileOf = (before: readonly Duty[], after: readonly Duty[]) =>
  differenceFile(compareEditions(before, after), facts, say);

describe('the summary', () => {
  it('has one line for each kind of change', () => {
    const after = [...withName(3, '特困人员救助供养工作').slice(0, -1), basic(4, '优化营商环境')];
    expect(differenceSummary(compareEditions(EDITION, after), say)).toEqual([
      {
        kind: 'text',
        text: [
          '和原来的清单相比：',
          '新增：1项',
          '减少：1项（占原清单的11%）',
          '事项名称有改动：1项',
          '完全没变：7项',
        ].join('\n'),
      },
    ]);
  });

  it('says that nothing is different', () => {
    expect(differenceSummary(compareEditions(EDITION, EDITION), say)).toEqual([
      { kind: 'text', text: '和原来的清单相比，没有任何变化。' },
    ]);
  });
});

describe('the pages for a chat', () => {
  it('are none when nothing is different', () => {
    expect(pagesOf(EDITION, EDITION)).toEqual([]);
  });

  it('name what was added and removed, and what it is like', () => {
    const grave = (number: number, name: string) => basic(number, `负责农村公益性墓地${name}`);
    expect(
      pagesOf(
        [...EDITION, grave(4, '建设管理、殡葬服务管理和文明祭扫宣传')],
        [...EDITION, grave(4, '建设管理、殡葬服务管理和文明祭扫宣传'), grave(5, '建设管理')],
      ),
    ).toEqual([
      {
        title: '变化明细 基本5',
        lines: [
          '▪ 新增 基本5「负责农村公益性墓地建设管理」',
          '和原基本4「负责农村公益性墓地建设管理、殡葬服务管理和文明祭扫宣传」相近，可能由它改写或拆分而来',
        ],
      },
    ]);
    expect(linesOf(EDITION.slice(0, -1))).toEqual(['▪ 减少 原收回2「出具婚姻状况证明」']);
  });

  it('show old and new with the differing stretch marked', () => {
    expect(linesOf(withName(3, '特困人员救助供养工作'))).toEqual([
      '▪ 配合1「特困人员救助供养工作」',
      '事项名称·旧：特困人员救助供养',
      '事项名称·新：特困人员救助供养【工作】',
    ]);
  });

  it('leave out what stayed far from the difference, and say so with …', () => {
    const remark = (period: string): Duty[] =>
      withChanged(0, (one) => ({
        ...one,
        remark: `本事项由上级部门统一组织实施并下达年度任务，乡镇每${period}核查一次，核查结果纳入年度考核并向社会公开。`,
      }));
    expect(pagesOf(remark('季度'), remark('月'))[0]?.lines.slice(1)).toEqual([
      '备注·旧：…施并下达年度任务，乡镇每【季度】核查一次，核查结果纳入年…',
      '备注·新：…施并下达年度任务，乡镇每【月】核查一次，核查结果纳入年…',
    ]);
  });

  it('name the empty side of what came or went whole', () => {
    expect(linesOf(withChanged(0, (one) => ({ ...one, remark: '已调整' })))).toEqual([
      '▪ 基本1「开展爱国卫生运动，倡导健康生活方式」',
      '备注·旧：（没有）',
      '备注·新：【已调整】',
    ]);
  });

  it('show a move with both numbers, and the bodies that came', () => {
    const after = [
      ...EDITION.filter((_, at) => at !== 5),
      reclaimed(3, '校外培训机构监管', { receivingBodies: ['县教育局'] }),
    ];
    expect(linesOf(after).slice(0, 4)).toEqual([
      '▪ 收回3「校外培训机构监管」（原配合3）',
      '换到另一张清单：配合3 → 收回3',
      '部门·增加：县教育局',
      '部门·去掉：县民政局',
    ]);
  });

  it('say of a renumbering of everything that follows one line', () => {
    const after = [
      basic(1, '优化营商环境，服务市场主体'),
      ...EDITION.map((one) => (one.list === 'basic' ? { ...one, number: one.number + 1 } : one)),
    ];
    expect(linesOf(after)).toEqual(['▪ 新增 基本1「优化营商环境，服务市场主体」', '另有3项只是编号顺延。']);
  });

  it('count what is only layout', () => {
    const after = withName(0, '开展爱国卫生运动、倡导健康生活方式');
    expect(pagesOf(EDITION, after)).toEqual([
      { title: '变化明细', lines: ['另有1项只有标点、空格或排版不同。'] },
    ]);
  });

  it('have at most ten changes each, every change once, and stay short', () => {
    const long = '制定实施方案，组织培训，开展检查，通报结果，';
    const names = Array.from({ length: 45 }, (_, at) => `事项${'甲乙丙丁戊己庚辛壬癸'[at % 10]}${at}的办理`);
    const edition = (word: string) =>
      names.map((name, at) =>
        cooperative(at + 1, name, {
          leadDuties: `${long.repeat(20)}${word}`,
          townshipDuties: word + long.repeat(20),
        }),
      );
    const pages = pagesOf(edition('每季度汇总'), edition('每月上报'));
    const items = pages.flatMap(({ lines }) =>
      lines.flatMap((line) => line.match(/^▪ (配合\d+)/)?.[1] ?? []),
    );
    expect(items).toEqual(names.map((_, at) => `配合${at + 1}`));
    for (const { lines } of pages) {
      expect(lines.filter((line) => line.startsWith('▪')).length).toBeLessThanOrEqual(10);
      expect(lines.join('\n').length).toBeLessThanOrEqual(1600);
    }
  });

  it('stay short for two whole lists that have little in common', () => {
    const [one, other] = readdirSync(LISTS_FOLDER)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFile(join(LISTS_FOLDER, name)).duties);
    const pages = pagesOf(one ?? [], other ?? []);
    expect(pages.length).toBeGreaterThan(10);
    for (const { lines } of pages) expect(lines.join('\n').length).toBeLessThanOrEqual(1900);
  });
});

describe('the attached file', () => {
  it('is a whole page in Chinese that loads and runs nothing', () => {
    const { name, text } = fileOf(EDITION, EDITION.slice(1));
    expect(name).toBe('清单变化-英吉沙县萨罕镇.html');
    expect(text).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(text).not.toMatch(/<(?:script|link|img|iframe)|\b(?:src|href|on\w+)=/i);
    const faults: string[] = [];
    parse(text, { onParseError: ({ code, startLine }) => faults.push(`${code} ${startLine}`) });
    expect(faults).toEqual([]);
  });

  it('shows both texts whole, with what differs marked', () => {
    const long = '组织入户核实，张榜公示，按月汇总上报。'.repeat(30);
    const edition = (word: string) =>
      withChanged(3, () => cooperative(1, '特困', { townshipDuties: long + word + long }));
    const { text } = fileOf(edition('每季度'), edition('每月'));
    expect(text).toContain(`<td>${long}每<del>季度</del>${long}</td><td>${long}每<ins>月</ins>${long}</td>`);
  });

  it('lists the renumbered and the re-laid ones one by one', () => {
    const after = withChanged(8, (one) => ({ ...one, number: 3 })).map((one) =>
      one.number === 1 && one.list === 'basic' ? { ...one, name: '开展爱国卫生运动、倡导健康生活方式' } : one,
    );
    const { text } = fileOf(EDITION, after);
    expect(text).toContain('只是编号顺延的（1项）');
    expect(text).toContain('<span class="item">收回2 → 收回3</span> 出具婚姻状况证明');
    expect(text).toContain('<span class="item">基本1</span> 开展爱国卫生运动、倡导健康生活方式');
  });

  it('escapes whatever a document says', () => {
    const evil = `</td><script>alert('1')</script><img src=x onerror="alert(2)">&lt;\u0000`;
    const made = { category: evil, leadBodies: [evil], leadDuties: evil, townshipDuties: evil, remark: evil };
    const after = [...withName(3, evil), cooperative(5, evil, made), basic(4, evil)];
    const difference = compareEditions([...EDITION, cooperative(9, `旧${evil}`, made)], after);
    const side = { title: evil, issued: evil, fileName: evil };
    const { name, text } = differenceFile(difference, { town: `../${evil}`, before: side, after: side }, say);
    expect(text).not.toMatch(/<script|<img|\u0000/);
    expect(text).toContain('&lt;script&gt;');
    expect(name).not.toMatch(/[/\\<>"\u0000]/);
    const faults: string[] = [];
    parse(text, { onParseError: ({ code }) => faults.push(code) });
    expect(faults).toEqual([]);
  });

  it('says so when nothing is different', () => {
    expect(fileOf(EDITION, EDITION).text).toContain('<p>和原来的清单相比，没有任何变化。</p>');
  });
});
