import { describe, expect, it, vi } from 'vitest';
import type { SuggestQuery } from '../../src/contract.js';
import { bind, CELE, openWorld, SAHAN } from './world.js';

const open = async () => {
  const world = openWorld();
  await bind(world.chat('工作群'));
  const suggest = (kind: SuggestQuery['kind'], text: string, over: Partial<SuggestQuery> = {}) =>
    world.ports().suggest({ chatId: '工作群', userId: '张', kind, text, ...over });
  return { world, suggest };
};

describe('what is offered while someone types a command', () => {
  it('are duties of the bound town that have the words, those that begin with them first', async () => {
    const { suggest } = await open();
    const [first] = suggest('duty', '老年人高龄');
    expect(first).toEqual({ name: '配合19 老年人高龄津贴的发放管理', value: '配合19' });
    const found = suggest('duty', '高龄津贴').map(({ value }) => value);
    expect(found).toContain('配合19');
    expect(found).toContain('收回3');
  });

  it('are found by the first letters of their pinyin', async () => {
    const { suggest } = await open();
    await vi.waitFor(() => expect(suggest('duty', 'lnrgljt')[0]?.value).toBe('配合19'));
    expect(suggest('duty', 'GLJT').map(({ value }) => value)).toContain('配合19');
    expect(suggest('town', 'yjsxshz')).toEqual([{ name: SAHAN, value: SAHAN }]);
  });

  it('are found by their words in any order, also by one that is only begun', async () => {
    const { suggest } = await open();
    const first = { name: '配合19 老年人高龄津贴的发放管理', value: '配合19' };
    expect(suggest('duty', '津贴 高龄').slice(0, 2)).toContainEqual(first);
    expect(suggest('duty', '发放 高')[0]?.value).toBe('配合19');
    expect(suggest('body', '民政 英吉沙')).toContainEqual({
      name: '英吉沙县民政局',
      value: '英吉沙县民政局',
    });
  });

  it('are found by what people say, after those that have the words', async () => {
    const { suggest } = await open();
    expect(suggest('duty', '八十岁老人补贴').map(({ value }) => value)).toContain('配合19');
  });

  it('are at most 25, no name longer than 100 characters, also for nothing typed yet', async () => {
    const { suggest } = await open();
    for (const text of ['', '的', '工作', 'a', '🙂', '%', '\\', 'x'.repeat(500)]) {
      const found = suggest('duty', text);
      expect(found.length).toBeLessThanOrEqual(25);
      for (const { name, value } of found) {
        expect(name.length).toBeLessThanOrEqual(100);
        expect(value.length).toBeLessThanOrEqual(100);
      }
    }
    expect(suggest('duty', '')).toHaveLength(25);
  });

  it('are of the town that another option names', async () => {
    const { suggest } = await open();
    const of = (town: string) => suggest('duty', '高龄津贴', { town }).map(({ name }) => name);
    expect(of('策勒乡')).not.toEqual(of('萨罕镇'));
    expect(of('北京')).toEqual([]);
  });

  it('are towns, departments and categories too', async () => {
    const { suggest } = await open();
    expect(suggest('town', '策勒')).toEqual([{ name: CELE, value: CELE }]);
    expect(suggest('body', '民政')).toContainEqual({ name: '英吉沙县民政局', value: '英吉沙县民政局' });
    expect(suggest('category', '民生')).toEqual([{ name: '民生服务', value: '民生服务' }]);
  });

  it('are nothing where no town is known', async () => {
    const { world } = await open();
    expect(world.ports().suggest({ chatId: '别处', userId: '张', kind: 'duty', text: '高龄' })).toEqual([]);
  });
});

describe('articles for a question typed anywhere', () => {
  it('are the best of each town where none is said', async () => {
    const { world } = await open();
    const found = world.ports().inline({ userId: '张', text: '高龄津贴' });
    expect(found.length).toBeGreaterThan(1);
    expect(found.length).toBeLessThanOrEqual(10);
    expect(found.map(({ title }) => title)).toContainEqual(expect.stringContaining('萨罕镇　配合19'));
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    for (const { id, description } of found) {
      expect(id).toMatch(/^[\x21-\x7e]{1,64}$/);
      expect(description).not.toBe('');
    }
  });

  it('are of the town that is named, or that the person chose', async () => {
    const { world } = await open();
    const first = (text: string) => world.ports().inline({ userId: '张', text })[0];
    expect(first('萨罕镇高龄津贴')?.title).toBe('配合19 老年人高龄津贴的发放管理');
    world
      .core()
      .store.rememberTown({ platform: 'demo', userId: '张' }, CELE, new Date(world.clock).toISOString());
    expect(first('高龄津贴')?.description).toContain('策勒县民政局');
    expect(first('配合19')?.title).toMatch(/^配合19 /);
  });

  it('have the whole card with its source, and no buttons', async () => {
    const { world } = await open();
    const [article] = world.ports().inline({ userId: '张', text: '萨罕镇高龄津贴' });
    const kinds = article?.reply.blocks.map(({ kind }) => kind);
    expect(kinds).toContain('source');
    expect(kinds).not.toContain('actions');
  });

  it('are none for nothing and for what no list has', async () => {
    const { world } = await open();
    expect(world.ports().inline({ userId: '张', text: ' ' })).toEqual([]);
    expect(world.ports().inline({ userId: '张', text: '萨罕镇帮我写首诗' })).toEqual([]);
  });
});
