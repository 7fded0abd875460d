import type { Client, Message } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Handle, InboundFile, Reply } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';
import { createProgress, type ProgressPort } from '../shared/progress.js';
import { replyTo } from '../shared/reply-to.js';
import {
  type DeliverTools,
  type DiscordBody,
  deliverReply,
  firstBody,
  NO_PINGS,
  type Post,
} from './deliver.js';
import { guarded } from './faults.js';
import { documentOf, nativeFile } from './files.js';
import { isSilentReply, parseMessage, repliesToPeople } from './parse.js';

/** A typing sign only where somebody would otherwise wait; it lasts ten seconds at Discord. */
const TYPING_AFTER_MS = 300;
const TYPING_AGAIN_MS = 8000;
/** A person is told only once in a while that the words of a silent reply cannot be read. */
const HINT_AGAIN_MS = 60 * 60_000;
const HINTED_MAX = 1000;

export interface MessageTools extends Omit<DeliverTools, 'onFault'> {
  readonly sayReply: Say;
  readonly handle: Handle;
  /** Attachments are fetched from there too. */
  readonly filesOrigin: string | undefined;
  /** Told of a send that failed, and where. */
  readonly onFault: (error: unknown, channel: Message['channel']) => void;
}

/** @param letNext called where the answer takes long, so that others in the channel need not wait for it */
export type AnswerMessage = (message: Message, selfId: string, letNext: () => void) => Promise<void>;

/** Answers a message in its channel, as a reply to it. */
export function createMessageAnswers(tools: MessageTools): AnswerMessage {
  const hinted = new LRUCache<string, true>({ max: HINTED_MAX, ttl: HINT_AGAIN_MS });
  const hint = (message: Message): Reply | undefined => {
    if (hinted.has(message.author.id)) return undefined;
    hinted.set(message.author.id, true);
    return { blocks: [{ kind: 'text', text: tools.sayDiscord('silent-reply') }] };
  };
  return async (message, selfId, letNext) => {
    const parsed = parseMessage(message, selfId);
    if (!parsed || !message.channel.isSendable()) return;
    const progress = createProgress(progressPort(message, tools, letNext), tools.log, message.id);
    const stopTyping = startTyping(message, tools);
    try {
      const file = parsed.addressed ? await fileOf(message, tools) : undefined;
      const inbound = { ...parsed, ...(file ? { file } : {}), report: progress.report };
      const reply = isSilentReply(message, selfId)
        ? hint(message)
        : await replyTo(inbound, tools.handle, tools);
      await progress.close();
      if (reply) await say(reply, message, tools);
    } finally {
      stopTyping();
      await progress.remove();
    }
  };
}

/** What the message brought, or else the one it replies to. */
async function fileOf(
  message: Message,
  { filesOrigin, log }: MessageTools,
): Promise<InboundFile | undefined> {
  const own = documentOf(message.attachments.values(), filesOrigin);
  if (own || !repliesToPeople(message)) return own;
  try {
    const replied = await guarded(() => message.fetchReference());
    return documentOf(replied.attachments.values(), filesOrigin);
  } catch (error) {
    log.info({ err: error, message: message.id }, 'the message replied to cannot be read');
    return undefined;
  }
}

const isAside = (reply: Reply, { guildId }: Message): boolean =>
  guildId !== null && (reply.isPrivate === true || reply.isSecret === true);

async function say(reply: Reply, message: Message, tools: MessageTools): Promise<void> {
  const { channel, id } = message;
  const own = { ...tools, onFault: (error: unknown): void => tools.onFault(error, channel) };
  const aside = isAside(reply, message);
  const isSent = await deliverReply(reply, id, aside ? asidePost(message) : channelPost(message), own);
  if (!aside || !reply.isSecret) return;
  const text = tools.sayDiscord(isSent ? 'secret.sent' : 'secret.closed');
  await deliverReply({ blocks: [{ kind: 'text', text }] }, id, channelPost(message), own);
}

/** Reports stand under the question until the answer is there. */
function progressPort(message: Message, tools: MessageTools, letNext: () => void): ProgressPort<Message> {
  return {
    onFirst: letNext,
    show: (reply, shown) =>
      guarded(async () => {
        const body = nativeBody(firstBody(reply, tools));
        if (shown) return shown.edit(body);
        if (isAside(reply, message)) return message.author.send(body);
        if (!message.channel.isSendable()) throw new Error('the channel is gone');
        const to = { messageReference: message, failIfNotExists: false };
        return message.channel.send({ ...body, reply: to });
      }),
    remove: (shown) => guarded(() => shown.delete()),
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

/** To somebody who has asked nothing. */
export function directPost({ users }: Client, userId: string): Post {
  return async (body) => {
    await users.send(userId, nativeBody(body));
  };
}

/** Fresh arrays: the SDK's types want them mutable. */
export const nativeBody = ({ content, embeds, components, files }: DiscordBody) => ({
  content,
  embeds: [...embeds],
  components: components.map((row) => ({ ...row, components: [...row.components] })),
  allowedMentions: { parse: [...NO_PINGS.parse], repliedUser: NO_PINGS.repliedUser },
  // An edit without this keeps the documents that are there.
  ...(files.length === 0 ? {} : { files: files.map(nativeFile) }),
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
