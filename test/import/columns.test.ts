import { describe, expect, it } from 'vitest';
import { parseHeader, parseListTitle } from '../../src/import/columns.js';

describe('header rows', () => {
  const COMMON = ['序号', '事项类别', '事项名称', '对应上级部门', '上级部门职责'];

  it.each([
    '乡镇配合职责',
    '乡配合职责',
    '镇配合职责',
    '镇街配合职责',
    '乡镇（街道）配合职责',
    '乡镇(街道)配合职责',
    '**街道 配合职责**',
    '属地配合职责',
  ])('%s is what the township does', (header) => {
    expect(parseHeader([...COMMON, header])).toEqual({
      kinds: ['number', 'category', 'name', 'leadBodies', 'leadDuties', 'townshipDuties'],
      list: 'cooperative',
    });
  });

  it('承接部门及工作方式 is one column, 承接部门 and 工作方式 are two', () => {
    expect(parseHeader(['序号', '事项名称', '承接部门及工作方式'])?.kinds[2]).toBe('reception');
    expect(parseHeader(['序号', '事项名称', '承接部门', '工作方式'])).toEqual({
      kinds: ['number', 'name', 'receivingBodies', 'workMethod'],
      list: 'reclaimed',
    });
  });

  it('three columns leave the list to the title, an unknown column is passed over', () => {
    expect(parseHeader(['序号', '事项类别', '事项名称', '页码'])).toEqual({
      kinds: ['number', 'category', 'name', undefined],
      list: 'any',
    });
  });

  it('a duty’s row is no header', () => {
    expect(parseHeader(['1', '民生服务', '受理高龄津贴申请'])).toBeUndefined();
    expect(parseHeader(['1', '综合政务', '编制事项名称目录'])).toBeUndefined();
  });
});

describe('list titles', () => {
  it.each([
    ['柳林镇基本履职事项清单', 'basic'],
    ['# 柳林镇配合履职事项清单（公布版）', 'cooperative'],
    ['柳林镇 上级部门收回事项清单', 'reclaimed'],
    ['2. 配合履职事项单', 'cooperative'],
  ])('%s announces %s', (line, list) => {
    expect(parseListTitle(line)?.list).toBe(list);
  });

  it('a sentence about a list is no title', () => {
    expect(parseListTitle('基本履职事项清单是本镇必须为、负全责的事项。')).toBeUndefined();
  });
});
