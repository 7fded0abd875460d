import { describe, expect, it } from 'vitest';
import { CONVERSATION_MS, createMemory } from '../../src/answer/memory.js';

describe('the memory of a conversation', () => {
  it('is kept by chat and user', () => {
    const memory = createMemory(() => 0);
    memory.remember('群', '甲', { question: '高龄津贴' });
    expect(memory.recall('群', '甲')).toEqual({ question: '高龄津贴' });
    expect(memory.recall('群', '乙')).toEqual({});
    expect(memory.recall('甲', '群')).toEqual({});
  });

  it('tells apart ids that look alike when joined', () => {
    const memory = createMemory(() => 0);
    memory.remember('1:2', '3', { question: '一' });
    expect(memory.recall('1', '2:3')).toEqual({});
  });

  it('is gone after half an hour without a word', () => {
    let now = 1_000;
    const memory = createMemory(() => now);
    memory.remember('群', '甲', { question: '高龄津贴' });
    now += CONVERSATION_MS - 1;
    expect(memory.recall('群', '甲')).toEqual({ question: '高龄津贴' });
    now += 1;
    expect(memory.recall('群', '甲')).toEqual({});
  });

  it('lasts as long as the talk goes on', () => {
    let now = 0;
    const memory = createMemory(() => now);
    for (const question of ['一', '二', '三']) {
      memory.remember('群', '甲', { question });
      now += CONVERSATION_MS - 1;
    }
    expect(memory.recall('群', '甲')).toEqual({ question: '三' });
  });
});
