import { afterAll, describe, expect, it, vi } from 'vitest';
import { compose } from '../../src/answer/compose.js';
import { plainText } from '../../src/answer/plain.js';
import { cellText, LIST_KINDS, VERDICT_OF_LIST } from '../../src/duty.js';
import { client, openCore } from './client.js';

// A town's index is loaded by the first question about it.
vi.setConfig({ testTimeout: 180_000 });
const core = await openCore();
afterAll(() => core.close());
const lines = (text: string): string[] => text.split('\n');

describe('the whole reply, word for word', () => {
  it('for a duty that the township assists in', () => {
    expect(lines(client(core, '策勒乡')('配合19').text)).toEqual([
      '本乡配合，不是主责：由策勒县残疾人联合会牵头。',
      '编号：配合履职事项清单第19项',
      '类别：民生服务',
      '事项：残疾人证办理、更换等业务服务',
      '牵头部门：策勒县残疾人联合会',
      '【本乡配合职责】',
      '1.协助申请人填写申请表、评定表，智力、精神类残疾人及未成年人申请须同时提供法定监护人的证明材料；',
      '2.对申请人提交的相关材料进行确认；',
      '3.引导申请人到县残疾人联合会指定的医疗机构进行残疾评定；',
      '4.评定结论符合残疾标准的，在申请人所在村予以公示，公示时间为5个工作日，申请人是未成年人的，原则上不予公示；',
      '5.将残疾人证发放至申请人。',
      '来源：新疆维吾尔自治区和田地区策勒县策勒乡履职事项清单（2025年7月），配合履职事项清单第19项；文件“策勒县策勒乡.txt”第189行，指纹e9439974。',
      '〔可接着问：上级部门职责 · 全文 · 相近事项 · 别的乡镇呢〕',
    ]);
  });

  it('for a duty of its own', () => {
    expect(lines(client(core, '萨罕镇')('基本110').text)).toEqual([
      '这是本镇的事：由萨罕镇主责。',
      '编号：基本履职事项清单第110项',
      '类别：卫生健康',
      '事项：负责爱国卫生运动工作，倡导文明健康生活方式',
      '基本履职事项清单只列事项名称，没有分步骤。',
      '来源：新疆维吾尔自治区喀什地区英吉沙县萨罕镇履职事项清单（2025年7月），基本履职事项清单第110项；文件“英吉沙县萨罕镇.txt”第165行，指纹85fe1d6f。',
      '〔可接着问：相近事项 · 别的乡镇呢〕',
    ]);
  });

  it('for a duty that was taken back', () => {
    expect(lines(client(core, '萨罕镇')('收回3').text)).toEqual([
      '已经收回：由英吉沙县民政局承接，萨罕镇不再承担。',
      '编号：上级部门收回事项清单第3项',
      '类别：民生服务',
      '事项：违规领取高龄津贴的追缴',
      '承接部门：英吉沙县民政局',
      '【承接部门及工作方式】',
      '承接部门：英吉沙县民政局',
      '工作方式：',
      '负责违规领取高龄津贴的追缴。',
      '来源：新疆维吾尔自治区喀什地区英吉沙县萨罕镇履职事项清单（2025年7月），上级部门收回事项清单第3项；文件“英吉沙县萨罕镇.txt”第332行，指纹ed464806。',
      '〔可接着问：相近事项 · 别的乡镇呢〕',
    ]);
  });

  it('for the summary, with its source', () => {
    expect(lines(client(core, '策勒乡')('清单概况').text)).toEqual([
      '策勒县策勒乡履职事项清单',
      '共254项：基本116项（本乡主责）、配合98项（上级牵头、本乡配合）、收回40项（本乡不再承担）。',
      '来源：新疆维吾尔自治区和田地区策勒县策勒乡履职事项清单（2025年7月），文件“策勒县策勒乡.txt”。',
    ]);
  });
});

