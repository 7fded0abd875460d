import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectWords, labelsOf, textOf } from '../chat/world.js';
import { audited, liveId, liveSerial, OTHER_TOWN, openKeeping, refused, said } from './people.js';
import { BASIC, CHANGED, fileOf, LIULIN, smallList } from './small-list.js';

describe('/editions', () => {
  it('lists every edition, newest first, with who brought it, and a button for each that is not live', async () => {
    const here = await openKeeping();
    const first = liveSerial(here);
    await here.keeper.import(fileOf(CHANGED, '新清单.txt'));
    const reply = await here.keeper.command('editions');
    expectWords(
      reply,
      `${LIULIN}的清单版本（共2版）`,
      '待发布｜新清单.txt｜',
      '由 demo:li 导入',
      `第${first}版 使用中｜柳林镇清单.txt｜`,
      '由 demo:boss 导入',
    );
    expect(labelsOf(reply)).toEqual([expect.stringContaining('看待发布的第')]);
    said(await here.keeper.press('看待发布'), '预览', '还没有发布');
    said(await here.keeper.press('发布'), '已发布');
    expect(labelsOf(await here.keeper.command('editions'))).toEqual([`看第${first}版`]);
    said(await here.keeper.press(`看第${first}版`), `恢复到第${first}版`);
  });

  it('says how many older ones there are, each still in reach by its number', async () => {
    const here = await openKeeping();
    const first = liveSerial(here);
    for (let count = 1; count <= 11; count += 1) {
      await here.keeper.import(fileOf(smallList({ basic: [...BASIC, `做好第${count}项新工作`] })));
      await here.keeper.command('discard');
      await here.keeper.import(fileOf(smallList({ basic: [...BASIC, `做好第${count}项新任务`] })));
      await here.keeper.command('publish');
    }
    const reply = await here.keeper.command('editions');
    expectWords(reply, '共12版', '更早的2版没有列出');
    said(await here.keeper.command('rollback', { town: String(first) }), `恢复到第${first}版`);
  });

  it('counts each township for itself, and gives no number twice', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    said(await here.keeper.command('discard'), '第2版没有发布');
    said(await here.keeper.import(fileOf(CHANGED)), '第3版');
    const other = fileOf(smallList({ town: '青河市白塔县桃源镇' }).replaceAll('柳林镇', '桃源镇'));
    said(await here.owner.import(other), '白塔县桃源镇的新清单（第1版）');
    expect(textOf(await here.owner.command('rollback', { town: `${LIULIN} 1` }))).toContain('正在使用');
  });

  it('of a township without any says so', async () => {
    const here = await openKeeping();
    said(await here.owner.command('editions', { town: '桃花源' }), '没有“桃花源”这个乡镇');
  });
});

describe('/audit', () => {
  it('says who did what, when and to which edition, what was refused too, newest first', async () => {
    const here = await openKeeping();
    await here.anybody.command('publish', { edition: '1' });
    await here.keeper.import(fileOf(CHANGED));
    await here.keeper.press('发布');
    const fingerprint = here.world.core().store.liveEdition(LIULIN)?.sha256.slice(0, 12) ?? '?';
    expectWords(
      await here.owner.command('audit'),
      '操作记录',
      `demo:li（清单管理员）发布 ${LIULIN} 第${liveSerial(here)}版 ${fingerprint}`,
      'demo:li（清单管理员）导入',
      'demo:zhang（群成员）发布【被拒绝】',
      'demo:boss（负责人）添加管理员',
    );
  });

  it('shows a keeper what concerns their own lists alone', async () => {
    const here = await openKeeping();
    await here.stranger.command('rollback', { town: LIULIN });
    const own = said(await here.keeper.command('audit'), 'demo:wang（群成员）换回旧版【被拒绝】');
    expect(own).not.toContain(OTHER_TOWN);
    const theirs = said(await here.stranger.command('audit'), OTHER_TOWN);
    expect(theirs).not.toContain(LIULIN);
  });

  it('shows as many as are asked for, and no more than fits', async () => {
    const here = await openKeeping();
    for (let count = 0; count < 60; count += 1) await here.anybody.command('backup');
    said(await here.owner.command('audit', { count: '3' }), '最近3条');
    for (const count of ['0', '-5']) said(await here.owner.command('audit', { count }), '最近1条');
    said(await here.owner.command('audit', { count: '9999' }), '最近50条');
    said(await here.owner.command('audit', { count: '许多' }), '最近15条');
  });
});

describe('/backup', () => {
  it('gives an owner the whole database as one file that can be opened', async () => {
    const here = await openKeeping();
    const reply = await here.owner.command('backup');
    said(reply, '数据库备份');
    const [file] = reply?.files ?? [];
    expect(file?.name).toMatch(/^qingdan-\d{12}\.sqlite$/);
    const folder = mkdtempSync(join(tmpdir(), 'qingdan-backup-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'copy.sqlite');
    writeFileSync(path, file?.bytes ?? '');
    const copy = new Sqlite(path, { readonly: false });
    onTestFinished(() => void copy.close());
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    const names = copy
      .prepare('SELECT name FROM duties WHERE edition_id = ? ORDER BY id')
      .pluck()
      .all(liveId(here));
    const { store } = here.world.core();
    expect(names).toEqual(store.duties(liveId(here) ?? 0).map(({ name }) => name));
    expect(audited(here).at(-1)).toBe('boss backup allowed');
  });

  it('is made while questions are answered', async () => {
    const here = await openKeeping();
    const [backup, ...answers] = await Promise.all([
      here.owner.command('backup'),
      ...Array.from({ length: 20 }, () => here.anybody.send('配合1')),
    ]);
    expect(backup?.files).toHaveLength(1);
    for (const answer of answers) expect(textOf(answer)).toContain('县民政局');
  });

  it('is not for a keeper', async () => {
    const here = await openKeeping();
    const reply = await here.keeper.command('backup');
    refused(reply, '只有机器人负责人');
    expect(reply?.files).toBeUndefined();
  });
});
