import type { OutboundFile, Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import { sendOrPlain } from '../shared/send.js';
import type { ComponentRow } from './components.js';
import { escapeWords } from './escape.js';
import { guarded, isClosedDirect, isRefusedFile, isRefusedMessage } from './faults.js';
import { packFiles } from './files.js';
import { DISCORD_FILES_BYTES_MAX } from './limits.js';
import { type DiscordMessage, type RenderSay, renderPlain, renderReply } from './render.js';

/** What every send and edit carries: nobody is ever notified; an edit without it would be parsed anew. */
export const NO_PINGS = { parse: [], repliedUser: false } as const;

/** The body of one native message. */
export interface DiscordBody {
  readonly content: string;
  readonly embeds: readonly object[];
  readonly components: readonly ComponentRow[];
  readonly allowedMentions: typeof NO_PINGS;
  readonly files: readonly OutboundFile[];
}

/**
 * Sends one message of an answer.
 * @param part which one of the answer, the same for a repeated try; short, of digits and dots
 * @param isPlain the rich form was refused: nothing but the words
 */
export type Post = (body: DiscordBody, part: string, isPlain: boolean) => Promise<unknown>;

export interface DeliverTools extends RenderSay {
  readonly log: Logger;
  /** Told of a send that failed for good. */
  readonly onFault?: (error: unknown) => void;
}

/** One message and the documents that go with it. */
interface Part extends DiscordMessage {
  readonly files: readonly OutboundFile[];
}

/** What a message says besides its documents. */
const wordsAlone = ({ content, embeds, components }: DiscordMessage): DiscordBody => ({
  content,
  embeds,
  components,
  allowedMentions: NO_PINGS,
  files: [],
});

/** The first message of a reply, for showing how far the work has come. */
export function firstBody(reply: Reply, say: RenderSay): DiscordBody {
  const [first] = renderReply(reply, say);
  return wordsAlone(first ?? NOTHING);
}

const NOTHING: DiscordMessage = { content: '', embeds: [], components: [], blocks: [] };

/** Documents go with the last message; what does not fit there follows in messages of its own. */
function partsOf(reply: Reply, batches: readonly (readonly OutboundFile[])[], say: RenderSay): Part[] {
  const messages = renderReply(reply, say);
  const shown = messages.length === 0 && batches.length > 0 ? [NOTHING] : messages;
  const [first = [], ...rest] = batches;
  return [
    ...shown.map((message, at) => ({ ...message, files: at === shown.length - 1 ? first : [] })),
    ...rest.map((files) => ({ ...NOTHING, files })),
  ];
}

/**
 * Sends an answer, message by message in order; each refused one is sent once more in plain form. Stops at
 * the first that does not get through. A document that is refused is left out, and that is said. Gives
 * whether all words got through.
 */
export async function deliverReply(
  reply: Reply,
  messageId: string,
  post: Post,
  tools: DeliverTools,
): Promise<boolean> {
  const { say, sayDiscord, log } = tools;
  const noted = async <T>(request: () => Promise<T>): Promise<T> => {
    try {
      return await guarded(request);
    } catch (error) {
      tools.onFault?.(error);
      throw error;
    }
  };
  const { batches, tooLarge } = packFiles(reply.files ?? []);
  const limit = DISCORD_FILES_BYTES_MAX / 1024 / 1024;
  const unsent = tooLarge.map(({ name }) => sayDiscord('file.too-large', { name, limit }));

  const sendRich = async (part: Part, at: number): Promise<true> => {
    const words = wordsAlone(part);
    const { files } = part;
    if (files.length > 0) {
      try {
        await noted(() => post({ ...words, files }, String(at), false));
        return true;
      } catch (error) {
        if (!isRefusedFile(error)) throw error;
        log.warn({ err: error, message: messageId }, 'documents refused, sending the words alone');
        unsent.push(...files.map(({ name }) => sayDiscord('file.unsent', { name })));
        if (part.blocks.length === 0 && part.components.length === 0) return true;
      }
    }
    await noted(() => post(words, String(at), false));
    return true;
  };
  const sendPlain = async ({ blocks }: Part, at: number): Promise<true> => {
    for (const [piece, content] of renderPlain(blocks).entries()) {
      await noted(() => post(wordsAlone({ ...NOTHING, content }), `${at}.${piece}`, true));
    }
    return true;
  };
  const parts = partsOf(reply, batches, { say, sayDiscord });
  for (const [at, part] of parts.entries()) {
    const sent = await sendOrPlain({
      send: () => sendRich(part, at),
      plain: () => sendPlain(part, at),
      isRefusal: isRefusedMessage,
      isUsual: isClosedDirect,
      log,
      messageId,
    });
    if (sent !== true) return false;
  }
  if (unsent.length > 0) {
    const content = escapeWords(unsent.join('\n'));
    await sendOrPlain({
      send: () => noted(() => post(wordsAlone({ ...NOTHING, content }), 'f', false)),
      plain: () => noted(() => post(wordsAlone({ ...NOTHING, content }), 'f.0', true)),
      isRefusal: isRefusedMessage,
      log,
      messageId,
    });
  }
  return true;
}
