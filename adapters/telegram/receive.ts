import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { LRUCache } from 'lru-cache';
import type { Handle, PlatformPorts } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import { replyTo } from '../shared/reply-to.js';
import type { Outbox } from './outbox.js';
import { type ParsedUpdate, parseUpdate, type TelegramSelf } from './parse.js';
import { renderArticle } from './render.js';
import type { ReadRights } from './rights.js';
import { withTyping } from './typing.js';

/** Questions whose answer can still be changed when they are edited. */
const ANSWERED_MAX = 5000;
/** How long Telegram may keep the articles of a query: https://core.telegram.org/bots/api#answerinlinequery */
const TELEGRAM_INLINE_CACHE_SECONDS = 60;

export interface Receiver {
  readonly me: TelegramSelf;
  readonly handle: Handle;
  readonly core: PlatformPorts;
  /** Not throttled. */
  readonly side: Api;
  readonly outbox: Outbox;
  readonly rights: ReadRights;
  readonly sayReply: Say;
  /** Sentences of prompts/telegram.json. */
  readonly sayTelegram: Say;
  readonly log: Logger;
  readonly move: (from: string, to: string) => void;
}

/** Takes one update all the way to its answer; does not throw. */
export function createReceiver(tools: Receiver): (update: Update) => Promise<void> {
  const { me, log } = tools;
  const answered = new LRUCache<string, { readonly text: string; readonly ids: readonly number[] }>({
    max: ANSWERED_MAX,
  });

  const onMessage = async ({ message, place }: Extract<ParsedUpdate, { kind: 'message' }>): Promise<void> => {
    const before = answered.get(message.id);
    // Telegram reports an edit also for a link preview or a reaction.
    if (message.edited !== undefined && before?.text === message.text) return;
    const answer = async (): Promise<void> => {
      const asked = await tools.rights(message, place);
      const reply = await replyTo(asked, tools.handle, tools);
      if (!reply) return;
      if (reply.isPrivate) return tools.outbox.whisper(place, reply, message.id);
      const ids = await tools.outbox.post(place, reply, message.id, before?.ids);
      answered.set(message.id, { text: message.text, ids });
    };
    await (message.addressed ? withTyping(tools.side, place, answer) : answer());
  };

  const onPress = async ({
    message,
    place,
    queryId,
  }: Extract<ParsedUpdate, { kind: 'press' }>): Promise<void> => {
    const asked = await tools.rights(message, place);
    const reply = await replyTo(asked, tools.handle, tools);
    await tools.outbox.toast(queryId, reply?.isPrivate ? reply : undefined);
    if (!reply || reply.isPrivate) return;
    const earlier = reply.replaces && place.messageId !== undefined ? [place.messageId] : [];
    await withTyping(tools.side, place, () => tools.outbox.post(place, reply, message.id, earlier));
  };

  const onInline = async ({
    queryId,
    userId,
    text,
  }: Extract<ParsedUpdate, { kind: 'inline' }>): Promise<void> => {
    const results = tools.core.inline({ userId, text });
    const more = tools.sayTelegram('inline.more', { username: me.username });
    await tools.side
      .answerInlineQuery(
        queryId,
        results.map((result) => renderArticle(result, more)),
        // What is found depends on the town this person has chosen.
        { cache_time: TELEGRAM_INLINE_CACHE_SECONDS, is_personal: true },
      )
      // The person has typed on: a later query is answered.
      .catch((error: unknown) => log.info({ err: error }, 'inline query not answered'));
  };

  const route = async (update: Update): Promise<void> => {
    const parsed = parseUpdate(update, me);
    switch (parsed?.kind) {
      case 'message':
        return onMessage(parsed);
      case 'press':
        return onPress(parsed);
      case 'inline':
        return onInline(parsed);
      case 'moved':
        return tools.move(parsed.from, parsed.to);
      case undefined:
        return undefined;
    }
  };
  return async (update) => {
    try {
      await route(update);
    } catch (error) {
      log.error({ err: error, update: update.update_id }, 'update failed');
    }
  };
}
