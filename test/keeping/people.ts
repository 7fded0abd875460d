import { expect } from 'vitest';
import type { InboundMessage, Reply } from '../../src/contract.js';
import { type Chat, type Client, openWorld, textOf, type World, type WorldOptions } from '../chat/world.js';
import { fileOf, LIULIN, smallList } from './small-list.js';

/** A world where lists are kept, with somebody of each role. */
export interface KeepingWorld {
  readonly world: World;
  readonly group: Chat;
  /** 站长 is an owner by the settings. */
  readonly owner: Client;
  /** Keeps the small list. */
  readonly keeper: Client;
  /** Keeps another township's. */
  readonly stranger: Client;
  /** Administers the group, and keeps nothing. */
  readonly admin: Client;
  readonly anybody: Client;
}

export const OTHER_TOWN = '策勒县策勒乡';

const inPrivate: Partial<InboundMessage> = { isPrivate: true };

/** @param options `published`: the small list is live already */
export async function openKeeping(
  options: Partial<WorldOptions> & { published?: boolean } = {},
): Promise<KeepingWorld> {
  const { published = true, ...rest } = options;
  const world = openWorld({}, { keeps: 'here', settings: { OWNER_IDS: 'demo:boss' }, ...rest });
  const person = (id: string): Client => world.chat(`private-${id}`, inPrivate).client(id);
  const owner = person('boss');
  if (published) {
    await owner.import(fileOf(smallList()));
    said(await owner.press('发布'), `已发布：${LIULIN}`);
    await owner.command('keeper', { action: 'add', person: 'li', town: LIULIN });
  }
  await owner.command('keeper', { action: 'add', person: 'wang', town: OTHER_TOWN });
  const group = world.chat('工作群');
  const admin = group.client('admin', { mayAdminister: true });
  if (published) await admin.command('bind', { town: LIULIN });
  return {
    world,
    group,
    owner,
    keeper: person('li'),
    stranger: person('wang'),
    admin,
    anybody: group.client('zhang'),
  };
}

/** Has the words, in any order; is secret. Gives the reply's text. */
export function said(reply: Reply | undefined, ...words: readonly string[]): string {
  const text = textOf(reply);
  for (const word of words) expect(text).toContain(word);
  expect(reply?.isSecret).toBe(true);
  return text;
}

/** A refusal: for the person alone where the platform can, short enough for a toast. */
export function refused(reply: Reply | undefined, ...words: readonly string[]): void {
  for (const word of words) expect(textOf(reply)).toContain(word);
  expect(reply?.isPrivate).toBe(true);
  expect(reply?.blocks).toHaveLength(1);
}

/** Entries of the audit log, oldest first: who, what, whether it was allowed. */
export const audited = ({ world }: KeepingWorld): string[] =>
  world
    .core()
    .store.audit(100)
    .toReversed()
    .map(({ userId, action, allowed, townshipId = '' }) =>
      [userId, action, allowed ? 'allowed' : 'refused', townshipId].filter(Boolean).join(' '),
    );

/** The live edition of the small list's township. */
export const liveId = ({ world }: KeepingWorld): number | undefined =>
  world.core().store.liveEdition(LIULIN)?.id;

/** What people call the live edition of the small list by: 第1版. */
export const liveSerial = ({ world }: KeepingWorld): number | undefined =>
  world.core().store.liveEdition(LIULIN)?.serial;
