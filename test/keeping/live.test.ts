import { describe, expect, it } from 'vitest';
import { compareEditions } from '../../src/keeping/difference.js';
import { applyDocument, makeLive } from '../../src/keeping/live.js';
import type { AuditEntry } from '../../src/store/keeping-types.js';
import { TOWN } from '../store/sample-edition.js';
import { anEdition, openForTest } from '../store/samples.js';

const NOW = '2026-11-01T00:00:00.000Z';
const ENTRY: AuditEntry = {
  at: NOW,
  platform: 'demo',
  userId: 'boss',
  role: 'owner',
  action: 'publish',
  allowed: true,
  townshipId: TOWN.id,
  detail: '',
};

/** A live edition with a confirmed question for its first item, and a draft that calls the item otherwise. */
function openLearnt() {
  const store = openForTest();
  const before = anEdition();
  const [first] = before.duties;
  if (!first) throw new Error('the sample has no duty');
  const name = `${first.name}等工作`;
  const renamed = anEdition({
    title: '新的清单',
    sha256: 'f'.repeat(64),
    duties: before.duties.map((duty) => (duty === first ? { ...duty, name } : duty)),
  });
  const live = store.saveLive(before);
  const confirmed = { by: 'demo:li', at: NOW };
  const item = { list: first.list, name: first.name };
  store.confirmQuestion({ townshipId: TOWN.id, question: '怎么说的', item, confirmed });
  const itemNow = (): string | undefined => store.confirmedQuestions(TOWN.id)[0]?.item.name;
  return { store, live, first, renamed, name, itemNow };
}

describe('what was learnt of the items', () => {
  it('follows them into a document that a start finds in data/lists', () => {
    const { store, renamed, name, itemNow } = openLearnt();
    const file = { fileName: 'a.txt', kind: 'new' as const, input: renamed };
    expect(applyDocument(file, store, NOW)).toMatchObject({ changed: true, dormant: [] });
    expect(itemNow()).toBe(name);
  });

  it('follows them into a draft that is published, or the draft is not published', () => {
    const { store, live, first, renamed, name, itemNow } = openLearnt();
    const draft = store.saveDraft(renamed);
    const difference = compareEditions(store.duties(live.id), store.duties(draft.id));
    const stopped = {
      ...store,
      carryItems: () => {
        throw new Error('stopped in between');
      },
    };
    expect(() => makeLive(draft.id, live.id, ENTRY, difference, stopped)).toThrow('stopped in between');
    expect(store.liveEdition(TOWN.id)?.id).toBe(live.id);
    expect(store.audit(1)).toEqual([]);
    expect(itemNow()).toBe(first.name);
    expect(makeLive(draft.id, live.id, ENTRY, difference, store)).toMatchObject({
      edition: { id: draft.id },
    });
    expect(itemNow()).toBe(name);
  });
});
