import { afterAll, describe, expect, it, vi } from 'vitest';
import { createTowns } from '../../src/search/towns.js';
import { openCore } from '../answer/client.js';

// A town's index is built by the first question about it.
vi.setConfig({ testTimeout: 180_000 });
const core = await openCore();
afterAll(() => core.close());
const names = (name: string): string[] => core.towns.find(name).map(({ fullName }) => fullName);

describe('a town is found', () => {
  it('by its name, its full name, with its prefecture, or in a shorter form', () => {
    for (const name of ['萨罕镇', '英吉沙县萨罕镇', '喀什地区英吉沙县萨罕镇', '萨罕', ' 萨罕镇 ', '薩罕鎮'])
      expect(names(name), name).toEqual(['英吉沙县萨罕镇']);
  });
  it('by its county, as long as the county has one', () => {
    expect(names('策勒县')).toEqual(['策勒县策勒乡']);
  });
  it('several times where the name fits several', () => {
    expect(names('镇').length).toBeGreaterThan(1);
  });
  it('not at all where none is meant', () => {
    expect(names('火星镇')).toEqual([]);
    expect(names('')).toEqual([]);
    expect(names('   ')).toEqual([]);
  });
});

describe('a town named inside a question', () => {
  const mentioned = (text: string): string[] => core.towns.mentioned(text).map(({ name }) => name);
  it('is found', () => {
    expect(mentioned('萨罕镇的高龄津贴找谁')).toEqual(['萨罕镇']);
    expect(mentioned('英吉沙县萨罕镇高龄津贴')).toEqual(['萨罕镇']);
    expect(mentioned('高龄津贴找谁')).toEqual([]);
  });
  it('is found twice when two are named', () => {
    expect(mentioned('萨罕镇和二工镇')).toEqual(expect.arrayContaining(['萨罕镇', '二工镇']));
  });
});

describe('the indexes in memory', () => {
  it('are built when first asked for, and given again after that', () => {
    const towns = createTowns(core.store, core.catalogue);
    const index = towns.index('策勒县策勒乡');
    expect(index?.duties).toHaveLength(254);
    expect(towns.index('策勒县策勒乡')).toBe(index);
    expect(towns.index('火星县火星镇')).toBeUndefined();
  });

  it('are bounded: the one not asked for longest is dropped', () => {
    const towns = createTowns(core.store, core.catalogue, 1);
    const first = towns.index('策勒县策勒乡');
    towns.index('吉木萨尔县二工镇');
    expect(towns.index('策勒县策勒乡')).not.toBe(first);
  });
});
