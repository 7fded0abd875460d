import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AuditEntry } from '../../src/store/keeping-types.js';
import { openStore } from '../../src/store/open.js';
import { sampleInput } from './sample-edition.js';

const LI = { platform: 'demo', userId: 'li' };
const AT = '2026-01-01T00:00:00.000Z';

const entry = (facts: Partial<AuditEntry> = {}): AuditEntry => ({
  ...LI,
  at: AT,
  role: 'keeper',
  action: 'publish',
  allowed: true,
  detail: '',
  ...facts,
});

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-keeping-'));
  const path = join(folder, 'db.sqlite');
  const store = openStore(path);
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  return { store, path };
}

describe('the audit log', () => {
  it('can be neither changed nor shortened, by whoever holds the file', () => {
    const { store, path } = open();
    store.addAudit(entry({ detail: '一' }));
    const db = new Sqlite(path);
    onTestFinished(() => void db.close());
    for (const sql of [
      "UPDATE audit SET user_id = 'wang'",
      "UPDATE audit SET detail = '' WHERE id = 1",
      'DELETE FROM audit',
      'DELETE FROM audit WHERE id = 1',
    ]) {
      expect(() => db.exec(sql), sql).toThrow('append-only');
    }
    expect(store.audit(10)).toMatchObject([{ userId: 'li', detail: '一' }]);
  });

  it('is read newest first, of some townships alone where it is asked so', () => {
    const { store } = open();
    store.addAudit(entry({ townshipId: '甲', action: 'a' }));
    store.addAudit(entry({ townshipId: '乙', action: 'b' }));
    store.addAudit(entry({ action: 'c', allowed: false, role: 'everyone' }));
    expect(store.audit(10).map(({ action }) => action)).toEqual(['c', 'b', 'a']);
    expect(store.audit(2).map(({ action }) => action)).toEqual(['c', 'b']);
    expect(store.audit(10, ['甲']).map(({ action }) => action)).toEqual(['a']);
    expect(store.audit(10, [])).toEqual([]);
  });

  it('keeps what is said in it as it is', () => {
    const { store } = open();
    const whole = entry({
      townshipId: '甲',
      editionId: 7,
      fingerprint: 'ab',
      detail: "'; DROP TABLE audit; --",
    });
    store.addAudit(whole);
    const [{ id, ...kept } = { id: 0 }] = store.audit(1);
    expect(id).toBe(1);
    expect(kept).toEqual(whole);
  });
});

describe('keepers', () => {
  it('are named once for a township, and removed for it alone', () => {
    const { store } = open();
    const keeper = { ...LI, townshipId: '甲', namedBy: 'demo:boss', at: AT };
    expect(store.addKeeper(keeper)).toBe(true);
    expect(store.addKeeper({ ...keeper, namedBy: 'demo:other' })).toBe(false);
    expect(store.addKeeper({ ...keeper, townshipId: '乙' })).toBe(true);
    expect(store.keepers('甲')).toEqual([keeper]);
    expect(store.removeKeeper(LI, '甲')).toBe(true);
    expect(store.removeKeeper(LI, '甲')).toBe(false);
    expect(store.keepers().map(({ townshipId }) => townshipId)).toEqual(['乙']);
  });
});

describe('a draft', () => {
  it('is deleted with all that hangs on it, and its number is never given again', () => {
    const { store, path } = open();
    const draft = store.saveUpload(sampleInput('草稿', 2), LI, undefined);
    expect(store.draft(draft.id)).toEqual({
      editionId: draft.id,
      ...LI,
      basisId: undefined,
      madeAt: draft.importedAt,
    });
    expect(store.discardDraft(draft.id)).toBe(true);
    expect(store.discardDraft(draft.id)).toBe(false);
    const db = new Sqlite(path, { readonly: true });
    onTestFinished(() => void db.close());
    for (const table of [
      'editions',
      'drafts',
      'duties',
      'bodies',
      'duty_bodies',
      'notices',
      'edition_links',
    ]) {
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
    }
    expect(store.saveUpload(sampleInput('草稿', 2), LI, undefined).id).toBe(draft.id + 1);
  });

  it('that is live cannot be discarded', () => {
    const { store } = open();
    const { id } = store.saveUpload(sampleInput('草稿', 2), LI, undefined);
    store.replaceLive(id, undefined, entry());
    expect(store.discardDraft(id)).toBe(false);
    expect(store.edition(id)?.status).toBe('live');
    expect(store.draft(id)).toBeUndefined();
  });

  it('is purged when it is older than a moment; what became live another way stays', () => {
    const { store } = open();
    const old = store.saveUpload({ ...sampleInput('草稿', 2), importedAt: AT }, LI, undefined);
    const live = store.saveUpload({ ...sampleInput('草稿', 2), importedAt: AT }, LI, undefined);
    const young = store.saveUpload(
      { ...sampleInput('草稿', 2), importedAt: '2026-01-03T00:00:00.000Z' },
      LI,
      undefined,
    );
    store.publish(live.id, AT);
    expect(store.purgeDrafts('2026-01-02T00:00:00.000Z')).toBe(1);
    expect(store.edition(old.id)).toBeUndefined();
    expect(store.edition(live.id)?.status).toBe('live');
    expect(store.drafts().map(({ editionId }) => editionId)).toEqual([young.id]);
  });
});

describe('making an edition live', () => {
  it('does so when nobody was faster, and writes it down in the same moment', () => {
    const { store } = open();
    const one = store.saveUpload(sampleInput('草稿', 2), LI, undefined);
    const two = store.saveUpload(sampleInput('草稿', 2), LI, undefined);
    expect(store.replaceLive(one.id, undefined, entry({ editionId: one.id }))).toMatchObject({
      status: 'live',
    });
    expect(store.replaceLive(two.id, undefined, entry({ editionId: two.id }))).toBe('changed');
    expect(store.edition(two.id)?.status).toBe('draft');
    expect(store.audit(10).map(({ editionId }) => editionId)).toEqual([one.id]);
    store.rebaseDraft(two.id, one.id);
    expect(store.draft(two.id)?.basisId).toBe(one.id);
    expect(store.replaceLive(two.id, one.id, entry())).toMatchObject({ id: two.id });
    expect(store.edition(one.id)?.status).toBe('retired');
  });

  it('changes nothing when the audit log cannot take it, or the edition is gone', () => {
    const { store } = open();
    const { id } = store.saveUpload(sampleInput('草稿', 2), LI, undefined);
    // The log refuses a role that there is none of.
    const broken = Object.assign(entry(), { role: 'king' });
    expect(() => store.replaceLive(id, undefined, broken)).toThrow();
    expect(store.edition(id)?.status).toBe('draft');
    expect(store.replaceLive(999, undefined, entry())).toBe('gone');
    expect(store.audit(10)).toEqual([]);
  });
});

describe('a backup', () => {
  it('is a copy of everything, made beside a reader and a writer', async () => {
    const { store, path } = open();
    const { id } = store.saveUpload(sampleInput('草稿', 2), LI, undefined);
    const target = `${path}.copy`;
    const copying = store.backup(target);
    store.addAudit(entry());
    await copying;
    const copy = openStore(target);
    onTestFinished(() => copy.close());
    expect(copy.duties(id)).toEqual(store.duties(id));
  });
});
