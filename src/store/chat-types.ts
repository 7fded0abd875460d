import type { ActionRole, ChatMode, Command } from '../contract.js';
import type { ListKind } from '../duty.js';

/** Someone's place on a platform, in the platform's own ids; the store keeps hashes of them. */
export interface Who {
  readonly platform: string;
  readonly userId: string;
}

/** What a keeper has set for one chat. */
export interface ChatSettings {
  /** The township whose list answers here. */
  readonly townshipId?: string;
  readonly mode?: ChatMode;
}

/** One button as it is kept: all that pressing it needs, whatever was forgotten since. */
export interface StoredAction {
  readonly role: ActionRole;
  /** What pressing it says. */
  readonly text: string;
  /** Full name of the town it is about. */
  readonly town?: string;
  /** The question that was answered. */
  readonly question?: string;
  /** The duty that was shown. */
  readonly item?: readonly [ListKind, number];
  /** Items turned down before. */
  readonly rejected?: readonly (readonly [ListKind, number])[];
  /** Of a choice that ends a command (which town to bind). */
  readonly command?: Command;
  /** Of a vote. */
  readonly useful?: boolean;
}

/** One person's opinion of one answer. */
export interface Vote extends Who {
  readonly townshipId: string;
  readonly list: ListKind;
  readonly number: number;
  /** Empty when the duty was not found by a question. */
  readonly question: string;
  readonly useful: boolean;
  /** ISO 8601. */
  readonly at: string;
}

export type KeptVote = Omit<Vote, 'userId'> & { readonly userHash: string };

/** What the store keeps of chats; part of `Store`. */
export interface ChatStore {
  /** Nothing set: an empty object. */
  chat(platform: string, chatId: string): ChatSettings;
  /** Sets what is given; `undefined` unsets it. */
  setChat(by: Who, chatId: string, change: ChatChange, nowIso: string): void;
  /** Gives a chat's settings to its new id; those that the new id may have are replaced. */
  moveChat(platform: string, from: string, to: string): void;
  /** How many chats of a platform are bound to a township. */
  countBound(platform: string): number;
  /** The town this person chose last where no binding says it. */
  townOf(who: Who): string | undefined;
  rememberTown(who: Who, townshipId: string, nowIso: string): void;
  /** Keeps the buttons of one reply; gives their tokens in order, each at most 16 ASCII characters. */
  saveButtons(asker: Who, actions: readonly StoredAction[], nowIso: string): readonly string[];
  /** Nothing for an unknown or expired token. `isAsker`: `who` asked what the button's reply answers. */
  button(
    who: Who,
    token: string,
    nowIso: string,
  ): { readonly action: StoredAction; readonly isAsker: boolean } | undefined;
  /** Keeps a vote; gives what this person had said of the same answer before. */
  vote(vote: Vote): boolean | undefined;
  /** Oldest first, from `since` (ISO 8601) on. */
  votes(since?: string): readonly KeptVote[];
  /** Marks a delivered message as seen; false when it was already, also before a restart. */
  claimMessage(platform: string, id: string, nowIso: string): boolean;
  /** A fact that an adapter keeps for itself. */
  fact(platform: string, key: string): string | undefined;
  setFact(platform: string, key: string, value: string): void;
  /** Deletes buttons, seen messages and votes that are older than they are kept; gives the number of rows. */
  purgeChats(nowIso: string): number;
}

export interface ChatChange {
  readonly townshipId?: string | undefined;
  readonly mode?: ChatMode | undefined;
}
