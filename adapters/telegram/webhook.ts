import { createServer, type Server } from 'node:http';
import { type Bot, webhookCallback } from 'grammy';
import { BotError, systemCode } from '../../src/errors.js';
import type { Logger } from '../../src/log.js';

/** An update is a few kilobytes. */
const BODY_BYTES_MAX = 1024 * 1024;
/** Telegram is answered by then, however long the answer in the chat still takes. */
const ACKNOWLEDGE_WITHIN_MS = 2000;

export interface WebhookOptions {
  /** The public address; its path is the one listened on. */
  readonly url: string;
  /** Comes with every delivery: https://core.telegram.org/bots/api#setwebhook */
  readonly secret: string;
  /** 0 takes any free one. */
  readonly port: number;
}

/**
 * Listens for deliveries behind a reverse proxy that does TLS.
 * @throws BotError when the port cannot be had
 */
export async function listenForUpdates(bot: Bot, options: WebhookOptions, log: Logger): Promise<Server> {
  const { pathname } = new URL(options.url);
  const receive = webhookCallback(bot, 'http', {
    secretToken: options.secret,
    onTimeout: 'return',
    timeoutMilliseconds: ACKNOWLEDGE_WITHIN_MS,
  });
  const server = createServer((request, response) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (request.method !== 'POST' || request.url !== pathname) return void response.writeHead(404).end();
    if (!(length <= BODY_BYTES_MAX) || request.headers['content-length'] === undefined) {
      return void response.writeHead(413, { connection: 'close' }).end();
    }
    receive(request, response).catch((error: unknown) => {
      log.warn({ err: error }, 'delivery not readable');
      if (!response.headersSent) response.writeHead(400).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const detail = `TELEGRAM_WEBHOOK_PORT ${options.port} ${systemCode(cause)}`;
      reject(new BotError('platform-failed', { platform: 'Telegram', detail }, { cause }));
    });
    server.listen(options.port, resolve);
  });
  return server;
}
