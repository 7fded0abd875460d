import { type Api, type Bot, InputFile } from 'grammy';
import type { OutboundFile, Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import { safeFileName } from '../shared/file-name.js';
import { sendOrPlain } from '../shared/send.js';
import { isRefusedMessage, isShutOut, isUnchanged, isUnreachable, movedTo } from './faults.js';
import { TELEGRAM_DOCUMENT_BYTES_MAX } from './files.js';
import type { TelegramPlace } from './parse.js';
import { renderReply, renderToast, type TelegramMessage } from './render.js';

export interface OutboxOptions {
  readonly api: Bot['api'];
  /** Not throttled. */
  readonly side: Api;
  /** Sentences of prompts/chat.json and prompts/telegram.json. */
  readonly say: Say;
  readonly sayTelegram: Say;
  readonly log: Logger;
  /** Told when a send shows that a group has a new id. */
  readonly onMoved: (from: number, to: number) => void;
  /** Told when the bot may not write somewhere. */
  readonly onShutOut: (place: TelegramPlace) => void;
}

export interface Outbox {
  /**
   * Posts a reply and its documents; where earlier messages are given, they are changed into it.
   * @returns ids of the messages that hold it now
   */
  post(
    place: TelegramPlace,
    reply: Reply,
    about: string,
    earlier?: readonly number[],
  ): Promise<readonly number[]>;
  /** A reply for one person of a group, to their own chat with the bot; false where there is none. */
  direct(place: TelegramPlace, reply: Reply, about: string): Promise<boolean>;
  /** Takes messages away. */
  remove(place: TelegramPlace, ids: readonly number[]): Promise<void>;
  /** Ends the waiting sign on a pressed button; a private reply is shown there. */
  toast(queryId: string, reply: Reply | undefined): Promise<void>;
}

/** How one message is sent; `quote` as an answer to the question. Both give the new message's id. */
interface Shipment {
  readonly send: (at: TelegramPlace, quote: boolean) => Promise<number>;
  readonly plain: (at: TelegramPlace) => Promise<number>;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { api, side, say, sayTelegram, log, onMoved, onShutOut } = options;
  const words = (message: TelegramMessage): Shipment => ({
    send: async (at, quote) =>
      (await api.sendMessage(at.chatId, message.html, { ...where(at, quote), ...formatted(message) }))
        .message_id,
    plain: (at) => sendText(at, message.plain),
  });
  const document = ({ name, bytes }: OutboundFile): Shipment => ({
    send: async (at, quote) => {
      const file = new InputFile(bytes, safeFileName(name));
      return (await api.sendDocument(at.chatId, file, where(at, quote))).message_id;
    },
    plain: (at) => sendText(at, sayTelegram('file.unsent', { name })),
  });
  const sentence = (text: string): Shipment => ({
    send: (at) => sendText(at, text),
    plain: (at) => sendText(at, text),
  });
  const sendText = async (at: TelegramPlace, text: string): Promise<number> =>
    (await api.sendMessage(at.chatId, text, { ...where(at, false), ...NO_PREVIEW })).message_id;
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
    shipment: Shipment,
    quote: boolean,
    about: string,
    isUsual?: (error: unknown) => boolean,
  ): Promise<number | undefined> => {
    let at = place;
    return sendOrPlain({
      send: async () => {
        try {
          return await shipment.send(at, quote);
        } catch (error) {
          if (isShutOut(error)) onShutOut(at);
          const to = movedTo(error);
          if (to === undefined) throw error;
          onMoved(at.chatId, to);
          const { messageId: _, threadId: __, ...rest } = at;
          at = { ...rest, chatId: to };
          return shipment.send(at, false);
        }
      },
      plain: () => shipment.plain(at),
      isRefusal: isRefusedMessage,
      ...(isUsual ? { isUsual } : {}),
      log,
      messageId: about,
    });
  };

  const shipmentsOf = ({ files = [] }: Reply): Shipment[] =>
    files.map((file) => {
      if (file.bytes.byteLength <= TELEGRAM_DOCUMENT_BYTES_MAX) return document(file);
      const limit = TELEGRAM_DOCUMENT_BYTES_MAX / 1024 / 1024;
      return sentence(sayTelegram('file.too-large', { name: file.name, limit }));
    });

  const remove: Outbox['remove'] = async (place, ids) => {
    for (const id of ids) {
      await api.deleteMessage(place.chatId, id).catch((error: unknown) => {
        log.info({ err: error, chat: place.chatId }, 'old message not deleted');
      });
    }
  };

  const post: Outbox['post'] = async (place, reply, about, earlier = []) => {
    const ids: number[] = [];
    let isWhole = true;
    for (const [index, message] of renderReply(reply, say).entries()) {
      const old = earlier[index];
      if (old !== undefined && (await edit(place, old, message))) ids.push(old);
      else {
        const id = await deliver(place, words(message), index === 0, about);
        isWhole = id !== undefined;
        // Half an answer with its end missing would read as the whole one.
        if (id === undefined) break;
        ids.push(id);
      }
    }
    for (const shipment of isWhole ? shipmentsOf(reply) : []) {
      const id = await deliver(place, shipment, ids.length === 0, about);
      if (id !== undefined) ids.push(id);
    }
    await remove(
      place,
      earlier.filter((old) => !ids.includes(old)),
    );
    return ids;
  };

  return {
    post,
    remove,
    async direct({ userId }, reply, about) {
      if (userId === undefined) return false;
      const own = { chatId: userId, isPrivate: true, userId };
      const shipments = [...renderReply(reply, say).map(words), ...shipmentsOf(reply)];
      for (const shipment of shipments) {
        if ((await deliver(own, shipment, false, about, isUnreachable)) === undefined) return false;
      }
      return true;
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

function where({ threadId, messageId }: TelegramPlace, quote: boolean) {
  return {
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    ...(quote && messageId !== undefined
      ? { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }
      : {}),
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
