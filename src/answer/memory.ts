import { LRUCache } from 'lru-cache';
import type { Duty } from '../duty.js';
import type { Answer } from './answer.js';

/** What is remembered of a conversation: never evidence for a new question, only what 第2个 or 下一条 mean. */
export interface Conversation {
  /** The town that was answered for last: follow-ups are about it. */
  readonly town?: string;
  /** The duty answered last. */
  readonly duty?: Duty;
  /** Items that can be chosen by number. */
  readonly choices?: readonly Duty[];
  /** Items already turned down for this question. */
  readonly rejected?: readonly Duty[];
  /** A listing that can be paged. */
  readonly listing?: Extract<Answer, { kind: 'listing' }>;
  /** A question that waits for its town. */
  readonly pending?: string;
  /** Ids of the towns offered for it, in the order shown. */
  readonly pendingTowns?: readonly string[];
  /** The last question about a matter. */
  readonly question?: string;
}

/** Conversations by chat and user, forgotten after a while. */
export interface Memory {
  recall(chatId: string, userId: string): Conversation;
  remember(chatId: string, userId: string, conversation: Conversation): void;
}

export const CONVERSATION_MS = 30 * 60 * 1000;
const CONVERSATIONS_MAX = 10_000;

/** @param now milliseconds since 1970 */
export function createMemory(now: () => number = Date.now): Memory {
  const kept = new LRUCache<string, { at: number; conversation: Conversation }>({ max: CONVERSATIONS_MAX });
  const key = (chatId: string, userId: string): string => JSON.stringify([chatId, userId]);
  return {
    recall(chatId, userId) {
      const found = kept.get(key(chatId, userId));
      return found && now() - found.at < CONVERSATION_MS ? found.conversation : {};
    },
    remember: (chatId, userId, conversation) => {
      kept.set(key(chatId, userId), { at: now(), conversation });
    },
  };
}
