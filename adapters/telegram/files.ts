import type { Api } from 'grammy';
import { GrammyError } from 'grammy';
import type { InboundFile } from '../../src/contract.js';
import { fetchBody, inboundFile, tooLarge } from '../shared/inbound-file.js';
import type { TelegramDocument } from './parse.js';

/** What a bot may send: https://core.telegram.org/bots/api#sending-files */
export const TELEGRAM_DOCUMENT_BYTES_MAX = 50 * 1024 * 1024;

export interface FileSource {
  readonly api: Api;
  /** Without a slash at its end. */
  readonly apiRoot: string;
  /** A part of every document's address. */
  readonly token: string;
}

/** A document on Telegram's server: https://core.telegram.org/bots/api#getfile */
export function telegramFile(
  { id, name, size }: TelegramDocument,
  { api, apiRoot, token }: FileSource,
): InboundFile {
  return inboundFile({
    name,
    size,
    async open(signal) {
      const path = await api.getFile(id).then(
        ({ file_path }) => file_path,
        (error: unknown) => {
          if (error instanceof GrammyError && /file is too big/i.test(error.description)) {
            throw tooLarge(undefined);
          }
          throw error;
        },
      );
      if (path === undefined) throw new Error('HTTP 404');
      return fetchBody(
        `${apiRoot}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`,
        signal,
      );
    },
  });
}
