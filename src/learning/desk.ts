import type { ChatDesk } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { Say } from '../wording.js';

/** What learning from use needs besides what answering needs. */
export interface LearningDesk extends ChatDesk {
  /** Sentences of prompts/learning.json. */
  readonly sayLearning: Say;
}

/** A keeper's command that was done: what is said, and what of it belongs in the audit log. */
export interface Handled {
  readonly outcome: Outcome;
  /** Nothing where nothing was changed. */
  readonly audit?: { readonly action: string; readonly detail: string };
}

/** `list:number`, as buttons name an item. */
export const ITEM_KEY = /^(basic|cooperative|reclaimed):(\d{1,4})$/;

const SHOWN_TEXT_MAX = 60;

/** What people wrote, as much of it as fits in a line. */
export const shown = (text: string, max = SHOWN_TEXT_MAX): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
