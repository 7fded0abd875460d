import { describe, expect, it } from 'vitest';
import { createInHand } from '../../../adapters/shared/in-hand.js';

const aTask = () => {
  let end: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { done, end };
};

describe('messages in hand', () => {
  it('are waited for, those that come while waiting too', async () => {
    const inHand = createInHand();
    const [first, second] = [aTask(), aTask()];
    void inHand.run(() => first.done);
    const finished = inHand.finished(5000);
    void inHand.run(() => second.done);
    first.end();
    await first.done;
    expect(inHand.count()).toBeGreaterThan(0);
    second.end();
    expect(await finished).toBe(true);
    expect(inHand.count()).toBe(0);
  });

  it('are given up after the time that was set', async () => {
    const inHand = createInHand();
    void inHand.run(() => aTask().done);
    expect(await inHand.finished(10)).toBe(false);
  });

  it('hand on what comes of them, good or bad', async () => {
    const inHand = createInHand();
    expect(await inHand.run(async () => 5)).toBe(5);
    await expect(inHand.run(() => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    expect(await inHand.finished(0)).toBe(true);
  });
});
