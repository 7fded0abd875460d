import { textFormat } from '../../../src/import/formats/text.js';
import { type FormatCase, testFormat } from '../../contracts/format.js';

const document = (name: string, text: string, parts: FormatCase['parts']): FormatCase => ({
  name,
  bytes: new TextEncoder().encode(text),
  parts,
});

testFormat(textFormat, [
  document('tabs', '标题\n\n序号\t事项名称\n1\t甲\n\t乙\n', [
    '标题',
    ['序号', '事项名称'],
    ['1', '甲'],
    ['', '乙'],
  ]),
  document('pipes', '| 序号 | 事项名称 |\n|:---|---:|\n| 1 | 甲\\|乙 |\n| 2 |  |', [
    ['序号', '事项名称'],
    ['1', '甲|乙'],
    ['2', ''],
  ]),
  document('open pipes', '序号 | 类别 | 名称\n--- | --- | ---\n1 | 甲 | 乙', [
    ['序号', '类别', '名称'],
    ['1', '甲', '乙'],
  ]),
  document('tabs inside pipes', '| 1 | 甲\t乙 |', [['1', '甲\t乙']]),
  document('Windows line ends and no last one', '一\r\n1\t甲\r\n2\t乙', ['一', ['1', '甲'], ['2', '乙']]),
]);
