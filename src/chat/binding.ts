import type { ChatMode, InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import type { ChatStore } from '../store/chat-types.js';
import { type ChatDesk, townById } from './desk.js';

/** Where a message stands. */
export interface Setting {
  /** The township this chat is bound to. */
  readonly bound: Township | undefined;
  readonly mode: ChatMode;
}

type Placed = Pick<InboundMessage, 'platform' | 'chatId' | 'outerChatIds'>;

/** The nearest binding and the nearest mode hold: a thread's own, its channel's, its server's. */
export function settingOf({ platform, chatId, outerChatIds = [] }: Placed, desk: ChatDesk): Setting {
  const around = [chatId, ...outerChatIds].map((id) => desk.store.chat(platform, id));
  // A township whose list was withdrawn binds nothing.
  const bound = around.flatMap(({ townshipId }) => townById(desk, townshipId) ?? [])[0];
  return { bound, mode: around.find(({ mode }) => mode !== undefined)?.mode ?? 'mention' };
}

/** The town meant when neither the message nor its chat says one: the person's own choice, then the setting. */
export function usualTown(who: Parameters<ChatStore['townOf']>[0], desk: ChatDesk): Township | undefined {
  const { defaultTown } = desk.rules;
  return (
    townById(desk, desk.store.townOf(who)) ??
    (defaultTown === undefined ? undefined : desk.towns.find(defaultTown)[0])
  );
}
