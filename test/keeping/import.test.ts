import { describe, expect, it } from 'vitest';
import type { InboundFile, Reply } from '../../src/contract.js';
import { BotError } from '../../src/errors.js';
import { expectWords, labelsOf, textOf } from '../chat/world.js';
import { audited, liveId, OTHER_TOWN, openKeeping, refused, said } from './people.js';
import { BASIC, CHANGED, COOPERATIVE, fileOf, LIULIN, smallList } from './small-list.js';

const A_DAY = 24 * 60 * 60 * 1000;
const TEN_MINUTES = 10 * 60 * 1000;

/** A document whose reading is a fault of the test. */
const untouchable: InboundFile = {
  name: '清单.txt',
  read: () => Promise.reject(new Error('this file must not be read')),
};

describe('a document of a keeper', () => {
  it('is previewed with counts, what it says of itself, and what it would change; nobody is answered from it', async () => {
    const here = await openKeeping();
    const reports: Reply[] = [];
    const reply = await here.keeper.send('', {
      command: { name: 'import', options: {} },
      file: fileOf(CHANGED),
      report: async (report) => void reports.push(report),
    });
    expect(reports.map(textOf)).toEqual(['收到，正在读这份文件，请稍等……']);
    expect(reports[0]?.isSecret).toBe(true);
    expectWords(
      reply,
      `预览：${LIULIN}的新清单`,
      '柳林镇清单.txt',
      '2025年9月',
      '基本履职：8项，现在用的8项',
      '配合履职：4项',
      '文件本身',
      '部门有变化：1项',
    );
    expect(reply?.isSecret).toBe(true);
    expect(labelsOf(reply)).toEqual(['发布', '放弃', '逐条看变化']);
    await here.anybody.shouldReply('配合1', '县民政局');
  });

  it('has the whole difference attached, old and new side by side', async () => {
    const here = await openKeeping();
    const reply = await here.keeper.import(fileOf(CHANGED));
    const [file] = reply?.files ?? [];
    expect(file?.name).toBe(`清单变化-${LIULIN}.html`);
    const html = new TextDecoder().decode(file?.bytes);
    expect(html).toContain('民政局');
    expect(html).toContain('卫生健康委员会');
  });

  it('shows the counts it declares beside those that were read, and the notices that matter first', async () => {
    const here = await openKeeping();
    const list = smallList({ declared: [9, 4, 2] });
    const reply = await here.keeper.import(fileOf(list));
    expectWords(reply, '基本履职：8项（文件自称9项），现在用的8项', '其中要看一看的');
    expectWords(reply, '注意：基本履职，文件自称9项，实际读到8项');
    expectWords(reply, '注意：文件自称共15项，实际读到14项');
  });

  it('without a part is published, and who asks for that part is told that there is none', async () => {
    const here = await openKeeping({ published: false });
    await here.owner.import(fileOf(smallList({ reclaimed: [] })));
    said(await here.owner.press('发布'), '已发布');
    const anybody = here.world.chat('问', { isPrivate: true }).client('zhang', { town: LIULIN });
    await anybody.shouldReply('收回3', '柳林镇的清单没有上级部门收回事项清单这一部分');
  });

  it('may be sent with words that mean so, or with none; a question with a document is still a question', async () => {
    const here = await openKeeping();
    for (const words of ['', '导入清单', '新清单']) {
      said(await here.keeper.send(words, { file: fileOf(CHANGED) }), '预览');
    }
    const answer = await here.keeper.send('高龄津贴找谁', { file: untouchable, town: LIULIN });
    expectWords(answer, '县民政局');
  });

  it('that is live already is not published again', async () => {
    const here = await openKeeping();
    said(await here.keeper.import(fileOf(smallList())), '第1版', '一模一样');
    expect(here.world.core().store.drafts()).toEqual([]);
  });

  it('that they sent before shows the same draft again', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    said(await here.keeper.import(fileOf(CHANGED)), '预览');
    expect(here.world.core().store.drafts()).toHaveLength(1);
    said(await here.owner.import(fileOf(CHANGED)), '预览');
    expect(here.world.core().store.drafts()).toHaveLength(2);
  });

  it('is not fetched above the size that is taken', async () => {
    const here = await openKeeping();
    const reply = await here.keeper.import({ ...untouchable, size: 21 * 1024 * 1024 });
    said(reply, '文件有 21 MB，超过上限 20 MB', '没有任何改动');
  });

  it('is asked for when the command comes without one', async () => {
    const here = await openKeeping();
    said(await here.keeper.command('import'), '请把清单文件发给我');
  });

  it('is read by the worker too, of any format', async () => {
    const here = await openKeeping({ keeps: 'apart' });
    const csv = smallList().replaceAll('\t', ',');
    said(await here.keeper.import(fileOf(csv, '清单.csv')), '预览', '清单.csv');
    said(await here.keeper.import(fileOf('x'.repeat(9), '清单.xlsx')), '这份文件读不了');
  });
});

