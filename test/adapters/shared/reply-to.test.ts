import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { replyTo } from '../../../adapters/shared/reply-to.js';
import type { Handle, InboundMessage } from '../../../src/contract.js';
import { loadWording } from '../../../src/wording.js';

const message: InboundMessage = { id: 'm7', platform: 'demo', chatId: '群', userId: '张', text: '问', at: 0 };
const breaks: Handle = () => Promise.reject(new Error('boom'));

const open = () => {
  const logged: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void logged.push(line) });
  return { logged, tools: { sayReply: loadWording('reply'), log } };
};

describe('a message that the core breaks on', () => {
  it('is logged once with its id, and the asker is told', async () => {
    const { logged, tools } = open();
    const reply = await replyTo({ ...message, addressed: true }, breaks, tools);
    expect(reply?.blocks[0]).toMatchObject({ kind: 'text', text: expect.stringContaining('出错了') });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('m7');
  });

  it('brings no apology into a group that had not asked', async () => {
    const { logged, tools } = open();
    expect(await replyTo(message, breaks, tools)).toBeUndefined();
    expect(logged).toHaveLength(1);
  });
});
