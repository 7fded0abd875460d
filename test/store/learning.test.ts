import { describe, expect, it } from 'vitest';
import type { AnswerOutcome, NamedItem, NoteInput } from '../../src/store/learning-types.js';
import { openForTest, temporaryFolder } from './samples.js';

const TOWN = '英吉沙县萨罕镇';
const ITEM: NamedItem = { list: 'cooperative', name: '高龄津贴发放' };
const OTHER: NamedItem = { list: 'basic', name: '宅基地审批' };
const ZHANG = { by: 'demo:张', at: '2025-08-01T00:00:00.000Z' };
const LI = { by: 'demo:李', at: '2025-08-02T00:00:00.000Z' };
const said = (text: string, item = ITEM) => ({ townshipId: TOWN, topicId: 'gaoling-jintie', item, text });
const aNote = (over: Partial<NoteInput> = {}): NoteInput => ({
  townshipId: TOWN,
  ...ITEM,
  number: 19,
  office: '民政办',
  contact: '0998-1',
  remark: '',
  written: ZHANG,
  ...over,
});
const anOutcome = (over: Partial<AnswerOutcome> = {}): AnswerOutcome => ({
  at: '2025-08-01T00:00:00.000Z',
  platform: 'demo',
  userId: '张',
  townshipId: TOWN,
  question: '高龄津贴找谁',
  item: ['cooperative', 19],
  kind: 'rejected',
  ...over,
});

describe('outcomes', () => {
  it('are kept without the person’s id, and read from a moment on', () => {
    const store = openForTest();
    store.addOutcome(anOutcome());
    store.addOutcome(anOutcome({ at: '2025-08-03T00:00:00.000Z', item: undefined, userId: '李' }));
    const [first, second] = store.outcomes(TOWN, '');
    expect(first).toMatchObject({ item: ['cooperative', 19], kind: 'rejected' });
    expect(first?.userHash).toMatch(/^[0-9a-f]{64}$/);
    expect(second).not.toHaveProperty('item');
    expect(second?.userHash).not.toBe(first?.userHash);
    expect(store.outcomes(TOWN, '2025-08-02')).toEqual([second]);
    expect(store.outcomes('策勒县策勒乡', '')).toEqual([]);
  });

  it('are deleted when the questions are', () => {
    const store = openForTest(':memory:', { queryLogDays: 10 });
    store.addOutcome(anOutcome());
    store.addOutcome(anOutcome({ at: '2025-08-20T00:00:00.000Z' }));
    store.purgeChats('2025-08-25T00:00:00.000Z');
    expect(store.outcomes(TOWN, '').map(({ at }) => at)).toEqual(['2025-08-20T00:00:00.000Z']);
  });
});

describe('phrasings', () => {
  it('say who proposed, accepted and withdrew them, and when', () => {
    const store = openForTest();
    const { id } = store.proposePhrasing(said('绿本本'), ZHANG);
    store.acceptPhrasing(id, LI);
    store.withdrawPhrasing(id, ZHANG);
    expect(store.phrasing(id)).toEqual({
      id,
      ...said('绿本本'),
      proposed: ZHANG,
      accepted: LI,
      withdrawn: ZHANG,
    });
  });

  it('are accepted once and withdrawn once', () => {
    const store = openForTest();
    const { id } = store.proposePhrasing(said('绿本本'), ZHANG);
    expect(store.acceptPhrasing(id, ZHANG)?.accepted).toEqual(ZHANG);
    expect(store.acceptPhrasing(id, LI)).toBeUndefined();
    expect(store.withdrawPhrasing(id, LI)?.withdrawn).toEqual(LI);
    expect(store.withdrawPhrasing(id, LI)).toBeUndefined();
    expect(store.acceptPhrasing(id, LI)).toBeUndefined();
    expect(store.acceptPhrasing(99, LI)).toBeUndefined();
  });

  it('proposed again are the same one, unless it was withdrawn', () => {
    const store = openForTest();
    const first = store.proposePhrasing(said('绿本本'), ZHANG);
    expect(store.proposePhrasing(said('绿本本'), LI)).toEqual(first);
    expect(store.proposePhrasing(said('绿本本', OTHER), LI).id).not.toBe(first.id);
    store.withdrawPhrasing(first.id, LI);
    expect(store.proposePhrasing(said('绿本本'), LI).id).not.toBe(first.id);
  });

  it('need no topic', () => {
    const store = openForTest();
    const made = store.proposePhrasing({ ...said('绿本本'), topicId: undefined }, ZHANG);
    expect(store.phrasings(TOWN)).toEqual([made]);
    expect(made.topicId).toBeUndefined();
  });
});

