import type { Api } from 'grammy';
import type { TelegramPlace } from './parse.js';

/** Quicker answers need no sign: it would only cost a call. */
const TYPING_AFTER_MS = 400;
/** The sign is shown for five seconds: https://core.telegram.org/bots/api#sendchataction */
const TYPING_AGAIN_MS = 4500;

/** Shows that the bot is at work for as long as the work takes. */
export async function withTyping<T>(api: Api, place: TelegramPlace, work: () => Promise<T>): Promise<T> {
  let again: NodeJS.Timeout | undefined;
  const show = (): void => {
    const thread = place.threadId === undefined ? {} : { message_thread_id: place.threadId };
    // A sign that fails is no reason to tell anybody: the answer itself will say so.
    api.sendChatAction(place.chatId, 'typing', thread).catch(() => undefined);
    again = setTimeout(show, TYPING_AGAIN_MS);
  };
  again = setTimeout(show, TYPING_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(again);
  }
}
