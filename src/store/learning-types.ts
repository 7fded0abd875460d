import type { ListKind } from '../duty.js';
import type { Who } from './chat-types.js';

/** An item by its content, so that it is found again under another number. */
export interface NamedItem {
  readonly list: ListKind;
  readonly name: string;
}

/** Where an item stands in a new edition. */
export interface ItemMove {
  readonly from: NamedItem;
  readonly to: NamedItem & { readonly number: number };
}

/** What became of an answer: one of several was chosen, or 不是这个 was said of it. */
export type OutcomeKind = 'chosen' | 'rejected';

export interface AnswerOutcome extends Who {
  /** ISO 8601. */
  readonly at: string;
  readonly townshipId: string;
  /** The question that was answered, as it was read. */
  readonly question: string;
  /** What was chosen or turned down; nothing when all that was offered was turned down. */
  readonly item?: readonly [ListKind, number] | undefined;
  readonly kind: OutcomeKind;
}

export type KeptOutcome = Omit<AnswerOutcome, 'userId'> & { readonly userHash: string };

/** What is said for an item, before it has a number of its own. */
export interface PhrasingInput {
  readonly townshipId: string;
  /** The item's topic; nothing when the catalogue has none for it. */
  readonly topicId: string | undefined;
  readonly item: NamedItem;
  /** As people said it. */
  readonly text: string;
}

/** A sign-off: `platform:id`, and when (ISO 8601). */
export interface Signed {
  readonly by: string;
  readonly at: string;
}

/** What people of one township say for an item; it speaks for the answers while it is accepted and not withdrawn. */
export interface Phrasing extends PhrasingInput {
  readonly id: number;
  readonly proposed: Signed;
  readonly accepted: Signed | undefined;
  readonly withdrawn: Signed | undefined;
}

/** What a township adds to an item of its list; empty texts are left out when it is shown. */
export interface NoteTexts {
  readonly office: string;
  readonly contact: string;
  readonly remark: string;
}

export interface DutyNote extends NoteTexts, NamedItem {
  readonly id: number;
  readonly townshipId: string;
  /** Where the item stood when the note was written or last carried over. */
  readonly number: number;
  readonly written: Signed;
}

export type NoteInput = Omit<DutyNote, 'id'>;

/** A real question whose item somebody has confirmed. */
export interface ConfirmedQuestion {
  readonly townshipId: string;
  readonly question: string;
  readonly item: NamedItem;
  readonly confirmed: Signed;
}

/** Someone who wants the weekly digest of a township. */
export interface DigestReader extends Who {
  readonly townshipId: string;
  /** When the last one was sent, or this was asked for (ISO 8601). */
  readonly lastAt: string;
}

/** What the store keeps of what is learnt from use; part of `Store`. */
export interface LearningStore {
  /** Writes nothing when the query log is switched off. */
  addOutcome(outcome: AnswerOutcome): void;
  /** Of one township, oldest first, from `since` (ISO 8601) on. */
  outcomes(townshipId: string, since: string): readonly KeptOutcome[];
  /** Changes whenever accepted phrasings or notes of a township may have. */
  learntRevision(townshipId: string): number;
  /** The same text for the same item, not withdrawn: that one again. */
  proposePhrasing(input: PhrasingInput, by: Signed): Phrasing;
  /** Nothing when there is none, or it was withdrawn or accepted before. */
  acceptPhrasing(id: number, by: Signed): Phrasing | undefined;
  /** Also turns down a proposal. Nothing when there is none, or it was withdrawn before. */
  withdrawPhrasing(id: number, by: Signed): Phrasing | undefined;
  phrasing(id: number): Phrasing | undefined;
  /** Of one township, or of all; oldest first. */
  phrasings(townshipId?: string): readonly Phrasing[];
  /** Replaces the note on the same item; texts that are all empty only remove it. */
  saveNote(note: NoteInput): void;
  /** Those not removed, in the order of writing. */
  dutyNotes(townshipId: string): readonly DutyNote[];
  /** Keeps or replaces the answer to a question. */
  confirmQuestion(question: ConfirmedQuestion): void;
  forgetQuestion(townshipId: string, question: string): void;
  /** By question. */
  confirmedQuestions(townshipId: string): readonly ConfirmedQuestion[];
  /** Notes, phrasings and confirmed questions of items go with them to their new places, in one transaction. */
  carryItems(townshipId: string, moves: readonly ItemMove[]): void;
  /** False when nothing changed. */
  setDigest(reader: DigestReader, wanted: boolean): boolean;
  digestReaders(): readonly DigestReader[];
  digestSent(reader: DigestReader, at: string): void;
}