describe('nothing of the document is lost in an answer', () => {
  it('the card of every duty names all its words, its notices and its source', () => {
    const bare = (text: string): string => text.replace(/\s/g, '');
    let count = 0;
    for (const town of core.towns.list()) {
      const edition = core.store.liveEdition(town.id);
      if (!edition) throw new Error(`no live edition of ${town.id}`);
      for (const duty of core.store.duties(edition.id)) {
        count += 1;
        const facts = { verdict: VERDICT_OF_LIST[duty.list], confidence: 1, items: [], town, edition, duty };
        const reply = compose({ kind: 'duty', view: 'full', wish: undefined, ...facts }, core.say);
        const said = bare(plainText(reply));
        const bodies = [...duty.leadBodies, ...duty.receivingBodies];
        const cells = [duty.leadDuties, duty.townshipDuties, duty.workMethod].map(cellText);
        const notices = duty.notices.map(({ text }) => text);
        const words = [duty.name, duty.category, duty.remark, ...bodies, ...cells, ...notices];
        const lost = words.filter((text) => !said.includes(bare(text)));
        expect(lost, `${town.name} ${duty.list} ${duty.number}`).toEqual([]);
        expect(said).toContain(`指纹${duty.source.fingerprint}`);
      }
    }
    expect(count).toBe(1284);
  });

  it('every list has its own verdict', () => {
    const ask = client(core, '萨罕镇');
    for (const [at, list] of LIST_KINDS.entries()) {
      const { answer } = ask(`${core.say(`list.short.${list}`)}1`);
      expect(answer.verdict).toBe(['ours', 'assist', 'reclaimed'][at]);
      expect(answer.items).toEqual([[list, 1]]);
    }
  });
});

describe('the verdict stands first', () => {
  const head = (town: string, text: string): string => client(core, town)(text).head;

  it('whoever leads', () => {
    expect(head('萨罕镇', '配合14')).toBe(
      '本镇配合，不是主责：由英吉沙县人力资源和社会保障局、英吉沙县财政局牵头。',
    );
    expect(head('策勒乡', '配合55')).toBe(
      '本乡配合，不是主责：由和田地区生态环境局策勒县分局、策勒县发展和改革委员会、策勒县市场监督管理局等11个部门牵头。',
    );
  });

  it('asked outright, says whose it is', () => {
    expect(head('阿扎克镇', '高龄津贴归我们管吗')).toBe(
      '主责不在阿扎克镇：由阿图什市民政局、阿图什市财政局牵头，本镇要配合。',
    );
    expect(head('策勒乡', '婚姻状况证明还要我们开吗')).toBe('不用策勒乡做了：已经取消，清单写明不再开展。');
    expect(head('萨罕镇', '违规领取高龄津贴的追缴还归我们吗')).toBe('不归萨罕镇了：已由英吉沙县民政局收回。');
  });

  it('asked about the last answer, says whose that is', () => {
    const ask = client(core, '萨罕镇');
    ask('基本110');
    expect(ask('这事归不归我们管？').head).toBe('归萨罕镇管：这是本镇主责的事。');
    ask('收回3');
    expect(ask('该谁罚').head).toBe('已经收回：由英吉沙县民政局承接，萨罕镇不再承担。');
    expect(ask('还要不要我们干').head).toBe('不归萨罕镇了：已由英吉沙县民政局收回。');
  });

  it('does not invent a body where the list says that nobody does it any more', () => {
    for (const [town, item] of [
      ['策勒乡', '收回13'],
      ['策勒乡', '收回32'],
      ['盐池镇', '收回1'],
    ] as const)
      expect(head(town, item)).toBe(`已经取消：清单写明不再开展，${town}不再承担。`);
  });

  it('keeps the body where the township alone is released (取消乡镇……由……负责)', () => {
    expect(head('策勒乡', '收回36')).toBe('已经收回：由策勒县应急管理局承接，策勒乡不再承担。');
  });
});
