import { describe, expect, it, vi } from 'vitest';
import { digest, dueDigests, planDigests } from '../../src/learning/digest.js';
import type { ShownGroup } from '../../src/learning/unanswered-reply.js';
import { loadWording } from '../../src/wording.js';
import { commandOf, KEEPER, openRig, textOf } from './rig.js';

// Each test opens the published lists anew; a busy machine takes its time over it.
vi.setConfig({ testTimeout: 180_000 });

const words = { say: loadWording('reply'), sayLearning: loadWording('learning') };
const GROUP: ShownGroup = {
  text: '无人机能不能飞',
  spellings: [],
  people: 2,
  times: 3,
  reasons: { unlisted: 3 },
  nearest: [],
};
const TOWN = '英吉沙县萨罕镇';
const reader = (userId: string, lastAt: string) => ({ platform: 'demo', userId, townshipId: TOWN, lastAt });

describe('weekly digests', () => {
  it('go to those whose week is over, about what was asked since', () => {
    const since: string[] = [];
    const due = planDigests(
      [reader('张', '2025-08-01T00:00:00.000Z'), reader('李', '2025-08-03T00:00:00.000Z')],
      '2025-08-08T00:00:00.000Z',
      (_, from) => {
        since.push(from);
        return [GROUP];
      },
      words,
    );
    expect(due.map(({ message }) => message?.userId)).toEqual(['张']);
    expect(since).toEqual(['2025-08-01T00:00:00.000Z']);
    expect(textOf(due[0]?.message?.reply)).toMatch(
      /上周没有答好的问题：1组[\s\S]*无人机能不能飞”　2人问过，共3次/,
    );
    expect(due[0]?.message?.reply.isSecret).toBe(true);
  });

  it('are not sent when there is nothing to say, and the next week begins', () => {
    const one = reader('张', '2025-08-01T00:00:00.000Z');
    expect(planDigests([one], '2025-09-01T00:00:00.000Z', () => [], words)).toEqual([
      { reader: one, message: undefined },
    ]);
  });

  it('are switched on and off by the one who gets them', async () => {
    const rig = openRig();
    const run = (options: Record<string, string>) => digest(rig.desk, rig.town, options, KEEPER);
    expect(textOf(run({}).outcome.reply)).toContain('没有订阅');
    expect(run(commandOf(run({}).outcome, '订阅').options).audit?.action).toBe('digest-on');
    expect(run({ switch: '开' }).audit).toBeUndefined();
    expect(textOf(run({}).outcome.reply)).toContain('已订阅');
    await rig.ask('潜水艇归谁管');
    const later = { ...rig.desk, now: () => Date.now() + 8 * 24 * 60 * 60 * 1000 };
    expect(dueDigests(rig.desk, () => true)).toEqual([]);
    expect(dueDigests(later, () => false)).toEqual([]);
    const [due] = dueDigests(later, () => true);
    expect(textOf(due?.message?.reply)).toContain('潜水艇');
    expect(run({ switch: 'off' }).audit?.action).toBe('digest-off');
    expect(dueDigests(later, () => true)).toEqual([]);
  });
});
