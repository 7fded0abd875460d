import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { StoredAction, Vote } from '../../src/store/chat-types.js';
import { openStore } from '../../src/store/open.js';
import { botErrorOf, openForTest, temporaryFolder } from './samples.js';

const NOW = '2026-03-01T08:00:00.000Z';
const later = (days: number): string => new Date(Date.parse(NOW) + days * 24 * 60 * 60 * 1000).toISOString();
const zhang = { platform: 'demo', userId: '张' };
const li = { platform: 'demo', userId: '李' };
const TOWN = '英吉沙县萨罕镇';
const aVote = (over: Partial<Vote> = {}): Vote => ({
  ...zhang,
  townshipId: TOWN,
  list: 'cooperative',
  number: 19,
  question: '高龄津贴找谁',
  useful: true,
  at: NOW,
  ...over,
});

describe('what a chat is set to', () => {
  it('is nothing at first, and each thing is set and unset by itself', () => {
    const store = openForTest();
    expect(store.chat('demo', '群')).toEqual({});
    store.setChat(zhang, '群', { townshipId: TOWN }, NOW);
    store.setChat(zhang, '群', { mode: 'auto' }, NOW);
    expect(store.chat('demo', '群')).toEqual({ townshipId: TOWN, mode: 'auto' });
    store.setChat(zhang, '群', { townshipId: undefined }, NOW);
    expect(store.chat('demo', '群')).toEqual({ mode: 'auto' });
    expect(store.chat('other', '群')).toEqual({});
  });

  it('moves to a new id, over what the new one had', () => {
    const store = openForTest();
    store.setChat(zhang, '旧', { townshipId: TOWN, mode: 'silent' }, NOW);
    store.setChat(zhang, '新', { mode: 'auto' }, NOW);
    store.moveChat('demo', '旧', '新');
    expect(store.chat('demo', '新')).toEqual({ townshipId: TOWN, mode: 'silent' });
    expect(store.chat('demo', '旧')).toEqual({});
    store.moveChat('demo', '旧', '新');
    expect(store.chat('demo', '新').mode).toBe('silent');
  });

  it('is counted by platform', () => {
    const store = openForTest();
    store.setChat(zhang, '甲', { townshipId: TOWN }, NOW);
    store.setChat(zhang, '乙', { mode: 'auto' }, NOW);
    store.setChat({ ...zhang, platform: 'other' }, '丙', { townshipId: TOWN }, NOW);
    expect(store.countBound('demo')).toBe(1);
  });
});

describe('the town of a person', () => {
  it('is the one chosen last', () => {
    const store = openForTest();
    expect(store.townOf(zhang)).toBeUndefined();
    store.rememberTown(zhang, TOWN, NOW);
    store.rememberTown(zhang, '策勒县策勒乡', NOW);
    expect(store.townOf(zhang)).toBe('策勒县策勒乡');
    expect(store.townOf(li)).toBeUndefined();
  });
});

