import type { ReadList, Township } from '../duty.js';
import type { LearningDesk } from '../learning/desk.js';
import type { LibraryTools } from '../library.js';
import type { Say } from '../wording.js';
import type { Reloaded } from './reload.js';

/** What keeping a list needs besides what answering needs. */
export interface KeepingDesk extends LearningDesk {
  readonly library: LibraryTools;
  /** Sentences of prompts/keeping.json. */
  readonly sayKeep: Say;
  /**
   * Reads a document where it cannot hold up answering.
   * @param town meant when the document names none
   * @throws BotError `document-…`
   */
  readDocument(bytes: Uint8Array, fileName: string, town?: Township): Promise<ReadList>;
  /** Reads data/ and prompts/ anew. @param force also when right answers would be lost */
  reload(force: boolean): Promise<Reloaded>;
}
