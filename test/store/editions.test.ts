import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EditionInput } from '../../src/store/types.js';
import { TOWN } from './sample-edition.js';
import { anEdition, OTHER_TOWN, openForTest, temporaryFolder } from './samples.js';

const NOW = '2025-09-01T00:00:00.000Z';

describe('an edition', () => {
  it('is read back as it was saved, with its own id and status', () => {
    const store = openForTest();
    const input = anEdition();
    const saved = store.saveDraft(input);
    expect(saved).toEqual({
      id: saved.id,
      townshipId: TOWN.id,
      serial: 1,
      title: input.title,
      issued: input.issued,
      fileName: input.fileName,
      sha256: input.sha256,
      importedBy: input.importedBy,
      importedAt: input.importedAt,
      status: 'draft',
      declared: input.declared,
    });
    expect(store.edition(saved.id)).toEqual(saved);
  });

  it('has a number among those of its township, which no other one gets', () => {
    const store = openForTest();
    const serialOf = (input: EditionInput): number => store.saveDraft(input).serial;
    expect([serialOf(anEdition()), serialOf(anEdition({ township: OTHER_TOWN }))]).toEqual([1, 1]);
    const second = store.saveDraft(anEdition());
    expect(store.discardDraft(second.id)).toBe(true);
    expect([second.serial, serialOf(anEdition()), serialOf(anEdition())]).toEqual([2, 3, 4]);
  });

  it('answers nobody while it is a draft', () => {
    const store = openForTest();
    store.saveDraft(anEdition());
    expect(store.liveEdition(TOWN.id)).toBeUndefined();
  });

  it('that nobody saved is not found, and publishing it is an error', () => {
    const store = openForTest();
    expect(store.edition(99)).toBeUndefined();
    expect(store.editions('无此镇')).toEqual([]);
    expect(store.duties(99)).toEqual([]);
    expect(() => store.publish(99, NOW)).toThrow('no edition 99');
  });
});

describe('publishing', () => {
  it('makes the draft live and retires the one that was', () => {
    const store = openForTest();
    const first = store.saveLive(anEdition({ title: '第一版' }));
    const second = store.saveDraft(anEdition({ title: '第二版' }));
    expect(store.liveEdition(TOWN.id)?.id).toBe(first.id);
    expect(store.publish(second.id, NOW).status).toBe('live');
    expect(store.editions(TOWN.id).map(({ title, status }) => [title, status])).toEqual([
      ['第二版', 'live'],
      ['第一版', 'retired'],
    ]);
  });

  it('can be undone: the retired edition comes back whole', () => {
    const store = openForTest();
    const first = store.saveLive(anEdition({ title: '第一版' }));
    const second = store.saveLive(anEdition({ title: '第二版' }));
    const previous = store.publications(TOWN.id)[1]?.editionId;
    expect(previous).toBe(first.id);
    const duties = store.duties(first.id);
    expect(store.publish(first.id, NOW).status).toBe('live');
    expect(store.edition(second.id)?.status).toBe('retired');
    expect(store.duties(first.id)).toEqual(duties);
    expect(store.publications(TOWN.id)[0]).toEqual({ editionId: first.id, at: NOW });
  });

  it('what is already live changes nothing', () => {
    const store = openForTest();
    const live = store.saveLive(anEdition());
    expect(store.publish(live.id, NOW)).toEqual(live);
    expect(store.publications(TOWN.id)).toEqual([{ editionId: live.id, at: live.importedAt }]);
  });

  it('one township leaves the others alone', () => {
    const store = openForTest();
    const here = store.saveLive(anEdition());
    const there = store.saveLive(anEdition({ township: OTHER_TOWN }));
    expect(store.liveEdition(TOWN.id)?.id).toBe(here.id);
    expect(store.liveEdition(OTHER_TOWN.id)?.id).toBe(there.id);
    expect(store.publications(OTHER_TOWN.id)).toHaveLength(1);
  });

  it('that fails half-way keeps the old edition and nothing of the new one', () => {
    const store = openForTest();
    const old = store.saveLive(anEdition({ title: '第一版' }));
    const good = anEdition({ title: '第二版' });
    const broken = {
      ...good,
      duties: good.duties.map((duty, at) => (at < 5 ? duty : { ...duty, number: 0.5 })),
    };
    expect(() => store.saveLive(broken)).toThrow();
    expect(() => store.saveDraft(broken)).toThrow();
    expect(store.editions(TOWN.id)).toEqual([old]);
    expect(store.duties(old.id)).toEqual(anEdition({ title: '第一版' }).duties);
  });
});

describe('the townships', () => {
  it('are listed with their live edition and its counts', () => {
    const store = openForTest();
    const input = anEdition();
    const live = store.saveLive({
      ...input,
      duties: input.duties.filter(({ list }) => list !== 'reclaimed'),
    });
    store.saveDraft(anEdition({ township: OTHER_TOWN }));
    expect(store.townships()).toEqual([
      { township: OTHER_TOWN, live: undefined, counts: { basic: 0, cooperative: 0, reclaimed: 0 } },
      { township: TOWN, live, counts: { basic: 3, cooperative: 3, reclaimed: 0 } },
    ]);
  });

  it('keep the prefecture when a later document does not print it', () => {
    const store = openForTest();
    store.saveLive(anEdition());
    store.saveDraft(anEdition({ township: { ...TOWN, prefecture: '' } }));
    expect(store.townships()[0]?.township).toEqual(TOWN);
  });
});

describe('a file', () => {
  it('that was imported before is known by its bytes', () => {
    const store = openForTest();
    const saved = store.saveDraft(anEdition());
    expect(store.hasFile(saved.sha256)).toEqual(saved);
    expect(store.hasFile(saved.sha256, saved.fileName)).toEqual(saved);
    expect(store.hasFile(saved.sha256, '别的.txt')).toBeUndefined();
    expect(store.hasFile('f'.repeat(64))).toBeUndefined();
  });

  it('imported more than once is known as its live edition, else as its newest', () => {
    const store = openForTest();
    const first = store.saveDraft(anEdition());
    const second = store.saveDraft(anEdition());
    expect(store.hasFile(first.sha256)?.id).toBe(second.id);
    store.publish(first.id, NOW);
    expect(store.hasFile(first.sha256)?.id).toBe(first.id);
  });
});

describe('the townships that are asked for again', () => {
  it('are the ones of now, also when another connection has published', () => {
    const path = join(temporaryFolder(), 'qingdan.db');
    const [bot, command] = [openForTest(path), openForTest(path)];
    const titleIn = (store: typeof bot) => store.townships()[0]?.live?.title;
    bot.saveLive(anEdition({ title: '甲' }));
    expect(titleIn(bot)).toBe('甲');
    command.saveLive(anEdition({ title: '乙', sha256: 'b'.repeat(64) }));
    expect(titleIn(bot)).toBe('乙');
    const [, before] = command.publications(anEdition().township.id);
    command.publish(before?.editionId ?? 0, '2025-09-01T00:00:00.000Z');
    expect(titleIn(bot)).toBe('甲');
    bot.saveDraft(anEdition({ township: OTHER_TOWN, sha256: 'c'.repeat(64) }));
    expect(bot.townships()).toHaveLength(2);
  });
});
