import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { sendOrPlain } from '../../../adapters/shared/send.js';

const refusal = new Error('400 bad request');
const fail = (error: Error) => () => Promise.reject(error);

const trying = () => {
  const tried: string[] = [];
  const logged: string[] = [];
  const send = (send: () => Promise<string>, plain: () => Promise<string>) =>
    sendOrPlain({
      send: () => {
        tried.push('full');
        return send();
      },
      plain: () => {
        tried.push('plain');
        return plain();
      },
      isRefusal: (error) => error === refusal,
      log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
      messageId: 'm7',
    });
  return { tried, logged, send };
};

describe('a reply', () => {
  it('is sent once', async () => {
    const { tried, logged, send } = trying();
    expect(await send(async () => 'ok', fail(refusal))).toBe('ok');
    expect(tried).toEqual(['full']);
    expect(logged).toEqual([]);
  });

  it('that was refused is sent once more in plain form', async () => {
    const { tried, send } = trying();
    expect(await send(fail(refusal), async () => 'plain')).toBe('plain');
    expect(tried).toEqual(['full', 'plain']);
  });

  it('that is refused again is logged as refused with its message, and not reported as sent', async () => {
    const { tried, logged, send } = trying();
    expect(await send(fail(refusal), fail(refusal))).toBeUndefined();
    expect(tried).toEqual(['full', 'plain']);
    expect(logged.at(-1)).toContain('reply refused');
    expect(logged.at(-1)).toContain('m7');
  });

  it('is not sent again when it was not refused but lost', async () => {
    const { tried, logged, send } = trying();
    expect(await send(fail(new Error('network')), async () => 'plain')).toBeUndefined();
    expect(tried).toEqual(['full']);
    expect(logged).toHaveLength(1);
  });
});
