import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { aQuery, openForTest, temporaryFolder } from './samples.js';

describe('the query log', () => {
  it('keeps a question with its outcome', () => {
    const store = openForTest();
    const { chat: _chat, user: _user, ...facts } = aQuery();
    store.logQuery(aQuery());
    expect(store.queries()).toEqual([
      {
        ...facts,
        chatHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        userHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('keeps a question that found no duty and no township', () => {
    const store = openForTest();
    const nothing = { verdict: 'unlisted', dutyList: null, dutyNumber: null, townshipId: null } as const;
    store.logQuery(aQuery(nothing));
    expect(store.queries()[0]).toMatchObject(nothing);
  });

  it('tells the same asker from another without knowing who it is', () => {
    const store = openForTest();
    store.logQuery(aQuery());
    store.logQuery(aQuery());
    store.logQuery(aQuery({ user: 'user-2' }));
    store.logQuery(aQuery({ platform: 'telegram', chat: 'user-1' }));
    const [first, again, other, elsewhere] = store.queries();
    expect(again).toEqual(first);
    expect(other?.userHash).not.toBe(first?.userHash);
    expect(elsewhere?.userHash).not.toBe(first?.userHash);
    expect(elsewhere?.chatHash).not.toBe(first?.userHash);
  });

  it('knows an asker again after a restart, but not in another database', () => {
    const folder = temporaryFolder();
    const hashIn = (file: string) => {
      const store = openStore(join(folder, file));
      store.logQuery(aQuery());
      const hash = store.queries().at(-1)?.userHash;
      store.close();
      return hash;
    };
    const first = hashIn('a.db');
    expect(hashIn('a.db')).toBe(first);
    expect(hashIn('b.db')).not.toBe(first);
  });

  it('has no platform id anywhere in the file', () => {
    const path = join(temporaryFolder(), 'qingdan.db');
    const store = openForTest(path);
    store.logQuery(aQuery({ chat: 'chat-secret', user: 'user-secret' }));
    const raw = new Sqlite(path, { readonly: true });
    expect(raw.serialize().includes('secret')).toBe(false);
    raw.close();
  });

  it('is read from a time on, oldest first, however the time is written', () => {
    const store = openForTest();
    store.logQuery(aQuery({ at: '2025-08-03T00:00:00Z', text: '丙' }));
    store.logQuery(aQuery({ at: '2025-08-01T00:00:00Z', text: '甲' }));
    store.logQuery(aQuery({ at: '2025-08-02T08:00:00+08:00', text: '乙' }));
    expect(store.queries().map(({ text }) => text)).toEqual(['甲', '乙', '丙']);
    expect(store.queries('2025-08-02T00:00:00Z').map(({ text }) => text)).toEqual(['乙', '丙']);
  });

  it('forgets what is older than it keeps', () => {
    const store = openForTest(':memory:', { queryLogDays: 30 });
    store.logQuery(aQuery({ at: '2025-07-01T00:00:00Z', text: '旧' }));
    store.logQuery(aQuery({ at: '2025-07-03T00:00:00Z', text: '新' }));
    expect(store.purgeQueries('2025-08-01T00:00:00Z')).toBe(1);
    expect(store.queries().map(({ text }) => text)).toEqual(['新']);
    expect(store.purgeQueries('2025-08-01T00:00:00Z')).toBe(0);
  });

  it('writes nothing when it is switched off, and then forgets the rest', () => {
    const path = join(temporaryFolder(), 'qingdan.db');
    const on = openStore(path);
    on.logQuery(aQuery());
    on.close();
    const off = openForTest(path, { queryLogDays: 0 });
    off.logQuery(aQuery());
    expect(off.queries()).toHaveLength(1);
    expect(off.purgeQueries('2025-08-02T00:00:00Z')).toBe(1);
    expect(off.queries()).toEqual([]);
  });
});
