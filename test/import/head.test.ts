import { describe, expect, it } from 'vitest';
import { parseHead, parseTownship } from '../../src/import/head.js';
import { refusalOf } from './tools.js';

describe('a town’s full name', () => {
  it.each([
    ['云岭省青河市白塔县柳林镇', '青河市', '白塔县', '柳林镇'],
    ['甘肃省定西市安定区中华路街道', '定西市', '安定区', '中华路街道'],
    ['云南省红河哈尼族彝族自治州元阳县新街镇', '红河哈尼族彝族自治州', '元阳县', '新街镇'],
    ['湖北省荆州市沙市区胜利街街道', '荆州市', '沙市区', '胜利街街道'],
    ['山东省枣庄市市中区文化路街道', '枣庄市', '市中区', '文化路街道'],
    ['内蒙古自治区呼伦贝尔市鄂伦春自治旗阿里河镇', '呼伦贝尔市', '鄂伦春自治旗', '阿里河镇'],
    ['云南省昆明市安宁市连然街道办事处', '昆明市', '安宁市', '连然街道'],
    ['北京市海淀区学院路街道', '', '海淀区', '学院路街道'],
    ['广东省东莞市虎门镇', '', '东莞市', '虎门镇'],
    ['白塔县柳林镇人民政府', '', '白塔县', '柳林镇'],
    ['1. 白塔县柳林镇', '', '白塔县', '柳林镇'],
  ])('%s', (text, prefecture, county, name) => {
    const fullName = county + name;
    expect(parseTownship(text)).toEqual({ id: fullName, name, county, prefecture, fullName });
  });

  it.each(['柳林镇', '白塔县', '本镇', '', '履职事项清单'])('%j is none', (text) => {
    expect(parseTownship(text)).toBeUndefined();
  });
});

describe('the head of a document', () => {
  it('gives town, title, date and declared counts', () => {
    const head = parseHead(
      [
        '云岭省青河市',
        '白塔县柳林镇',
        '履职事项清单',
        '2025 年 9 月',
        '共有履职事项 3 项。',
        '1. 基本履职事项清单（2项）',
      ],
      ['柳林镇'],
      '清单.txt',
    );
    expect(head).toMatchObject({
      title: '云岭省青河市白塔县柳林镇履职事项清单',
      township: { fullName: '白塔县柳林镇', prefecture: '青河市' },
      issued: '2025年9月',
      declared: { total: 3, basic: { duties: 2 } },
    });
  });

  it('falls back on the list titles, then on the file’s name', () => {
    expect(parseHead([], ['白塔县柳林镇'], '清单.txt').township.id).toBe('白塔县柳林镇');
    expect(parseHead([], [], '/tmp/白塔县柳林镇履职事项清单.txt').township.id).toBe('白塔县柳林镇');
    expect(refusalOf(() => parseHead([], ['柳林镇'], '清单.txt'))).toBe('document-no-town');
  });

  it('refuses two towns, and two counties with a town of one name', () => {
    expect(refusalOf(() => parseHead([], ['白塔县柳林镇', '青山镇'], 'a.txt'))).toBe('document-two-towns');
    expect(refusalOf(() => parseHead([], ['白塔县柳林镇', '红石县柳林镇'], 'a.txt'))).toBe(
      'document-two-towns',
    );
  });

  it('takes 本镇, 各乡镇 and a numbered contents line for no second town', () => {
    const titles = ['白塔县柳林镇', '本镇', '各乡镇', '2.柳林镇', '（三）柳林镇', '附件1：柳林镇', ''];
    expect(parseHead([], titles, 'a.txt').township.name).toBe('柳林镇');
  });
});