describe('buttons', () => {
  const all: StoredAction[] = [
    { role: 'view', text: '配合19 全文', town: TOWN, question: '高龄', item: ['cooperative', 19] },
    { role: 'reject', text: '不是这个', rejected: [['basic', 1]] },
    { role: 'choose', text: TOWN, command: { name: 'bind', options: { town: TOWN } } },
    { role: 'vote', text: '有用', useful: true },
  ];

  it('come back whole by their token after the file was opened anew, and know who asked', () => {
    const path = join(temporaryFolder(), 'q.db');
    const before = openStore(path);
    const tokens = before.saveButtons(zhang, all, NOW);
    before.close();
    const store = openForTest(path);
    expect(tokens.map((token) => store.button(zhang, token, NOW)?.action)).toEqual(all);
    expect(tokens.map((token) => store.button(li, token, NOW)?.isAsker)).toEqual(all.map(() => false));
    expect(store.button(zhang, tokens[0] ?? '', NOW)?.isAsker).toBe(true);
  });

  it('have tokens of at most 16 ASCII characters, however many there are', () => {
    const store = openForTest();
    const many = Array.from({ length: 100 }, (_, at): StoredAction => ({ role: 'view', text: `${at}` }));
    const tokens = store.saveButtons(zhang, many, NOW);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{9,16}$/);
    expect(store.button(zhang, tokens[99] ?? '', NOW)?.action.text).toBe('99');
  });

  it('expire, and are then deleted', () => {
    const store = openForTest(':memory:', { buttonDays: 30 });
    const [token = ''] = store.saveButtons(zhang, all, NOW);
    expect(store.button(zhang, token, later(29))).toBeDefined();
    expect(store.button(zhang, token, later(31))).toBeUndefined();
    expect(store.purgeChats(later(29))).toBe(0);
    expect(store.purgeChats(later(31))).toBe(1);
    expect(store.button(zhang, token, NOW)).toBeUndefined();
  });

  it('that were tampered with are reported as damage, not pressed', () => {
    const path = join(temporaryFolder(), 'q.db');
    const store = openForTest(path);
    const [token = ''] = store.saveButtons(zhang, all, NOW);
    const raw = new Sqlite(path);
    raw.prepare('UPDATE buttons SET actions = ?').run('[{"role":"explode","text":""}]');
    raw.close();
    expect(botErrorOf(() => store.button(zhang, token, NOW)).code).toBe('database-damaged');
  });
});

describe('votes', () => {
  it('are one a person for each answer, and can be changed', () => {
    const store = openForTest();
    expect(store.vote(aVote())).toBeUndefined();
    expect(store.vote(aVote({ useful: false, at: later(1) }))).toBe(true);
    expect(store.vote(aVote({ ...li }))).toBeUndefined();
    expect(store.vote(aVote({ number: 20 }))).toBeUndefined();
    expect(store.votes()).toHaveLength(3);
    expect(store.votes(later(1)).map(({ useful }) => useful)).toEqual([false]);
  });

  it('are forgotten with the questions, and have no words where questions are not kept', () => {
    const store = openForTest(':memory:', { queryLogDays: 30 });
    store.vote(aVote());
    expect(store.purgeChats(later(31))).toBe(1);
    const silent = openForTest(':memory:', { queryLogDays: 0 });
    silent.vote(aVote());
    expect(silent.votes()[0]?.question).toBe('');
  });
});

describe('messages that were seen', () => {
  it('are known again after the file was opened anew, for some days', () => {
    const path = join(temporaryFolder(), 'q.db');
    const before = openStore(path);
    expect(before.claimMessage('demo', '1', NOW)).toBe(true);
    expect(before.claimMessage('other', '1', NOW)).toBe(true);
    before.close();
    const store = openForTest(path);
    expect(store.claimMessage('demo', '1', later(1))).toBe(false);
    expect(store.purgeChats(later(2))).toBe(0);
    expect(store.purgeChats(later(4))).toBe(2);
    expect(store.claimMessage('demo', '1', later(4))).toBe(true);
  });
});

describe('facts of an adapter', () => {
  it('are kept apart by platform and replaced', () => {
    const store = openForTest();
    expect(store.fact('demo', 'commands')).toBeUndefined();
    store.setFact('demo', 'commands', 'a');
    store.setFact('demo', 'commands', 'b');
    expect(store.fact('demo', 'commands')).toBe('b');
    expect(store.fact('other', 'commands')).toBeUndefined();
  });
});

describe('the file', () => {
  it('has no id of a platform in it', () => {
    const path = join(temporaryFolder(), 'q.db');
    const store = openForTest(path);
    const secret = { platform: 'demo', userId: 'user-secret' };
    store.setChat(secret, 'chat-secret', { townshipId: TOWN }, NOW);
    store.rememberTown(secret, TOWN, NOW);
    store.vote(aVote(secret));
    store.claimMessage('demo', 'message-secret', NOW);
    store.saveButtons(secret, [{ role: 'view', text: '全文' }], NOW);
    const raw = new Sqlite(path, { readonly: true });
    expect(raw.serialize().includes('secret')).toBe(false);
    raw.close();
  });
});
