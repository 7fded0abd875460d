import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDepartmentColumn } from '../../src/import/department-column.js';

const NAMES = [
  '县民政局',
  '县残联',
  '县卫生健康委员会',
  '县住房和城乡建设局',
  '县委组织部',
  '县公安局（交警大队）',
];

describe('the department column', () => {
  it('gives back the departments, however they are kept apart', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 }),
        fc.constantFrom(' ', '、', '，', '\n', '、 ', ',', ' 、'),
        (names, between) => {
          expect(parseDepartmentColumn(names.join(between))).toEqual({ printed: names, repeated: [] });
        },
      ),
    );
  });

  it.each([
    ['县农业农 村局 县水利局', ['县农业农村局', '县水利局']],
    ['县卫生健康委 员会', ['县卫生健康委员会']],
    ['县人民政府 办公室', ['县人民政府办公室']],
    ['县委 政法委员会', ['县委政法委员会']],
    ['县应急管理局以及其他负有安全监管职责的部门', ['县应急管理局', '其他负有安全监管职责的部门']],
    ['县民政局等部门', ['县民政局', '等部门']],
    ['县公安局和县民政局', ['县公安局', '县民政局']],
    ['县农业农村局和改革委员会', ['县农业农村局和改革委员会']],
    ['', []],
  ])('%s', (cell, printed) => {
    expect(parseDepartmentColumn(cell).printed).toEqual(printed);
  });

  it('tells which department was printed twice', () => {
    expect(parseDepartmentColumn('县民政局、县残联、县民政局').repeated).toEqual(['县民政局']);
  });
});
