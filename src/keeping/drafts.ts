import type { InboundMessage } from '../contract.js';
import type { Edition } from '../duty.js';
import type { KeepingDesk } from './desk.js';

/** Hours that an uploaded draft waits to be published. */
export const DRAFT_HOURS = 24;

/** The draft that this person uploaded last, not expired. */
export function newestDraft(message: InboundMessage, desk: KeepingDesk): Edition | undefined {
  const { platform, userId } = message;
  for (const draft of desk.store.drafts()) {
    if (draft.platform !== platform || draft.userId !== userId) continue;
    const edition = desk.store.edition(draft.editionId);
    if (edition?.status === 'draft') return isExpired(edition, desk) ? undefined : edition;
  }
  return undefined;
}

/** Drafts of the command line have no row of their own and wait as long as it takes. */
export function isExpired({ id }: Edition, { store, now }: KeepingDesk): boolean {
  const draft = store.draft(id);
  return draft !== undefined && Date.parse(draft.madeAt) + DRAFT_HOURS * 3_600_000 < now();
}
