import type { Edition } from '../duty.js';
import type { AnswerCheck } from '../learning/check-answers.js';

/** What reading data/ and prompts/ anew came to; a fault in any file is thrown and nothing changed. */
export interface Reloaded {
  /** `fell`: fewer of the lists' own questions would be answered rightly, and nothing was changed. */
  readonly kind: 'done' | 'fell';
  /** Documents of data/lists that were (or would be) made live. */
  readonly documents: readonly string[];
  /** What they are now; nothing where nothing was changed. */
  readonly editions: readonly Edition[];
  /** Items with notes or phrasings that these editions do not have. */
  readonly dormant: readonly string[];
  /** Whether topics, words or weights changed. */
  readonly isNewCatalogue: boolean;
  /** Whether sentences of prompts/ changed. */
  readonly isNewWording: boolean;
  /** Of all townships together; nothing where nothing was asked. */
  readonly check: AnswerCheck | undefined;
}
