import { describe, expect, it, vi } from 'vitest';
import { carryLearnt } from '../../src/learning/carry.js';
import { note } from '../../src/learning/note.js';
import { readNoteLine, readNoteOptions } from '../../src/learning/note-line.js';
import { KEEPER, openRig, type Rig, textOf } from './rig.js';

// Each test opens the published lists anew; a busy machine takes its time over it.
vi.setConfig({ testTimeout: 180_000 });

const write = (rig: Rig, line: string) => note(rig.desk, rig.town, { line }, KEEPER);

describe('a line of a note', () => {
  it('names an item and what to set, in any order, with spaces in the values', () => {
    expect(readNoteLine('配合19 办公室=民政办 电话=0998-123 456 备注：周一到周五, 上午')).toEqual({
      item: '配合19',
      texts: { office: '民政办', contact: '0998-123 456', remark: '周一到周五, 上午' },
    });
    expect(readNoteLine('配合第19项，备注＝带身份证，联系方式=王主任')).toEqual({
      item: '配合第19项',
      texts: { remark: '带身份证', contact: '王主任' },
    });
  });

  it('may name an item alone, or remove with nothing, a dash or 无', () => {
    expect(readNoteLine('配合19')).toEqual({ item: '配合19', texts: {} });
    expect(readNoteLine('配合19 办公室= 电话=- 备注=无')).toEqual({
      item: '配合19',
      texts: { office: '', contact: '', remark: '' },
    });
  });

  it('comes as options too, whole or one by one', () => {
    expect(readNoteOptions({ item: '配合19', office: '民政办', remark: '-' })).toEqual({
      item: '配合19',
      texts: { office: '民政办', remark: '' },
    });
    expect(readNoteOptions({ line: '配合19 电话=1' })).toEqual({ item: '配合19', texts: { contact: '1' } });
    expect(readNoteOptions({ item: '配合19 电话=1' })).toEqual({ item: '配合19', texts: { contact: '1' } });
  });
});

describe('a note', () => {
  it('is shown below the official text, before the source, marked as the township’s own', async () => {
    const rig = openRig();
    await rig.ask('配合19');
    const { outcome, audit } = write(rig, '配合19 办公室=民政办 电话=0998-123');
    expect(textOf(outcome.reply)).toContain('官方原文下面会显示');
    expect(audit).toMatchObject({ action: 'note-save', detail: expect.stringContaining('民政办') });
    const card = await rig.ask('配合19');
    expect(card).toMatch(
      /本镇配合职责[\s\S]*【本镇备注（非清单原文）】\n负责办公室：民政办\n联系方式：0998-123\n来源：/,
    );
    expect(await rig.ask('配合20')).not.toContain('非清单原文');
    expect(await rig.ask('高龄津贴找谁')).toContain('民政办');
  });

  it('changes only what is given, and is gone when all is empty', async () => {
    const rig = openRig();
    write(rig, '配合19 办公室=民政办 电话=0998-123');
    write(rig, '配合19 电话=110');
    expect(await rig.ask('配合19')).toMatch(/负责办公室：民政办\n联系方式：110/);
    expect(textOf(write(rig, '配合19').outcome.reply)).toMatch(/民政办[\s\S]*110[\s\S]*要改就发/);
    expect(write(rig, '配合19').audit).toBeUndefined();
    const removed = write(rig, '配合19 办公室=- 电话=-');
    expect(removed.audit?.action).toBe('note-remove');
    expect(await rig.ask('配合19')).not.toContain('非清单原文');
  });

  it('is refused for no item, several items, or too many words', () => {
    const rig = openRig();
    expect(textOf(write(rig, '配合999 备注=a').outcome.reply)).toContain('没有“配合999”这一项');
    expect(textOf(write(rig, '第3项 备注=a').outcome.reply)).toContain('几个清单里都有');
    expect(textOf(write(rig, `配合19 备注=${'长'.repeat(201)}`).outcome.reply)).toContain('最多200个字');
    expect(rig.core.store.dutyNotes(rig.town.id)).toEqual([]);
  });

  it('follows its item into another edition by its content', async () => {
    const rig = openRig();
    const { store } = rig.core;
    write(rig, '配合19 备注=跟着走');
    write(rig, '配合20 备注=改了名');
    write(rig, '配合21 备注=没有了');
    const [moved, renamed, gone] = [19, 20, 21].map((number) => rig.duty('cooperative', number));
    if (!moved || !renamed || !gone) throw new Error('no such items');
    const live = store.liveEdition(rig.town.id);
    if (!live) throw new Error('nothing live');
    const duties = store.duties(live.id).flatMap((duty) => {
      if (duty.list !== 'cooperative') return [duty];
      if (duty.name === gone.name) return [];
      const name = duty.name === renamed.name ? '换了个说法的事项' : duty.name;
      return [{ ...duty, name, number: duty.number + 5 }];
    });
    const { id } = store.saveDraft({
      ...live,
      township: rig.town,
      sha256: 'f'.repeat(64),
      duties,
      notices: [],
      bodies: [],
    });
    store.publish(id, new Date().toISOString());
    const mapping = ({ name }: { name: string }) =>
      name === renamed.name ? duties.find((duty) => duty.name === '换了个说法的事项') : undefined;
    const carried = carryLearnt(rig.town.id, () => duties, mapping, store);
    expect(carried.moved.map(({ to }) => to.number)).toEqual([24, 25]);
    expect(carried.dormant).toEqual([{ list: 'cooperative', name: gone.name }]);
    expect(await rig.ask('配合24')).toContain('跟着走');
    expect(await rig.ask('配合25')).toContain('改了名');
    expect(textOf(note(rig.desk, rig.town, {}, KEEPER).outcome.reply)).toMatch(/先留着）配合21 .*没有了/);
    store.publish(live.id, new Date().toISOString());
    expect(await rig.ask('配合21')).toContain('没有了');
    expect(await rig.ask('配合19')).toContain('跟着走');
  });
});
