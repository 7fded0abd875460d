import type { InboundFile } from '../../src/contract.js';

/** A township that no published list is of. */
export const LIULIN = '白塔县柳林镇';

interface SmallList {
  /** Empty for a document that says of no town. */
  readonly town?: string;
  readonly basic?: readonly string[];
  /** Name and leading body. */
  readonly cooperative?: readonly (readonly [name: string, body: string])[];
  readonly reclaimed?: readonly string[];
  /** Counts that the document says it has. */
  readonly declared?: readonly [basic: number, cooperative: number, reclaimed: number];
}

export const BASIC = [
  '加强党委自身建设，落实党委议事规则',
  '做好农村公益性墓地建设管理和殡葬服务管理',
  '落实惠民惠农财政补贴资金“一卡通”发放政策',
  '开展反诈骗宣传，预防和遏制案事件发生',
  '做好农产品质量安全监督管理',
  '推进农村集体产权制度改革',
  '开展青少年儿童防溺水安全教育',
  '负责义务教育阶段学生控辍保学',
] as const;

export const COOPERATIVE = [
  ['老年人高龄津贴的发放管理', '县民政局'],
  ['残疾人两项补贴', '县残联'],
  ['森林草原防火', '县林业和草原局'],
  ['动物疫病防控', '县农业农村局'],
] as const;

export const RECLAIMED = ['烟花爆竹经营许可', '对医疗卫生机构的监督检查'] as const;

/** A whole list in a few lines, as a text document. */
export function smallList(list: SmallList = {}): string {
  const { town = `青河市${LIULIN}`, basic = BASIC, cooperative = COOPERATIVE, reclaimed = RECLAIMED } = list;
  const own = town === '' ? '本镇' : '柳林镇';
  const title = (kind: string): string => `\n${own}${kind}事项清单\n`;
  const said = list.declared
    ? `\n共有履职事项${list.declared.reduce((a, b) => a + b)}项，其中，基本履职事项${list.declared[0]}项、配合履职事项${list.declared[1]}项、上级部门收回事项${list.declared[2]}项。`
    : '';
  const row = (...cells: readonly (string | number)[]): string => cells.join('\t');
  return [
    `${town}履职事项清单\n\n2025年9月\n${said}`,
    title('基本履职'),
    row('序号', '事项类别', '事项名称'),
    ...basic.map((name, at) => row(at + 1, '民生服务', name)),
    title('配合履职'),
    row('序号', '事项类别', '事项名称', '对应上级部门', '上级部门职责', '乡镇配合职责'),
    ...cooperative.map(([name, body], at) =>
      row(at + 1, '民生服务', name, body, `${body}： 1.制定办法。 2.审定名单。`, '1.受理申请。 2.公示结果。'),
    ),
    title('上级部门收回'),
    row('序号', '事项类别', '事项名称', '承接部门及工作方式'),
    ...reclaimed.map((name, at) =>
      row(at + 1, '应急管理', name, '承接部门：县应急管理局 工作方式：依法审批并开展监督检查。'),
    ),
    '',
  ].join('\n');
}

/** The allowance is another body's from now on. */
export const CHANGED = smallList({
  cooperative: COOPERATIVE.map(([name, body]) => [name, name.includes('高龄') ? '县卫生健康委员会' : body]),
});

/** A document on a platform's server. */
export function fileOf(content: string | Uint8Array, name = '柳林镇清单.txt'): InboundFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, size: bytes.length, read: async () => bytes };
}