describe('a document that is refused', () => {
  const refused: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['an empty one', '', '这个文件是空的'],
    ['bytes', Uint8Array.of(0, 1, 2, 0xff, 0xfe, 0), '不是文字文件'],
    ['one without a list', '今天开会。', '没有找到履职事项清单的表格'],
    ['one of two towns', `${smallList()}\n${smallList().replaceAll('柳林镇', '桦树镇')}`, '不止一个乡镇'],
    ['one with headers only', smallList({ basic: [], cooperative: [], reclaimed: [] }), '没有找到'],
  ];
  it.each(refused)('%s says why and changes nothing', async (_, content, why) => {
    const here = await openKeeping();
    const before = here.world.core().store.editions(LIULIN);
    said(await here.keeper.import(fileOf(content)), '这份文件读不了', why, '没有任何改动');
    expect(here.world.core().store.editions(LIULIN)).toEqual(before);
    expect(here.world.core().store.drafts()).toEqual([]);
    expect(audited(here).at(-1)).toBe('li import allowed');
  });

  it.each(['清单.doc', '清单.zip', '清单'])('%s is of no format that is read', async (name) => {
    const here = await openKeeping();
    said(await here.keeper.import(fileOf(smallList(), name)), '这份文件读不了');
  });

  it('does not come from the platform: that is said, and nothing else', async () => {
    const here = await openKeeping();
    const broken: InboundFile = {
      name: '清单.txt',
      read: () => Promise.reject(new BotError('document-unreadable', { file: '清单.txt' })),
    };
    said(await here.keeper.import(broken), '读取文件 清单.txt 时出错');
  });
});

