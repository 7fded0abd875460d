import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { createDigests } from '../src/digests.js';
import { openRig } from './learning/rig.js';

// Each test opens the published lists anew; a busy machine takes its time over it.
vi.setConfig({ testTimeout: 180_000 });

const DAY_MS = 24 * 60 * 60 * 1000;

/** A township with a question in vain, and two people who read its digest. */
async function begin() {
  const rig = openRig({ OWNER_IDS: 'demo:boss' });
  const { core, town } = rig;
  const { store } = core;
  const townshipId = town.id;
  const at = new Date().toISOString();
  store.addKeeper({ platform: 'demo', userId: 'li', townshipId, namedBy: 'demo:boss', at });
  for (const userId of ['boss', 'li', 'left']) {
    store.setDigest({ platform: 'demo', userId, townshipId, lastAt: at }, true);
  }
  await rig.ask('潜水艇归谁管');
  let now = Date.now() + 8 * DAY_MS;
  const sent: string[] = [];
  const logged: string[] = [];
  let takes = (_: string): boolean => true;
  const look = createDigests({
    desk: Object.defineProperty({ ...core }, 'now', { value: () => now }),
    send: async (platform, userId, reply) => {
      const isTaken = takes(userId);
      sent.push(`${platform}:${userId}${isTaken ? '' : ' refused'}`);
      expect(reply.isSecret).toBe(true);
      return isTaken;
    },
    log: pino({ level: 'error' }, { write: (line) => void logged.push(line) }),
  });
  return {
    ...rig,
    sent,
    logged,
    look,
    pass: (ms: number) => {
      now += ms;
    },
    takes: (whom: (userId: string) => boolean) => {
      takes = whom;
    },
  };
}

describe('weekly digests', () => {
  it('go once to each who still keeps the list, owners too, and to nobody else', async () => {
    const { look, sent } = await begin();
    await look();
    await look();
    expect(sent.toSorted()).toEqual(['demo:boss', 'demo:li']);
  });

  it('that a platform refuses are tried again the next day, not every hour, and stay due', async () => {
    const { look, sent, takes, pass, core } = await begin();
    takes((userId) => userId === 'boss');
    await look();
    pass(60 * 60 * 1000);
    await look();
    expect(sent.toSorted()).toEqual(['demo:boss', 'demo:li refused']);
    takes(() => true);
    pass(DAY_MS);
    await look();
    expect(sent.slice(2)).toEqual(['demo:li']);
    const last = core.store.digestReaders().find(({ userId }) => userId === 'li')?.lastAt ?? '';
    expect(Date.parse(last)).toBeGreaterThan(Date.now() + 8 * DAY_MS);
  });

  it('that break are logged, and the next look goes on', async () => {
    const { look, sent, takes, pass, logged } = await begin();
    takes(() => {
      throw new Error('the line is cut');
    });
    await look();
    expect(logged.join()).toContain('the line is cut');
    takes(() => true);
    pass(DAY_MS);
    await look();
    expect(sent.toSorted()).toEqual(['demo:boss', 'demo:li']);
  });
});