describe('the revision of what was learnt', () => {
  it('changes with every phrasing and note of that town, also when another process writes', () => {
    const path = `${temporaryFolder()}/db.sqlite`;
    const store = openForTest(path);
    const other = openForTest(path);
    const seen = [store.learntRevision(TOWN)];
    const { id } = other.proposePhrasing(said('绿本本'), ZHANG);
    seen.push(store.learntRevision(TOWN));
    other.acceptPhrasing(id, LI);
    seen.push(store.learntRevision(TOWN));
    other.saveNote(aNote());
    seen.push(store.learntRevision(TOWN));
    other.saveNote(aNote({ office: '', contact: '' }));
    seen.push(store.learntRevision(TOWN));
    expect(new Set(seen).size).toBe(5);
    expect(store.learntRevision('策勒县策勒乡')).toBe(0);
  });
});

describe('notes', () => {
  it('replace the one on the same item; empty ones remove it', () => {
    const store = openForTest();
    store.saveNote(aNote());
    store.saveNote(aNote({ office: '社会事务办', written: LI }));
    expect(store.dutyNotes(TOWN)).toMatchObject([{ office: '社会事务办', written: LI, number: 19 }]);
    store.saveNote(aNote({ office: '', contact: '' }));
    expect(store.dutyNotes(TOWN)).toEqual([]);
  });

  it('go with their items, also when two items take each other’s name', () => {
    const store = openForTest();
    store.saveNote(aNote());
    store.saveNote(aNote({ ...OTHER, number: 3, office: '自然资源办' }));
    store.proposePhrasing(said('绿本本'), ZHANG);
    store.confirmQuestion({ townshipId: TOWN, question: '老人补贴', item: ITEM, confirmed: ZHANG });
    store.carryItems(TOWN, [
      { from: ITEM, to: { ...OTHER, number: 4 } },
      { from: OTHER, to: { ...ITEM, number: 20 } },
    ]);
    expect(store.dutyNotes(TOWN)).toMatchObject([
      { ...OTHER, number: 4, office: '民政办' },
      { ...ITEM, number: 20, office: '自然资源办' },
    ]);
    expect(store.phrasings(TOWN)[0]?.item).toEqual(OTHER);
    expect(store.confirmedQuestions(TOWN)[0]?.item).toEqual(OTHER);
  });
});

describe('confirmed questions and digests', () => {
  it('keep one answer a question', () => {
    const store = openForTest();
    const question = { townshipId: TOWN, question: '老人补贴', item: ITEM, confirmed: ZHANG };
    store.confirmQuestion(question);
    store.confirmQuestion({ ...question, item: OTHER, confirmed: LI });
    expect(store.confirmedQuestions(TOWN)).toEqual([{ ...question, item: OTHER, confirmed: LI }]);
    store.forgetQuestion(TOWN, '老人补贴');
    expect(store.confirmedQuestions(TOWN)).toEqual([]);
  });

  it('know who wants a digest and when they got the last one', () => {
    const store = openForTest();
    const reader = { platform: 'demo', userId: '张', townshipId: TOWN, lastAt: ZHANG.at };
    expect(store.setDigest(reader, true)).toBe(true);
    expect(store.setDigest({ ...reader, lastAt: LI.at }, true)).toBe(false);
    expect(store.digestReaders()).toEqual([reader]);
    store.digestSent(reader, LI.at);
    expect(store.digestReaders()).toEqual([{ ...reader, lastAt: LI.at }]);
    expect(store.setDigest(reader, false)).toBe(true);
    expect(store.digestReaders()).toEqual([]);
  });
});
