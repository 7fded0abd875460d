import { describe, expect, it } from 'vitest';
import { createNumbering, type ParagraphList } from '../../../src/import/formats/docx-numbering.js';

const level = (at: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const pattern = (id: number, ...levels: readonly string[]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const list = (id: number, of: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const own = (id: string, at = '0'): ParagraphList => ({ style: '', list: id, level: at });

describe('the numbers Word prints', () => {
  it('go on in a list, and begin anew below a higher level', () => {
    const number = createNumbering(
      pattern(7, level(0, 'chineseCounting', '（%1）'), level(1, 'decimal', '%2.')) + list(1, 7),
      '',
    );
    const asked = [own('1'), own('1', '1'), own('1', '1'), own(''), own('1'), own('1', '1')];
    expect(asked.map(number)).toEqual(['（一）', '1.', '2.', '', '（二）', '1.']);
  });

  it('may name the levels above, in Arabic numerals where the level asks for them', () => {
    const number = createNumbering(
      pattern(
        1,
        level(0, 'japaneseCounting', '%1、'),
        level(1, 'decimal', '%1.%2'),
        level(2, 'decimal', '%1.%2.%3', '<w:isLgl/>'),
      ) + list(1, 1),
      '',
    );
    expect([own('1'), own('1', '1'), own('1', '2')].map(number)).toEqual(['一、', '一.1', '1.1.1']);
  });

  it('go on between two lists of one pattern, unless the second begins anew', () => {
    const anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    const number = createNumbering(
      pattern(1, level(0, 'decimal', '%1.')) + list(1, 1) + list(2, 1) + list(3, 1, anew),
      '',
    );
    expect(['1', '2', '3', '3'].map((id) => number(own(id)))).toEqual(['1.', '2.', '5.', '6.']);
  });

  it('may come from the style of a paragraph, or from one it is based on', () => {
    const styles =
      '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>' +
      '<w:style w:styleId="C"><w:basedOn w:val="C"/></w:style>';
    const number = createNumbering(
      pattern(
        1,
        level(0, 'decimalEnclosedCircle', '%1'),
        level(1, 'decimal', '%2）', '<w:pStyle w:val="B"/>'),
      ) + list(1, 1),
      styles,
    );
    const styled = (style: string, id = ''): string => number({ style, list: id, level: '' });
    expect([styled('A'), styled('B'), styled('C'), styled('A', '0'), styled('A')]).toEqual([
      '①',
      '1）',
      '',
      '',
      '②',
    ]);
  });

  it('are none for bullets and for what is nowhere defined', () => {
    const number = createNumbering(pattern(1, level(0, 'bullet', '•')) + list(1, 1), '');
    expect([own('1'), own('2'), own('1', '5'), own('1', 'x')].map(number)).toEqual(['', '', '', '']);
  });
});
