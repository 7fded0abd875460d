import { describe, expect, it, vi } from 'vitest';
import { openRig, type Rig } from './rig.js';

// Each test opens the published lists anew; a busy machine takes its time over it.
vi.setConfig({ testTimeout: 180_000 });

const QUESTION = '高龄津贴找谁';
const kept = ({ core, town }: Rig) =>
  core.store.outcomes(town.id, '').map(({ kind, question, item }) => [kind, question, item?.join('') ?? '']);

describe('what became of an answer', () => {
  it('is kept when 不是这个 is pressed, and when one of the others is chosen then', async () => {
    const rig = openRig();
    await rig.ask(QUESTION);
    await rig.press('不是这个');
    expect(kept(rig)).toEqual([['rejected', QUESTION, 'cooperative19']]);
    await rig.press('第');
    expect(kept(rig)[1]?.slice(0, 2)).toEqual(['chosen', QUESTION]);
    expect(kept(rig)[1]?.[2]).not.toBe('cooperative19');
  });

  it('is kept when it is typed instead of pressed', async () => {
    const rig = openRig();
    await rig.ask(QUESTION);
    await rig.ask('不是这个');
    await rig.ask('2');
    expect(kept(rig).map(([kind]) => kind)).toEqual(['rejected', 'chosen']);
  });

  it('is not kept for another view of the answer, another question or a number', async () => {
    const rig = openRig();
    await rig.ask(QUESTION);
    await rig.press('全文');
    await rig.ask('宅基地审批');
    await rig.ask('配合19');
    await rig.ask('下一条');
    expect(kept(rig)).toEqual([]);
  });

  it('is not kept at all where questions are not', async () => {
    const rig = openRig({ QUERY_LOG_DAYS: '0' });
    await rig.ask(QUESTION);
    await rig.press('不是这个');
    expect(kept(rig)).toEqual([]);
  });
});
