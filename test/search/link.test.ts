import { describe, expect, test } from 'vitest';
import { createLinker, LINK_SURE } from '../../src/search/link.js';
import type { Topic } from '../../src/search/topics.js';

const topic = (id: string, names: string[], alike: string[] = []): Topic => ({
  id,
  title: id,
  category: '民生服务',
  names,
  phrasings: [],
  keywords: [],
  alike,
  near: [],
});

const linker = createLinker([
  topic('gaoling-jintie', ['老年人高龄津贴的发放管理']),
  topic('gaoling-zhuijiao', ['违规领取高龄津贴的追缴']),
  topic('cehui', ['保护测绘基础设施']),
  topic('zhishu', ['负责义务植树及造林绿化工作'], ['linye']),
  topic('linye', ['义务植树'], ['zhishu']),
]);

describe('linking a duty to its topic by name', () => {
  test('the very same name links with certainty, whatever its punctuation', () => {
    expect(linker.link('老年人高龄津贴的发放管理。')[0]).toEqual({ topicId: 'gaoling-jintie', score: 1 });
  });

  test('a close wording links to its own topic and not to the neighbour', () => {
    const [first] = linker.link('做好高龄老年人津贴发放管理工作');
    expect(first?.topicId).toBe('gaoling-jintie');
    expect(first?.score).toBeLessThan(1);
  });

  test('a name that bundles a topic’s whole matter links to it', () => {
    const links = linker.link('保护测绘基础设施，做好本行政区域内的测量标志保护宣传、管理、问题上报');
    expect(links[0]).toMatchObject({ topicId: 'cehui' });
    expect(links[0]?.score).toBeGreaterThan(LINK_SURE);
  });

  test('the same matter bundled narrower elsewhere speaks for the duty too', () => {
    const ids = linker.link('负责义务植树及造林绿化工作').map(({ topicId }) => topicId);
    expect(ids).toEqual(['zhishu', 'linye']);
  });

  test('a name like no other is linked to nothing', () => {
    expect(linker.link('组织龙舟竞渡')).toEqual([]);
  });
});
