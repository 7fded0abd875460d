import { describe, expect, it, vi } from 'vitest';
import { phrasing } from '../../src/learning/phrasing.js';
import { search } from '../../src/search/search.js';
import { commandOf, KEEPER, openRig, type Rig, textOf } from './rig.js';

// A busy machine takes its time over three hundred questions.
vi.setConfig({ testTimeout: 180_000 });

/** Words that no list has, for an item that has nothing to do with them. */
const SAYING = '胡尔西达那个蓝皮皮在哪弄';

const run = (rig: Rig, options: Record<string, string>) => phrasing(rig.desk, rig.town, options, KEEPER);

const propose = (rig: Rig, text = SAYING, number = 19) => {
  const { name } = rig.duty('cooperative', number);
  return run(rig, { action: 'propose', text, item: `cooperative:${number}`, name });
};

const accept = async (rig: Rig, text = SAYING, number = 19) => {
  const { outcome } = await propose(rig, text, number);
  return run(rig, commandOf(outcome, '采纳').options);
};

const find = (rig: Rig, text: string) => {
  const index = rig.core.towns.index(rig.town.id);
  if (!index) throw new Error('no index');
  return search(text, index, rig.core.catalogue, rig.core.ranking);
};

describe('a phrasing', () => {
  it('changes nothing while it is only proposed', async () => {
    const rig = openRig();
    const before = find(rig, SAYING);
    const { outcome, audit } = await propose(rig);
    expect(textOf(outcome.reply)).toMatch(/“胡尔西达那个蓝皮皮在哪弄”就是说配合19[\s\S]*答对\d+→\d+个/);
    expect(outcome.reply.isSecret).toBe(true);
    expect(audit).toMatchObject({ action: 'phrasing-propose', detail: expect.stringContaining(SAYING) });
    expect(find(rig, SAYING).candidates[0]?.duty.name).toBe(before.candidates[0]?.duty.name);
    expect(before.candidates[0]?.duty.number).not.toBe(19);
  });

  it('is answered at once when it is accepted, whatever marks and courtesy stand around it', async () => {
    const rig = openRig();
    const { outcome, audit } = await accept(rig);
    expect(textOf(outcome.reply)).toContain('采纳了');
    expect(audit?.action).toBe('phrasing-accept');
    for (const text of [SAYING, `请问，${SAYING}？`, `萨罕镇${SAYING}`])
      expect(await rig.ask(text)).toContain('配合履职事项清单第19项');
  });

  it('speaks for its item in questions like it, and leaves the others alone', async () => {
    const rig = openRig();
    const others = ['高龄津贴找谁', '宅基地审批', '流浪狗还归我们管吗', '今天中午吃什么'];
    const before = others.map((text) => find(rig, text));
    await accept(rig);
    expect(find(rig, '那个蓝皮皮在哪弄啊').candidates[0]?.duty.number).toBe(19);
    for (const [at, text] of others.entries()) {
      const { candidates, confidence, listed } = find(rig, text);
      expect(candidates).toEqual(before[at]?.candidates);
      expect([confidence, listed]).toEqual([before[at]?.confidence, before[at]?.listed]);
    }
  });

  it('is asked again before every later change, until it is withdrawn', async () => {
    const rig = openRig();
    const { outcome } = await accept(rig);
    expect(rig.core.store.confirmedQuestions(rig.town.id)).toMatchObject([
      { question: SAYING, item: { list: 'cooperative', name: rig.duty('cooperative', 19).name } },
    ]);
    const { outcome: done, audit } = await run(rig, commandOf(outcome, '撤回').options);
    expect(textOf(done.reply)).toContain('撤回了');
    expect(audit?.action).toBe('phrasing-withdraw');
    expect(rig.core.store.confirmedQuestions(rig.town.id)).toEqual([]);
    expect(await rig.ask(SAYING)).not.toContain('第19项');
  });

  it('is gone when it was turned down', async () => {
    const rig = openRig();
    const { outcome } = await propose(rig);
    expect((await run(rig, commandOf(outcome, '不采纳').options)).audit?.action).toBe('phrasing-decline');
    const late = await run(rig, commandOf(outcome, '采纳').options);
    expect(textOf(late.outcome.reply)).toContain('已经处理过');
    expect(late.audit).toBeUndefined();
  });

  it('that would take away a right answer is accepted only when that is confirmed', async () => {
    const rig = openRig();
    const { list, name } = rig.duty('cooperative', 19);
    const [town] = rig.core.towns.find('萨罕镇');
    rig.core.store.confirmQuestion({
      townshipId: town?.id ?? '',
      question: '高龄津贴找谁',
      item: { list, name },
      confirmed: { by: 'test:1', at: '2026-01-01T00:00:00.000Z' },
    });
    const { outcome } = await propose(rig, '高龄津贴找谁', 18);
    expect(textOf(outcome.reply)).toMatch(/变错了[\s\S]*答对的变少了/);
    const { confirm: _, ...unconfirmed } = commandOf(outcome, '仍然采纳').options;
    const again = await run(rig, unconfirmed);
    expect(again.audit).toBeUndefined();
    const anyway = await run(rig, commandOf(again.outcome, '仍然采纳').options);
    expect(anyway.audit?.action).toBe('phrasing-accept');
  });

  it('offers the items that may be meant when none was named', async () => {
    const rig = openRig();
    const { outcome } = await run(rig, { action: 'propose', text: '高龄津贴找谁' });
    expect(textOf(outcome.reply)).toContain('“高龄津贴找谁”说的是哪一项');
    const chosen = await run(rig, commandOf(outcome, '配合19').options);
    expect(textOf(chosen.outcome.reply)).toContain('就是说配合19');
  });

  it('belongs to one township, and to an item that is still there', async () => {
    const rig = openRig();
    await propose(rig);
    const id = String(rig.core.store.phrasings()[0]?.id);
    const other = rig.core.towns.find('策勒乡')[0];
    if (!other) throw new Error('no such town');
    const foreign = await phrasing(rig.desk, other, { action: 'accept', id }, KEEPER);
    expect(textOf(foreign.outcome.reply)).toContain('不是本乡镇的');
    const stale = await run(rig, {
      action: 'propose',
      text: SAYING,
      item: 'cooperative:19',
      name: '别的事项',
    });
    expect(textOf(stale.outcome.reply)).toContain('清单已经变了');
    for (const text of ['', '嗯', '长'.repeat(61)])
      expect(textOf((await run(rig, { action: 'propose', text })).outcome.reply)).toContain('2到60个字');
  });

  it('is listed with who and when, and a button to take it back', async () => {
    const rig = openRig();
    expect(textOf((await run(rig, {})).outcome.reply)).toContain('还没有提出或采纳过说法');
    await accept(rig);
    await propose(rig, '红本本');
    const { outcome } = await run(rig, {});
    expect(textOf(outcome.reply)).toMatch(/“红本本”→配合19 .*还没有采纳[\s\S]*蓝皮皮.*demo:管理员 于\S+采纳/);
    expect(commandOf(outcome, '撤回第1条').options).toMatchObject({ action: 'withdraw', id: '1' });
    expect(textOf((await run(rig, commandOf(outcome, '再看第2条').options)).outcome.reply)).toContain(
      '红本本',
    );
  });
});
