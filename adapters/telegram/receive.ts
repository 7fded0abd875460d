import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { LRUCache } from 'lru-cache';
import type { Handle, PlatformPorts, Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import type { InHand } from '../shared/in-hand.js';
import { createProgress, type ProgressPort } from '../shared/progress.js';
import { replyTo } from '../shared/reply-to.js';
import { type FileSource, telegramFile } from './files.js';
import type { Outbox } from './outbox.js';
import { type ParsedUpdate, parseUpdate, type TelegramPlace, type TelegramSelf } from './parse.js';
import { fitsToast, renderArticle } from './render.js';
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
  /** Where documents are fetched. */
  readonly files: FileSource;
  readonly inHand: InHand;
  readonly sayReply: Say;
  /** Sentences of prompts/telegram.json. */
  readonly sayTelegram: Say;
  readonly log: Logger;
  readonly move: (from: string, to: string) => void;
}

/**
 * Takes one update all the way to its answer; does not throw. Resolves when the chat's next one may be
 * taken: with the answer, or sooner where the work takes so long that it is reported on.
 */
export function createReceiver(tools: Receiver): (update: Update) => Promise<void> {
  const { me, log, outbox } = tools;
  const answered = new LRUCache<string, { readonly text: string; readonly ids: readonly number[] }>({
    max: ANSWERED_MAX,
  });

  const onMessage = async (
    { message, place, document }: Extract<ParsedUpdate, { kind: 'message' }>,
    letNext: () => void,
  ): Promise<void> => {
    const before = answered.get(message.id);
    // Telegram reports an edit also for a link preview or a reaction.
    if (message.edited !== undefined && before?.text === message.text) return;
    const progress = createProgress(progressPort(place, message.id, letNext), log, message.id);
    const answer = async (): Promise<void> => {
      const asked = await tools.rights(message, place);
      const file = document ? { file: telegramFile(document, tools.files) } : {};
      const reply = await replyTo({ ...asked, ...file, report: progress.report }, tools.handle, tools);
      await progress.close();
      if (!reply) return;
      if (!place.isPrivate && reply.isSecret) {
        await outbox.post(place, await tellAside(place, reply, message.id), message.id);
        return;
      }
      if (!place.isPrivate && reply.isPrivate && (await outbox.direct(place, reply, message.id))) return;
      const ids = await outbox.post(place, reply, message.id, before?.ids);
      if (!reply.isPrivate) answered.set(message.id, { text: message.text, ids });
    };
    await (message.addressed ? withTyping(tools.side, place, answer) : answer());
    await progress.remove();
  };

  /** To the person's own chat with the bot; what the group is told instead. */
  const tellAside = async (place: TelegramPlace, reply: Reply, about: string): Promise<Reply> => {
    const isSent = await outbox.direct(place, reply, about);
    const key = isSent ? 'sent' : place.userId === undefined ? 'anonymous' : 'start';
    return { blocks: [{ kind: 'text', text: tools.sayTelegram(`secret.${key}`) }] };
  };

  const progressPort = (
    place: TelegramPlace,
    about: string,
    onFirst: () => void,
  ): ProgressPort<readonly number[]> => ({
    onFirst,
    show: async (reply, shown) => {
      // A secret one has no place in a group, and the person's own chat gets the answer.
      if (reply.isSecret && !place.isPrivate) return shown ?? [];
      return outbox.post(place, reply, about, shown);
    },
    remove: (shown) => outbox.remove(place, shown),
  });

  const onPress = async (
    { message, place, queryId }: Extract<ParsedUpdate, { kind: 'press' }>,
    letNext: () => void,
  ): Promise<void> => {
    let isOpen = true;
    /** The waiting sign on the button ends once, with or without words. */
    const acknowledge = async (reply?: Reply): Promise<void> => {
      if (!isOpen) return;
      isOpen = false;
      await outbox.toast(queryId, reply);
    };
    const onFirst = (): void => {
      letNext();
      void acknowledge();
    };
    const progress = createProgress(progressPort(place, message.id, onFirst), log, message.id);
    const answer = async (): Promise<void> => {
      const asked = await tools.rights(message, place);
      const reply = await replyTo({ ...asked, report: progress.report }, tools.handle, tools);
      await progress.close();
      if (!reply) return acknowledge();
      const isSecret = !place.isPrivate && reply.isSecret === true;
      if (isOpen && reply.isPrivate && fitsToast(reply)) return acknowledge(reply);
      if (isSecret) {
        const hint = await tellAside(place, reply, message.id);
        if (isOpen) return acknowledge(hint);
        return void (await outbox.post(place, hint, message.id));
      }
      await acknowledge();
      if (!place.isPrivate && reply.isPrivate && (await outbox.direct(place, reply, message.id))) return;
      const earlier = reply.replaces && place.messageId !== undefined ? [place.messageId] : [];
      await outbox.post(place, reply, message.id, earlier);
    };
    await withTyping(tools.side, place, answer);
    await progress.remove();
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

  const route = async (update: Update, letNext: () => void): Promise<void> => {
    const parsed = parseUpdate(update, me);
    switch (parsed?.kind) {
      case 'message':
        return onMessage(parsed, letNext);
      case 'press':
        return onPress(parsed, letNext);
      case 'inline':
        return onInline(parsed);
      case 'moved':
        return tools.move(parsed.from, parsed.to);
      case undefined:
        return undefined;
    }
  };
  const receive = async (update: Update, letNext: () => void): Promise<void> => {
    try {
      await route(update, letNext);
    } catch (error) {
      log.error({ err: error, update: update.update_id }, 'update failed');
    }
  };
  return (update) =>
    new Promise((letNext) => {
      void tools.inHand.run(() => receive(update, letNext)).then(letNext);
    });
}
