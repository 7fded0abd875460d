import { describe, expect, it, vi } from 'vitest';
import { unanswered } from '../../src/learning/list-unanswered.js';
import { phrasing } from '../../src/learning/phrasing.js';
import { groupUnanswered, type Use } from '../../src/learning/unanswered.js';
import type { LoggedQuery } from '../../src/store/types.js';
import { commandOf, KEEPER, openRig, type Rig, textOf } from './rig.js';

// Each test opens the published lists anew; a busy machine takes its time over it.
vi.setConfig({ testTimeout: 180_000 });

const groupsOf = (rig: Rig, use: Partial<Use>) => {
  const index = rig.core.towns.index(rig.town.id);
  if (!index) throw new Error('no index');
  return groupUnanswered({ queries: [], votes: [], outcomes: [], ...use }, index, rig.core.catalogue);
};

const asked = (text: string, person: string, over: Partial<LoggedQuery> = {}): LoggedQuery => ({
  at: '2025-08-01T00:00:00.000Z',
  platform: 'demo',
  townshipId: '英吉沙县萨罕镇',
  chatHash: 'c',
  userHash: person,
  text,
  verdict: 'unlisted',
  dutyList: null,
  dutyNumber: null,
  confidence: 0,
  ms: 1,
  ...over,
});
const after = { platform: 'demo', townshipId: '英吉沙县萨罕镇', at: '2025-08-01T01:00:00.000Z' };

describe('questions without a good answer', () => {
  it('are grouped by likeness, those of most people first', () => {
    const rig = openRig();
    const groups = groupsOf(rig, {
      queries: [
        asked('宠物医院谁来批', '王'),
        asked('宠物医院谁来批', '王'),
        asked('宠物医院谁来批', '王'),
        asked('无人机能不能飞', '张'),
        asked('请问无人机能不能飞？', '李'),
        asked('村里无人机能不能飞', '赵'),
      ],
    });
    expect(groups.map(({ text, people, times }) => [text, people, times])).toEqual([
      ['无人机能不能飞', 3, 3],
      ['宠物医院谁来批', 1, 3],
    ]);
    expect(groups[0]?.spellings).toEqual(['村里无人机能不能飞']);
  });

  it('come out alike in whatever order they were asked', () => {
    const rig = openRig();
    const queries = ['无人机能不能飞', '宠物医院谁来批', '路灯不亮找谁', '村里路灯坏了', '无人机飞得高'].map(
      (text, at) => asked(text, `人${at}`),
    );
    expect(groupsOf(rig, { queries: queries.toReversed() })).toEqual(groupsOf(rig, { queries }));
  });

  it('tell why: unlisted, unclear, 没用, 不是这个; one person who says two of it has asked once', () => {
    const rig = openRig();
    const question = '无人机能不能飞';
    const [group] = groupsOf(rig, {
      queries: [asked(question, '张', { verdict: 'unclear' }), asked(question, '李')],
      votes: [{ ...after, userHash: '张', list: 'basic', number: 1, question, useful: false }],
      outcomes: [{ ...after, userHash: '张', question, kind: 'rejected', item: ['basic', 1] }],
    });
    expect(group).toMatchObject({ people: 2, times: 2 });
    expect(group?.reasons).toEqual({ unlisted: 1, unclear: 1, useless: 1, rejected: 1 });
  });

  it('are not those where something was chosen afterwards, numbers, small talk, or other towns’', () => {
    const rig = openRig();
    const unclear = asked('无人机能不能飞', '张', { verdict: 'unclear' });
    const chosen = { ...after, userHash: '张', question: '无人机能不能飞', kind: 'chosen' as const };
    expect(groupsOf(rig, { queries: [unclear], outcomes: [chosen] })).toEqual([]);
    expect(groupsOf(rig, { queries: [unclear], outcomes: [{ ...chosen, userHash: '李' }] })).toHaveLength(1);
    const queries = ['配合999', '不是这个', '下一条', '你好', '高龄津贴原文'].map((text) =>
      asked(text, '张'),
    );
    expect(groupsOf(rig, { queries: queries.slice(0, 4) })).toEqual([]);
    expect(groupsOf(rig, { queries: [asked('无人机', '张', { townshipId: '策勒县策勒乡' })] })).toEqual([]);
    expect(groupsOf(rig, { queries: [asked('无人机', '张', { verdict: 'ours' })] })).toEqual([]);
  });
});

describe('/unanswered', () => {
  it('leads from a question asked in vain to an answer, in three presses', async () => {
    const rig = openRig();
    const question = '潜水艇归谁管';
    await rig.ask(question, '张');
    await rig.ask(question, '李');
    const { outcome, audit } = unanswered(rig.desk, rig.town);
    expect(audit).toBeUndefined();
    expect(textOf(outcome.reply)).toMatch(/“潜水艇归谁管”　2人问过，共2次[\s\S]*最接近的：\S+\d+ /);
    const run = (options: Record<string, string>) => phrasing(rig.desk, rig.town, options, KEEPER);
    const offered = await run(commandOf(outcome, '第1组').options);
    const [first] = offered.outcome.planned;
    const proposed = await run(first?.stored.command?.options ?? {});
    await run(commandOf(proposed.outcome, '采纳').options);
    expect(await rig.ask(question)).toContain(first?.stored.command?.options.name);
    expect(textOf(unanswered(rig.desk, rig.town).outcome.reply)).toContain('没有发现没答好的问题');
  });

  it('has pages, and says so when there is nothing', async () => {
    const rig = openRig();
    expect(textOf(unanswered(rig.desk, rig.town).outcome.reply)).toContain('没有发现没答好的问题');
    const odd = ['绿本本', '无人机', '宠物医院', '比特币', '演唱会', '潜水艇', '火星车'];
    for (const word of odd) rig.core.store.logQuery({ ...logged(word), townshipId: rig.town.id });
    const first = unanswered(rig.desk, rig.town).outcome;
    expect(textOf(first.reply)).toContain('第1页，共2页');
    expect(commandOf(first, '下一页')).toMatchObject({ name: 'unanswered', options: { page: '2' } });
    const last = unanswered(rig.desk, rig.town, 99).outcome;
    expect(textOf(last.reply)).toMatch(/^英吉沙县萨罕镇[\s\S]*6\. [\s\S]*7\. [\s\S]*第2页/);
  });
});

const logged = (text: string) => {
  const { chatHash: chat, userHash: user, ...facts } = asked(text, '张');
  return { ...facts, chat, user, at: new Date().toISOString() };
};
