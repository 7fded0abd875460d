import type { Body } from '../bodies.js';
import type { Duty, Edition, ListKind, Notice, ReadList, Township, Verdict } from '../duty.js';
import type { BotError } from '../errors.js';
import type { ChatStore } from './chat-types.js';
import type { KeepingStore } from './keeping-types.js';
import type { LearningStore } from './learning-types.js';

/** A duty's tie to a topic of the catalogue. */
export interface TopicLink {
  readonly topicId: string;
  /** 0 to 1; 1 for the very same name. */
  readonly score: number;
}

/** The topics of an edition's duties, in the order of `duties`, and the catalogue they were linked with. */
export interface EditionLinks {
  /** Fingerprint of the catalogue: links made with another one are made anew. */
  readonly catalogue: string;
  readonly links: readonly (readonly TopicLink[])[];
}

/** A document that was read, ready to be kept. */
export interface EditionInput extends ReadList {
  readonly importedBy: string;
  /** ISO 8601, UTC. */
  readonly importedAt: string;
  readonly bodies: readonly Body[];
  /** Kept with the edition in the same transaction. */
  readonly links?: EditionLinks;
}

export interface TownshipSummary {
  readonly township: Township;
  /** Nothing while the township has only drafts. */
  readonly live: Edition | undefined;
  /** Duties of the live edition by list; zeros without one. */
  readonly counts: Readonly<Record<ListKind, number>>;
}

/** One time an edition was made live. */
export interface Publication {
  readonly editionId: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** How a duty speaks of a body: it leads, it took the matter over, or only the duty's text names it. */
export type BodyRole = 'lead' | 'receiving' | 'named';

export interface BodyLink {
  readonly list: ListKind;
  readonly number: number;
  readonly role: BodyRole;
}

interface QueryFacts {
  /** ISO 8601. */
  readonly at: string;
  readonly platform: string;
  readonly townshipId: string | null;
  readonly text: string;
  readonly verdict: Verdict;
  readonly dutyList: ListKind | null;
  readonly dutyNumber: number | null;
  readonly confidence: number;
  /** Milliseconds from message to answer. */
  readonly ms: number;
}

/** One question as the bot hands it over; `chat` and `user` are the platform's own ids, never stored. */
export interface QueryEntry extends QueryFacts {
  readonly chat: string;
  readonly user: string;
}

/** One question as it is kept: who asked is only a keyed hash, 64 hex digits. */
export interface LoggedQuery extends QueryFacts {
  readonly chatHash: string;
  readonly userHash: string;
}

export interface StoreOptions {
  /** How long a write waits for another process, in milliseconds. */
  readonly busyTimeoutMs?: number;
  /** Days a question stays in the log; 0 switches the log off. */
  readonly queryLogDays?: number;
  /** Days a button works. */
  readonly buttonDays?: number;
  /** Told each time that something was left out because the disk is full: a log line, a button's memory. */
  readonly onFull?: (error: BotError) => void;
  /** Largest size of the file, in pages of SQLite; the disk is full beyond it. Only tests need one. */
  readonly pagesMax?: number;
}

/**
 * The one SQLite file. All functions are synchronous. They throw `BotError` `database-busy` when another
 * process holds the file too long, `database-damaged` when what is read back is not what this room
 * writes, `database-readonly` when a write is refused, `database-full` when the disk is full; what may be left
 * out then (the logs, what buttons stand for, forgetting) is left out without an error.
 */
export interface Store extends ChatStore, KeepingStore, LearningStore {
  /** Keeps an edition as a draft: nobody is answered from it yet. */
  saveDraft(input: EditionInput): Edition;
  /**
   * Makes an edition live and retires the one that was, in one transaction; a retired edition may come
   * back this way. @throws Error when there is no such edition.
   */
  publish(editionId: number, nowIso: string): Edition;
  /** `saveDraft` and `publish` in one transaction: all of it is live, or nothing changed. */
  saveLive(input: EditionInput): Edition;
  /** Does several things wholly or not at all. @returns what `work` gives; thrown from it, nothing is done */
  together<T>(work: () => T): T;
  /** Every township that has an edition of any status, by id. */
  townships(): readonly TownshipSummary[];
  liveEdition(townshipId: string): Edition | undefined;
  edition(id: number): Edition | undefined;
  /** Newest import first. */
  editions(townshipId: string): readonly Edition[];
  /** When which edition was made live, latest first: the second one is where an undo goes. */
  publications(townshipId: string): readonly Publication[];
  /** The edition imported from these bytes (and this file name, if given): the live one, else the newest. */
  hasFile(sha256: string, fileName?: string): Edition | undefined;
  /** List order basic, cooperative, reclaimed; by number; equal numbers in the order they were read. */
  duties(editionId: number): readonly Duty[];
  /** Notices on the document as a whole. */
  notices(editionId: number): readonly Notice[];
  /** In the order they were saved; then bodies that only duties name, each with its full name as stem. */
  bodies(editionId: number): readonly Body[];
  /** The duties that speak of a body, given by its full name; in the order of `duties`. */
  bodyLinks(editionId: number, fullName: string): readonly BodyLink[];
  /** Keeps the topics of an edition's duties, replacing those kept before. */
  saveLinks(editionId: number, links: EditionLinks): void;
  links(editionId: number): EditionLinks | undefined;
  /** Writes nothing when the log is switched off. */
  logQuery(entry: QueryEntry): void;
  /** Oldest first, from `since` (ISO 8601) on. */
  queries(since?: string): readonly LoggedQuery[];
  /** How many questions were logged from `since` (ISO 8601) on. */
  countQueries(since: string): number;
  /** Deletes what is older than the log keeps; gives the number of rows deleted. */
  purgeQueries(nowIso: string): number;
  close(): void;
}
