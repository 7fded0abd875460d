import type { Edition } from '../duty.js';
import type { Who } from './chat-types.js';
import type { EditionInput } from './types.js';

/** What somebody may do: everything; one township's list; one chat; asking. */
export const ROLES = ['owner', 'keeper', 'chat-admin', 'everyone'] as const;
export type Role = (typeof ROLES)[number];

/** Someone who keeps a township's list, in the platform's own id. */
export interface Keeper extends Who {
  readonly townshipId: string;
  /** `platform:id` of the owner who named them. */
  readonly namedBy: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A draft that somebody uploaded in a chat. */
export interface Draft extends Who {
  readonly editionId: number;
  /** The live edition when it was uploaded; nothing when the township had none. */
  readonly basisId: number | undefined;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
}

/** One thing that was done, or refused. */
export interface AuditEntry extends Who {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly role: Role;
  /** Name of the command, or of what it led to. */
  readonly action: string;
  readonly allowed: boolean;
  readonly townshipId?: string | undefined;
  readonly editionId?: number | undefined;
  /** First digits of the document's SHA-256. */
  readonly fingerprint?: string | undefined;
  readonly detail: string;
}

export type KeptAudit = AuditEntry & { readonly id: number };

/** What came of making an edition live: it is, or another one became live since the preview, or it is gone. */
export type Replaced = Edition | 'changed' | 'gone';

/** What the store keeps of those who keep lists; part of `Store`. */
export interface KeepingStore {
  /** False when that person kept that list already. */
  addKeeper(keeper: Keeper): boolean;
  /** False when there was nothing to remove. */
  removeKeeper(who: Who, townshipId: string): boolean;
  /** Of one township, or of all; by township. */
  keepers(townshipId?: string): readonly Keeper[];
  /** Keeps an uploaded edition as a draft of that person, in one transaction. */
  saveUpload(input: EditionInput, who: Who, basisId: number | undefined): Edition;
  draft(editionId: number): Draft | undefined;
  /** Drafts that were uploaded in chats, newest first. */
  drafts(): readonly Draft[];
  /** From now on the draft's preview is compared with this edition. */
  rebaseDraft(editionId: number, basisId: number | undefined): void;
  /** Deletes a draft with all its duties; false when it is no draft (any more). */
  discardDraft(editionId: number): boolean;
  /** Deletes the drafts uploaded before a moment (ISO 8601); gives how many. */
  purgeDrafts(beforeIso: string): number;
  /**
   * Makes an edition live if `basisId` still is, and writes the audit log, in one transaction: of two who
   * publish at once, one is told `changed`.
   */
  replaceLive(editionId: number, basisId: number | undefined, entry: AuditEntry): Replaced;
  /** Adds to the audit log, which nothing ever changes or deletes. */
  addAudit(entry: AuditEntry): void;
  /** Newest first. @param townshipIds only what concerns these; by default everything */
  audit(limit: number, townshipIds?: readonly string[]): readonly KeptAudit[];
  /** Copies the whole database into a new file while others read and write (SQLite's online backup). */
  backup(path: string): Promise<void>;
}
