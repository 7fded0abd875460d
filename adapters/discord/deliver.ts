import type { Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import { sendOrPlain } from '../shared/send.js';
import type { ComponentRow } from './components.js';
import { guarded, isRefusedMessage } from './faults.js';
import { type RenderSay, renderPlain, renderReply } from './render.js';

/** What every send and edit carries: nobody is ever notified; an edit without it would be parsed anew. */
export const NO_PINGS = { parse: [], repliedUser: false } as const;

/** The body of one native message. */
export interface DiscordBody {
  readonly content: string;
  readonly embeds: readonly object[];
  readonly components: readonly ComponentRow[];
  readonly allowedMentions: typeof NO_PINGS;
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

/**
 * Sends an answer, message by message in order; each refused one is sent once more in plain form. Stops at
 * the first that does not get through. Gives whether all did.
 */
export async function deliverReply(
  reply: Reply,
  messageId: string,
  post: Post,
  tools: DeliverTools,
): Promise<boolean> {
  const noted = async <T>(request: () => Promise<T>): Promise<T> => {
    try {
      return await guarded(request);
    } catch (error) {
      tools.onFault?.(error);
      throw error;
    }
  };
  for (const [at, message] of renderReply(reply, tools).entries()) {
    const { content, embeds, components, blocks } = message;
    const sent = await sendOrPlain({
      send: async () => {
        const body = { content, embeds, components, allowedMentions: NO_PINGS };
        await noted(() => post(body, String(at), false));
        return true;
      },
      plain: async () => {
        for (const [piece, words] of renderPlain(blocks).entries()) {
          const body = { content: words, embeds: [], components: [], allowedMentions: NO_PINGS };
          await noted(() => post(body, `${at}.${piece}`, true));
        }
        return true;
      },
      isRefusal: isRefusedMessage,
      log: tools.log,
      messageId,
    });
    if (sent !== true) return false;
  }
  return true;
}
