import { setMaxListeners } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type RunnerHandle, run, sequentialize } from '@grammyjs/runner';
import { Bot } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { Adapter, Handle } from '../../src/contract.js';
import { loadWording } from '../../src/wording.js';
import { createInHand, FINISH_WITHIN_MS } from '../shared/in-hand.js';
import type { PlatformOptions } from '../shared/platform.js';
import { createSideApi, fitApi, TELEGRAM_TIMEOUT_SECONDS, type TelegramPace } from './api.js';
import { telegramFault } from './faults.js';
import { registerMenus } from './menu.js';
import { createOutbox } from './outbox.js';
import { createReceiver } from './receive.js';
import { createRights } from './rights.js';
import { describeSight } from './sight.js';
import { listenForUpdates } from './webhook.js';

/** What is asked of Telegram; everything else is not even delivered. */
const UPDATES = ['message', 'edited_message', 'callback_query', 'inline_query'] as const;
const POLL_SECONDS = 30;
/** In the log, for a message that answers none. */
const UNASKED = 'unasked';
/** Between two tries while Telegram cannot be reached. */
const RECONNECT_MS = 2000;

export interface TelegramOptions extends PlatformOptions {
  /** The vendor's rates unless told. */
  readonly pace?: TelegramPace;
  /** Longest a stop waits for the messages in hand, in milliseconds. */
  readonly finishWithinMs?: number;
}

/** Telegram through grammY: long polling, or a webhook when the settings name one. */
export function createTelegram(options: TelegramOptions): Adapter {
  const { token, config, core, say, sayReply, log, tell, fail } = options;
  const sayTelegram = loadWording('telegram');
  const { webhook } = config.telegram;
  const client = {
    apiRoot: config.telegram.apiRoot.replace(/\/+$/, ''),
    timeoutSeconds: TELEGRAM_TIMEOUT_SECONDS,
  };
  const bot = new Bot(token, { client });
  const side = createSideApi(bot, client);
  const inHand = createInHand();
  const ending = new AbortController();
  // Every call under way listens to it.
  setMaxListeners(0, ending.signal);
  let runner: RunnerHandle | undefined;
  let server: Server | undefined;
  let stopping: Promise<void> | undefined;
  let lastUpdate = 0;

  const shutOut = new Set<number>();
  const outbox = createOutbox({
    api: bot.api,
    side,
    say,
    sayTelegram,
    log,
    onMoved: (from, to) => move(String(from), String(to)),
    onShutOut: ({ chatId, isPrivate, title = '' }) => {
      // That one person has blocked the bot is nothing to be put right.
      if (isPrivate || shutOut.has(chatId)) return;
      shutOut.add(chatId);
      tell(sayTelegram('shut-out', { chat: title }));
    },
  });
  const moved = new Set<string>();
  const move = (from: string, to: string): void => {
    // Both groups report the move, and so may a refused send.
    if (moved.has(from)) return;
    moved.add(from);
    core.moveChat(from, to);
    log.info({ from, to }, 'group became a supergroup');
  };

  const listen = (handle: Handle): void => {
    const receive = createReceiver({
      me: bot.botInfo,
      handle,
      core,
      side,
      outbox,
      rights: createRights(side, log),
      files: { api: bot.api, apiRoot: client.apiRoot, token },
      inHand,
      sayReply,
      sayTelegram,
      log,
      move,
    });
    bot.use((context, next) => {
      lastUpdate = Math.max(lastUpdate, context.update.update_id);
      return inHand.run(next);
    });
    bot.use(sequentialize(({ update }) => turnOf(update)));
    bot.use(({ update }) => receive(update));
    bot.catch(({ error }) => log.error({ err: error }, 'update failed'));
  };

  const poll = async (): Promise<void> => {
    await bot.api.deleteWebhook();
    if (stopping) return;
    runner = run(bot, {
      runner: {
        fetch: { timeout: POLL_SECONDS, allowed_updates: UPDATES },
        retryInterval: RECONNECT_MS,
        maxRetryTime: Number.POSITIVE_INFINITY,
        silent: true,
      },
    });
    runner.task()?.catch((error: unknown) => fail(telegramFault(error)));
  };

  const finish = async (): Promise<void> => {
    const within = options.finishWithinMs ?? FINISH_WITHIN_MS;
    const closed = server && new Promise((resolve) => server?.close(resolve));
    const polling = runner?.isRunning() ? runner.stop() : undefined;
    await Promise.race([Promise.all([closed, polling]), setTimeout(within, undefined, { ref: false })]);
    const done = await inHand.finished(within);
    if (!done) log.warn({ left: inHand.count() }, 'stopped with messages in hand');
    // Tells Telegram what was taken, so that a restart is not sent it again.
    if (done && polling && lastUpdate > 0) {
      await side
        .getUpdates({ offset: lastUpdate + 1, limit: 1, timeout: 0 })
        .catch((error: unknown) => log.info({ err: error }, 'offset not confirmed'));
    }
    ending.abort();
    server?.closeAllConnections();
  };

  return {
    name: 'telegram',
    async start(handle) {
      fitApi(bot, options.pace ?? {}, log, ending.signal);
      try {
        const me = await bot.api.getMe();
        bot.botInfo = me;
        report(me);
        if (await registerMenus(bot.api, sayTelegram, me.id, core.kv)) log.info('command menus registered');
        listen(handle);
        if (!webhook) return await poll();
        server = await listenForUpdates(bot, webhook, log);
        await bot.api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: UPDATES });
      } catch (error) {
        server?.close();
        // What a stop has cut short is no fault.
        if (!stopping) throw telegramFault(error);
      }
    },
    async send(userId, reply) {
      const person = Number(userId);
      if (stopping || !bot.isInited() || !Number.isSafeInteger(person)) return false;
      const place = { chatId: person, isPrivate: true, userId: person };
      return inHand.run(() => outbox.direct(place, reply, UNASKED));
    },
    stop() {
      stopping ??= finish();
      return stopping;
    },
  };

  function report(me: UserFromGetMe): void {
    const sight = describeSight(me, sayTelegram);
    core.describeSight(sight);
    tell(sayTelegram('ready', { username: me.username, sight }));
    log.info({ bot: me.username, readsAll: me.can_read_all_group_messages }, 'telegram ready');
  }
}

/** Whose turn it is: one chat's messages are answered in their order. */
function turnOf({ message, edited_message, callback_query, inline_query }: Update): string | undefined {
  const chat = message?.chat ?? edited_message?.chat ?? callback_query?.message?.chat;
  if (chat) return String(chat.id);
  return inline_query && `inline/${inline_query.from.id}`;
}
