import type { Api, Bot } from 'grammy';
import type { Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import { sendOrPlain } from '../shared/send.js';
import { isRefusedMessage, isShutOut, isUnchanged, movedTo } from './faults.js';
import type { TelegramPlace } from './parse.js';
import { renderReply, renderToast, type TelegramMessage } from './render.js';

export interface OutboxOptions {
  readonly api: Bot['api'];
  /** Not throttled. */
  readonly side: Api;
  /** Sentences of prompts/chat.json. */
  readonly say: Say;
  readonly log: Logger;
  /** Told when a send shows that a group has a new id. */
  readonly onMoved: (from: number, to: number) => void;
  /** Told when the bot may not write somewhere. */
  readonly onShutOut: (place: TelegramPlace) => void;
}

export interface Outbox {
  /**
   * Posts a reply; where earlier messages are given, they are changed into it.
   * @returns ids of the messages that hold it now
   */
  post(place: TelegramPlace, reply: Reply, about: string, earlier?: readonly number[]): Promise<number[]>;
  /** A reply for one person of a group: in their own chat with the bot if there is one, else as an answer. */
  whisper(place: TelegramPlace, reply: Reply, about: string): Promise<void>;
  /** Ends the waiting sign on a pressed button; a private reply is shown there. */
  toast(queryId: string, reply: Reply | undefined): Promise<void>;
}

export function createOutbox({ api, side, say, log, onMoved, onShutOut }: OutboxOptions): Outbox {
  const send = async (place: TelegramPlace, message: TelegramMessage, quote: boolean): Promise<number> => {
    const where = {
      ...(place.threadId === undefined ? {} : { message_thread_id: place.threadId }),
      ...(quote && place.messageId !== undefined
        ? { reply_parameters: { message_id: place.messageId, allow_sending_without_reply: true } }
        : {}),
    };
    const sent = await api.sendMessage(place.chatId, message.html, {
      ...where,
      ...formatted(message),
    });
    return sent.message_id;
  };
  const sendPlain = async (place: TelegramPlace, { plain }: TelegramMessage): Promise<number> => {
    const thread = place.threadId === undefined ? {} : { message_thread_id: place.threadId };
    return (await api.sendMessage(place.chatId, plain, { ...thread, ...NO_PREVIEW })).message_id;
  };
  const edit = async (place: TelegramPlace, id: number, message: TelegramMessage): Promise<boolean> => {
    try {
      await api.editMessageText(place.chatId, id, message.html, formatted(message));
      return true;
    } catch (error) {
      if (isUnchanged(error)) return true;
      log.warn({ err: error, chat: place.chatId }, 'message not changed, sending a new one');
      return false;
    }
  };

  /** Sends; a group that got a new id on the way is followed there once. */
  const deliver = async (
    place: TelegramPlace,
    message: TelegramMessage,
    quote: boolean,
    about: string,
  ): Promise<number | undefined> => {
    let at = place;
    return sendOrPlain({
      send: async () => {
        try {
          return await send(at, message, quote);
        } catch (error) {
          if (isShutOut(error)) onShutOut(at);
          const to = movedTo(error);
          if (to === undefined) throw error;
          onMoved(at.chatId, to);
          const { messageId: _, threadId: __, ...rest } = at;
          at = { ...rest, chatId: to };
          return send(at, message, false);
        }
      },
      plain: () => sendPlain(at, message),
      isRefusal: isRefusedMessage,
      log,
      messageId: about,
    });
  };

  const post: Outbox['post'] = async (place, reply, about, earlier = []) => {
    const ids: number[] = [];
    for (const [index, message] of renderReply(reply, say).entries()) {
      const old = earlier[index];
      if (old !== undefined && (await edit(place, old, message))) ids.push(old);
      else {
        const id = await deliver(place, message, index === 0, about);
        // Half an answer with its end missing would read as the whole one.
        if (id === undefined) break;
        ids.push(id);
      }
    }
    for (const id of earlier.filter((old) => !ids.includes(old))) {
      await api.deleteMessage(place.chatId, id).catch((error: unknown) => {
        log.info({ err: error, chat: place.chatId }, 'old message not deleted');
      });
    }
    return ids;
  };

  return {
    post,
    async whisper(place, reply, about) {
      const { userId } = place;
      if (place.isPrivate || userId === undefined) return void (await post(place, reply, about));
      const [first, ...rest] = renderReply(reply, say);
      if (!first) return;
      const own = { chatId: userId, isPrivate: true, userId };
      try {
        await send(own, first, false);
      } catch (error) {
        log.info({ err: error, message: about }, 'no chat with this person, answering in the group');
        return void (await post(place, reply, about));
      }
      for (const message of rest) await deliver(own, message, false, about);
    },
    async toast(queryId, reply) {
      const text = reply ? renderToast(reply) : '';
      await side
        .answerCallbackQuery(queryId, text === '' ? {} : { text, show_alert: true })
        // A press older than some minutes cannot be answered any more, and need not be.
        .catch((error: unknown) => log.info({ err: error }, 'press not acknowledged'));
    },
  };
}

const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

function formatted({ keyboard }: TelegramMessage) {
  return {
    parse_mode: 'HTML' as const,
    ...NO_PREVIEW,
    ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) } } : {}),
  };
}
