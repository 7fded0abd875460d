import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { writeTopics } from '../../src/commands/phrasings.js';
import { exportPhrasings, mergeIntoTopics } from '../../src/learning/export.js';
import { PROJECT_ROOT } from '../../src/root.js';
import { loadTopics } from '../../src/search/topics.js';
import type { Phrasing } from '../../src/store/learning-types.js';

// Each test opens the published lists anew; a busy machine takes its time over it.
vi.setConfig({ testTimeout: 180_000 });

const signed = { by: 'demo:张', at: '2025-08-01T00:00:00.000Z' };
const aPhrasing = (over: Partial<Phrasing> = {}): Phrasing => ({
  id: 1,
  townshipId: '英吉沙县萨罕镇',
  topicId: loadTopics()[0]?.id,
  item: { list: 'basic', name: '事项' },
  text: '谁也没说过的绿本本',
  proposed: signed,
  accepted: signed,
  withdrawn: undefined,
  ...over,
});

describe('accepted phrasings', () => {
  it('are given away with topic, town, who and when; others are not', () => {
    expect(
      exportPhrasings([
        aPhrasing(),
        aPhrasing({ accepted: undefined }),
        aPhrasing({ withdrawn: signed }),
        aPhrasing({ topicId: undefined }),
      ]),
    ).toEqual([
      { topic: loadTopics()[0]?.id, text: '谁也没说过的绿本本', town: '英吉沙县萨罕镇', ...signed },
    ]);
  });

  it('go into the topics’ files and change nothing else in them, and never twice', () => {
    const folder = mkdtempSync(join(tmpdir(), 'qingdan-topics-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(join(PROJECT_ROOT, 'data', 'topics'), folder, { recursive: true });
    const read = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    const before = read();
    const exported = exportPhrasings([aPhrasing(), aPhrasing({ text: '谁也没说过的，绿本本！' })]);
    expect(writeTopics(exported, folder)).toBe(1);
    expect(writeTopics(exported, folder)).toBe(0);
    const removed = read().map((text) => text.replace(/,\n\s*"谁也没说过的绿本本"/, ''));
    expect(removed).toEqual(before);
    expect(loadTopics(folder)[0]?.phrasings).toContain('谁也没说过的绿本本');
  });

  it('leave a file as it is when nothing in it is new', () => {
    const text = '{"topics": [{"id":"a", "phrasings":["b"]}]}';
    expect(mergeIntoTopics(text, [{ topic: 'a', text: 'b', town: '', ...signed }])).toEqual({
      text,
      added: 0,
    });
  });
});
