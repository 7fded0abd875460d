import type { InboundMessage } from '../contract.js';
import type { Edition } from '../duty.js';
import type { KeepingDesk } from './desk.js';

/** Hours that an uploaded draft waits to be published. */
export const DRAFT_HOURS = 24;

/** The drafts that this person uploaded, not expired, newest first. */
export function ownDrafts({ platform, userId }: InboundMessage, desk: KeepingDesk): readonly Edition[] {
  return desk.store.drafts().flatMap((draft) => {
    if (draft.platform !== platform || draft.userId !== userId) return [];
    const edition = desk.store.edition(draft.editionId);
    return edition?.status === 'draft' && !isExpired(edition, desk) ? [edition] : [];
  });
}

/** The draft that this person uploaded last, not expired. */
export const newestDraft = (message: InboundMessage, desk: KeepingDesk): Edition | undefined =>
  ownDrafts(message, desk)[0];

/** Drafts of the command line have no row of their own and wait as long as it takes. */
export function isExpired({ id }: Edition, { store, now }: KeepingDesk): boolean {
  const draft = store.draft(id);
  return draft !== undefined && Date.parse(draft.madeAt) + DRAFT_HOURS * 3_600_000 < now();
}
