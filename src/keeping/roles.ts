import { isOwner, isoNow } from '../chat/desk.js';
import { type Outcome, sentence } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import type { Who } from '../store/chat-types.js';
import type { AuditEntry, Role } from '../store/keeping-types.js';
import type { KeepingDesk } from './desk.js';

/** What an action is done to; goes to the audit log. */
export interface Deed {
  readonly action: string;
  readonly townshipId?: string | undefined;
  readonly editionId?: number | undefined;
  readonly fingerprint?: string | undefined;
  readonly detail?: string;
}

type Desk = Pick<KeepingDesk, 'store' | 'rules'>;

/** Townships whose list this person keeps; an owner keeps them all, named or not. */
export function townsKept(person: Who, { store, rules }: Desk): readonly string[] | 'all' {
  if (isOwner(person, rules)) return 'all';
  const { platform, userId } = person;
  return store
    .keepers()
    .filter((keeper) => keeper.platform === platform && keeper.userId === userId)
    .map(({ townshipId }) => townshipId);
}

/** The townships that have an edition of any status and whose list this person keeps. */
export function townshipsKept(person: Who, desk: Desk): readonly Township[] {
  const kept = townsKept(person, desk);
  const all = desk.store.townships().map(({ township }) => township);
  return kept === 'all' ? all : all.filter(({ id }) => kept.includes(id));
}

/** @param townshipId the township it is about; without one, a keeper of any is a keeper */
export function roleOf(message: InboundMessage, townshipId: string | undefined, desk: Desk): Role {
  const kept = townsKept(message, desk);
  if (kept === 'all') return 'owner';
  if (townshipId === undefined ? kept.length > 0 : kept.includes(townshipId)) return 'keeper';
  // In private everybody administers the chat, and that is no role.
  return message.mayAdminister && !message.isPrivate ? 'chat-admin' : 'everyone';
}

const ALLOWED: Readonly<Record<'owner' | 'keeper', ReadonlySet<Role>>> = {
  owner: new Set(['owner']),
  keeper: new Set(['owner', 'keeper']),
};

/**
 * Whether this person may do it, checked anew each time, also when a button is pressed days later. What is
 * refused goes to the audit log here; what is allowed, where it is done.
 * @returns the entry for the audit log, or the refusal
 */
export function permit(
  needed: 'owner' | 'keeper',
  message: InboundMessage,
  deed: Deed,
  desk: KeepingDesk,
): { readonly entry: AuditEntry } | { readonly refusal: Outcome } {
  const role = roleOf(message, deed.townshipId, desk);
  const allowed = ALLOWED[needed].has(role);
  const { platform, userId } = message;
  const entry = { detail: '', ...deed, platform, userId, role, allowed, at: isoNow(desk) };
  if (allowed) return { entry };
  desk.store.addAudit(entry);
  const town = deed.townshipId === undefined ? '' : deed.townshipId;
  const key = needed === 'owner' ? 'refused.owner' : town === '' ? 'refused.keeper' : 'refused.town';
  return { refusal: sentence(desk.sayKeep(key, { town }), true) };
}

/** A township that has an edition of any status, by its full name or the name alone. */
export function findTownships(name: string, { store }: Pick<KeepingDesk, 'store'>): readonly Township[] {
  const wanted = name.replace(/\s/g, '');
  if (wanted === '') return [];
  const all = store.townships().map(({ township }) => township);
  const exact = all.filter(({ fullName, name: short }) => fullName === wanted || short === wanted);
  return exact.length > 0 ? exact : all.filter(({ fullName }) => fullName.includes(wanted));
}
