import type { Api } from 'grammy';
import { LRUCache } from 'lru-cache';
import type { InboundMessage } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import { KEEPER_COMMANDS } from './menu.js';
import type { TelegramPlace } from './parse.js';

/** A right that was taken away is noticed after this long. */
const RIGHTS_MS = 60_000;
const RIGHTS_MAX = 5000;

/**
 * Commands whose answer, or entry in the audit log, depends on who asks, and every press: a keeper may press
 * others' buttons.
 */
const needsRights = ({ command, pressed }: InboundMessage): boolean =>
  pressed !== undefined || (command !== undefined && KEEPER_COMMANDS.has(command.name));

/** Says of a group's message whether its sender may administer the group; asks Telegram only where it matters. */
export type ReadRights = (message: InboundMessage, place: TelegramPlace) => Promise<InboundMessage>;

export function createRights(api: Api, log: Logger): ReadRights {
  const known = new LRUCache<string, boolean>({ max: RIGHTS_MAX, ttl: RIGHTS_MS });
  return async (message, place) => {
    const { chatId, userId } = place;
    if (message.mayAdminister !== undefined || userId === undefined || !needsRights(message)) return message;
    const key = `${chatId}/${userId}`;
    let may = known.get(key);
    if (may === undefined) {
      try {
        const { status } = await api.getChatMember(chatId, userId);
        may = status === 'creator' || status === 'administrator';
        known.set(key, may);
      } catch (error) {
        log.warn({ err: error, message: message.id }, 'rights not known');
        may = false;
      }
    }
    return { ...message, mayAdminister: may };
  };
}