describe('the township of a document', () => {
  const nameless = smallList({ town: '' });

  it('is chosen when it does not say; the document that was sent goes on', async () => {
    const here = await openKeeping();
    const asked = await here.keeper.import(fileOf(nameless, '上传.txt'));
    said(asked, '这份清单没有写明是哪个乡镇', LIULIN);
    expect(labelsOf(asked)).toEqual([LIULIN]);
    const preview = await here.keeper.press(LIULIN);
    said(preview, `预览：${LIULIN}的新清单`, '上传.txt');
    said(await here.keeper.press('发布'), '已发布');
  });

  it('may be named with the command instead, for the document that waits too', async () => {
    const here = await openKeeping();
    said(await here.keeper.import(fileOf(nameless, 'a.txt'), { town: '柳林镇' }), `预览：${LIULIN}`);
    await here.keeper.command('discard');
    await here.keeper.import(fileOf(nameless, 'a.txt'));
    said(await here.keeper.command('import', { town: '柳林' }), `预览：${LIULIN}`);
  });

  it('is waited for no longer than ten minutes; then nothing of the document is kept', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(nameless, 'a.txt'));
    here.world.clock += TEN_MINUTES + 1000;
    said(await here.keeper.press(LIULIN), '请把清单文件发给我');
  });

  it('must be the one that was given, when the document says one', async () => {
    const here = await openKeeping();
    const reply = await here.owner.import(fileOf(CHANGED), { town: OTHER_TOWN });
    said(reply, '文件里写的是', '柳林镇', OTHER_TOWN);
    expect(here.world.core().store.drafts()).toEqual([]);
  });

  it('that nobody knows is not guessed', async () => {
    const here = await openKeeping();
    said(await here.owner.import(untouchable, { town: '桃花源' }), '没有“桃花源”这个乡镇');
    said(await here.owner.import(untouchable, { town: '县' }), '对应不止一个乡镇');
  });

  it('may be new: its first list is previewed and published by an owner, and asked about at once', async () => {
    const here = await openKeeping({ published: false });
    const preview = await here.owner.import(fileOf(smallList()));
    said(preview, `${LIULIN}还没有清单，这是第一版`);
    expect(labelsOf(preview)).toEqual(['发布', '放弃']);
    const done = await here.owner.press('发布');
    said(done, `已发布：${LIULIN}`);
    expect(labelsOf(done)).toEqual([]);
    await here.anybody.shouldReply(`${LIULIN}高龄津贴找谁`, '县民政局');
  });

  it('that somebody does not keep is refused, before reading where it is known, else before keeping', async () => {
    const here = await openKeeping();
    refused(await here.stranger.import(untouchable, { town: LIULIN }), `您不是${LIULIN}的清单管理员`);
    refused(await here.stranger.import(fileOf(CHANGED)), `您不是${LIULIN}的清单管理员`);
    expect(here.world.core().store.drafts()).toEqual([]);
    expect(audited(here).slice(-2)).toEqual([
      `wang import refused ${LIULIN}`,
      `wang import refused ${LIULIN}`,
    ]);
  });

  it('is of no interest with a document of somebody who keeps nothing: it is not even fetched', async () => {
    const here = await openKeeping();
    const reply = await here.anybody.send('', {
      command: { name: 'import', options: {} },
      file: untouchable,
    });
    refused(reply, '只有清单管理员');
    expect(audited(here).at(-1)).toBe('zhang import refused');
  });
});

describe('a draft', () => {
  it('survives a restart with its buttons', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    here.world.restart();
    said(await here.keeper.press('发布'), '已发布');
    await here.anybody.shouldReply('配合1', '县卫生健康委员会');
  });

  it('expires after a day: its buttons and commands say so kindly, and purging deletes it', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    const draft = here.world.core().store.drafts()[0]?.editionId ?? 0;
    const { serial } = here.world.core().store.edition(draft) ?? {};
    here.world.clock += A_DAY + 1000;
    for (const label of ['发布', '放弃', '逐条看变化']) {
      said(await here.keeper.press(label), '这一版已经发布、放弃或者过期了');
    }
    said(await here.keeper.command('publish'), '您没有待发布的清单');
    said(await here.keeper.command('rollback', { edition: String(serial) }), '过期');
    expect(said(await here.keeper.command('editions', { town: LIULIN }))).not.toContain('待发布');
    const { store } = here.world.core();
    expect(store.purgeDrafts(new Date(here.world.clock - A_DAY).toISOString())).toBe(1);
    expect(store.edition(draft)).toBeUndefined();
    said(await here.keeper.press('发布'), '过期');
  });

  it('that is discarded leaves the list as it is', async () => {
    const here = await openKeeping();
    const before = liveId(here);
    await here.keeper.import(fileOf(CHANGED));
    said(await here.keeper.press('放弃'), '已放弃', '已删除');
    said(await here.keeper.press('发布'), '过期');
    expect(liveId(here)).toBe(before);
    expect(here.world.core().store.editions(LIULIN)).toHaveLength(1);
    expect(audited(here).at(-1)).toBe(`li discard allowed ${LIULIN}`);
  });

  it('with fewer items of one list says how many are gone', async () => {
    const here = await openKeeping();
    const list = smallList({ basic: BASIC.slice(0, 7), cooperative: COOPERATIVE });
    said(await here.keeper.import(fileOf(list)), '减少：1项', '基本履职：7项，现在用的8项');
  });
});
