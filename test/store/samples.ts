import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Duty, Township } from '../../src/duty.js';
import { BotError } from '../../src/errors.js';
import { openStore } from '../../src/store/open.js';
import type { EditionInput, QueryEntry, Store, StoreOptions } from '../../src/store/types.js';
import { sampleDuty, sampleInput } from './sample-edition.js';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that is closed after the test. */
export function openForTest(path = ':memory:', options: StoreOptions = {}): Store {
  const store = openStore(path, options);
  onTestFinished(() => store.close());
  return store;
}

/** The `BotError` that `run` throws; the test fails when it throws nothing or something else. */
export function botErrorOf(run: () => unknown): BotError {
  try {
    run();
  } catch (error) {
    if (error instanceof BotError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

export const aQuery = (over: Partial<QueryEntry> = {}): QueryEntry => ({
  at: '2025-08-01T02:03:04.000Z',
  platform: 'console',
  chat: 'chat-1',
  user: 'user-1',
  townshipId: '英吉沙县萨罕镇',
  text: '临时救助谁负责',
  verdict: 'assist',
  dutyList: 'cooperative',
  dutyNumber: 19,
  confidence: 0.93,
  ms: 0.4,
  ...over,
});

export const aDuty = (over: Partial<Duty> = {}): Duty => ({ ...sampleDuty('basic', 1, '党的建设'), ...over });

export const anEdition = (over: Partial<EditionInput> = {}): EditionInput => ({
  ...sampleInput('2025年版', 3),
  ...over,
});

export const OTHER_TOWN: Township = {
  id: '策勒县策勒乡',
  name: '策勒乡',
  county: '策勒县',
  prefecture: '和田地区',
  fullName: '策勒县策勒乡',
};
