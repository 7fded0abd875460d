import type { Memory } from '../answer/memory.js';
import type { Desk } from '../answer/respond.js';
import type { InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import type { Who } from '../store/chat-types.js';
import type { Say } from '../wording.js';

/** What a keeper sets for the whole process (see .env.example). */
export interface ChatRules {
  /** `platform:id` */
  readonly ownerIds: readonly string[];
  /** Messages of one person a minute; 0 means no limit. */
  readonly questionsPerMinute: number;
  readonly autoPauseSeconds: number;
  /** The town meant when nobody says one. */
  readonly defaultTown: string | undefined;
}

/** What the core needs from outside itself. */
export interface ChatDesk extends Desk {
  readonly memory: Memory;
  /** Sentences of prompts/reply.json. */
  readonly say: Say;
  /** Sentences of prompts/chat.json. */
  readonly sayChat: Say;
  readonly rules: ChatRules;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export const isoNow = ({ now }: Pick<ChatDesk, 'now'>): string => new Date(now()).toISOString();

/** A township with a live list, by its id. */
export const townById = ({ towns }: Pick<Desk, 'towns'>, id: string | undefined): Township | undefined =>
  id === undefined ? undefined : towns.list().find((town) => town.id === id);

/** An owner of the process, or who may administer this chat on its platform. */
export const isKeeper = (message: InboundMessage, rules: ChatRules): boolean =>
  isOwner(message, rules) || message.mayAdminister === true;

export const isOwner = (who: Who, { ownerIds }: ChatRules): boolean => ownerIds.includes(personOf(who));

/** `platform:id`, as owners and keepers are named. */
export const personOf = ({ platform, userId }: Who): string => `${platform}:${userId}`;
