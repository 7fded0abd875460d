import type { Message } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Handle, Reply } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';
import { replyTo } from '../shared/reply-to.js';
import { type DeliverTools, deliverReply, NO_PINGS, type Post } from './deliver.js';
import { guarded } from './faults.js';
import { isSilentReply, parseMessage } from './parse.js';

/** A typing sign only where somebody would otherwise wait; it lasts ten seconds at Discord. */
const TYPING_AFTER_MS = 300;
const TYPING_AGAIN_MS = 8000;
/** A person is told only once in a while that the words of a silent reply cannot be read. */
const HINT_AGAIN_MS = 60 * 60_000;
const HINTED_MAX = 1000;

export interface MessageTools extends Omit<DeliverTools, 'onFault'> {
  readonly sayReply: Say;
  readonly handle: Handle;
  /** Told of a send that failed, and where. */
  readonly onFault: (error: unknown, channel: Message['channel']) => void;
}

/** Answers a message in its channel, as a reply to it. */
export function createMessageAnswers(
  tools: MessageTools,
): (message: Message, selfId: string) => Promise<void> {
  const hinted = new LRUCache<string, true>({ max: HINTED_MAX, ttl: HINT_AGAIN_MS });
  const hint = (message: Message): Reply | undefined => {
    if (hinted.has(message.author.id)) return undefined;
    hinted.set(message.author.id, true);
    return { blocks: [{ kind: 'text', text: tools.sayDiscord('silent-reply') }] };
  };
  return async (message, selfId) => {
    const inbound = parseMessage(message, selfId);
    if (!inbound || !message.channel.isSendable()) return;
    const stopTyping = startTyping(message, tools);
    try {
      const reply = isSilentReply(message, selfId)
        ? hint(message)
        : await replyTo(inbound, tools.handle, tools);
      if (!reply) return;
      const isAside = reply.isPrivate === true && inbound.isPrivate !== true;
      const onFault = (error: unknown): void => tools.onFault(error, message.channel);
      const post = isAside ? asidePost(message) : channelPost(message);
      await deliverReply(reply, inbound.id, post, { ...tools, onFault });
    } finally {
      stopTyping();
    }
  };
}

/**
 * In the channel, under a nonce made from the question: a repeated send, after an answer of the vendor's
 * that got lost, makes no second message.
 */
function channelPost(message: Message): Post {
  return async (body, part, isPlain) => {
    if (!message.channel.isSendable()) return;
    await message.channel.send({
      ...nativeBody(body),
      nonce: `${message.id}.${part}`,
      enforceNonce: true,
      // Without the right to read older messages a reply is refused, so the plain form is none.
      ...(isPlain ? {} : { reply: { messageReference: message, failIfNotExists: false } }),
    });
  };
}

/** To the person alone: a channel has no private answers but to commands and buttons. */
function asidePost(message: Message): Post {
  return async (body) => {
    await message.author.send(nativeBody(body));
  };
}

/** Fresh arrays: the SDK's types want them mutable. */
export const nativeBody = ({ content, embeds, components }: Parameters<Post>[0]) => ({
  content,
  embeds: [...embeds],
  components: components.map((row) => ({ ...row, components: [...row.components] })),
  allowedMentions: { parse: [...NO_PINGS.parse], repliedUser: NO_PINGS.repliedUser },
});

function startTyping({ channel, id }: Message, { log }: MessageTools): () => void {
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => {
    timer = setTimeout(show, TYPING_AGAIN_MS);
    if (!channel.isSendable()) return;
    guarded(() => channel.sendTyping()).catch((error: unknown) =>
      log.debug({ err: error, message: id }, 'typing sign not shown'),
    );
  };
  timer = setTimeout(show, TYPING_AFTER_MS);
  return () => clearTimeout(timer);
}
