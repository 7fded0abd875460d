import { type APIMessage, type APIUser, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import type { StandInFile } from '../multipart.js';
import { checkCommands, type StoredCommand } from './command-shape.js';
import {
  cannotMessage,
  invalidForm,
  missingAccess,
  missingPermissions,
  noHistory,
  notYourMessage,
  unknownChannel,
  unknownGuild,
  unknownMember,
  unknownMessage,
} from './faults.js';
import type { FileStore } from './files.js';
import type { InteractionDesk } from './interactions.js';
import { checkBody } from './message-shape.js';
import type { Route } from './rest.js';
import {
  type Channel,
  channelPayload,
  createMessage,
  type Guild,
  guildPayload,
  memberOf,
  nextId,
  type Person,
  pinged,
  shown,
} from './world.js';

/** How long a nonce is remembered: the vendor says "the past few minutes". */
const NONCE_MS = 3 * 60_000;

export interface RouteTools {
  readonly bot: APIUser;
  readonly applicationId: string;
  readonly channels: Map<string, Channel>;
  readonly guilds: readonly Guild[];
  readonly people: Map<string, Person>;
  readonly desk: InteractionDesk;
  readonly gatewayUrl: () => string;
  readonly shards: number;
  readonly commands: { list: readonly (StoredCommand & { id: string })[]; version: number };
  readonly publish: (channel: Channel, message: APIMessage) => void;
  readonly changed: (channel: Channel, message: APIMessage) => void;
  readonly onPing: (channel: Channel, users: readonly APIUser[]) => void;
  readonly onTyping: (channel: Channel) => void;
  readonly openDirect: (user: APIUser) => Channel;
  readonly files: FileStore;
  /** Ids of people who take no private messages. */
  readonly closedTo: ReadonlySet<string>;
  /** A message without what the bot may not see. */
  readonly asSeen: (channel: Channel, message: APIMessage) => APIMessage;
}

/** The REST routes that discord.js uses here; anything else is 404 and noted by the stand-in. */
export function createRoutes(tools: RouteTools): readonly Route[] {
  const { bot, applicationId, desk } = tools;
  const nonces = new Map<string, { message: APIMessage; at: number }>();

  const channelOf = (id: string | undefined): Channel => {
    const channel = tools.channels.get(id ?? '');
    if (!channel) throw unknownChannel();
    if (!channel.recipient && (channel.botPermissions & PermissionFlagsBits.ViewChannel) === 0n) {
      throw missingAccess();
    }
    return channel;
  };
  const need = (channel: Channel, permission: bigint): void => {
    if (!channel.recipient && (channel.botPermissions & permission) === 0n) throw missingPermissions();
  };
  const ownMessage = (channel: Channel, id: string | undefined): APIMessage => {
    const message = channel.messages.get(id ?? '');
    if (!message) throw unknownMessage();
    return message;
  };

  const post = (channel: Channel, body: unknown, files: readonly StandInFile[]): APIMessage => {
    const asked = checkBody('channel', body, files);
    if (channel.recipient && tools.closedTo.has(channel.recipient.id)) throw cannotMessage();
    need(
      channel,
      channel.parent ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
    );
    if (asked.embeds?.length) need(channel, PermissionFlagsBits.EmbedLinks);
    if (files.length > 0) need(channel, PermissionFlagsBits.AttachFiles);
    const reference = asked.message_reference;
    const replyTo = reference && channel.messages.get(reference.message_id);
    if (reference) {
      if (!channel.recipient && (channel.botPermissions & PermissionFlagsBits.ReadMessageHistory) === 0n) {
        throw noHistory();
      }
      if (!replyTo && reference.fail_if_not_exists !== false) {
        throw invalidForm(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
      }
    }
    const nonce =
      asked.enforce_nonce && asked.nonce !== undefined ? `${channel.id}:${asked.nonce}` : undefined;
    const before = nonce === undefined ? undefined : nonces.get(nonce);
    if (before && Date.now() - before.at < NONCE_MS) return before.message;
    const users = [...tools.people.values()].map(({ user }) => user);
    const reached = pinged(asked, users, replyTo);
    if (reached.length > 0) tools.onPing(channel, reached);
    const message = createMessage({
      channel,
      author: bot,
      body: asked,
      mentions: reached,
      replyTo,
      applicationId,
      attachments: files.map((file, at) => tools.files.keep(file, asked.attachments?.[at])),
    });
    if (nonce !== undefined) {
      nonces.set(nonce, { message, at: Date.now() });
      const oldest = [...nonces.keys()][0];
      if (nonces.size > 5000 && oldest !== undefined) nonces.delete(oldest);
    }
    tools.publish(channel, message);
    return message;
  };

  const edit = (channel: Channel, id: string | undefined, body: unknown): APIMessage => {
    const message = ownMessage(channel, id);
    if (message.author.id !== bot.id) throw notYourMessage();
    const asked = checkBody('edit', body);
    const reached = pinged(
      asked,
      [...tools.people.values()].map(({ user }) => user),
    );
    if (reached.length > 0) tools.onPing(channel, reached);
    if (asked.content !== undefined) message.content = asked.content ?? '';
    if (asked.embeds !== undefined) message.embeds = JSON.parse(JSON.stringify(asked.embeds ?? []));
    if (asked.components !== undefined) message.components = shown(asked.components);
    message.edited_timestamp = new Date().toISOString();
    tools.changed(channel, message);
    return message;
  };

  const application = () => ({ id: applicationId, name: 'qingdan', description: '', flags: 0, bot });
  const guildOf = (id: string | undefined): Guild => {
    const guild = tools.guilds.find((one) => one.id === id);
    if (!guild) throw unknownGuild();
    return guild;
  };
  const route = (method: string, path: RegExp, handle: Route['handle'], open = false): Route => ({
    method,
    path,
    handle,
    open,
  });

  return [
    route('GET', /^\/gateway\/bot$/, () => ({
      url: tools.gatewayUrl(),
      shards: tools.shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 },
    })),
    route('GET', /^\/users\/@me$/, () => bot),
    route('POST', /^\/users\/@me\/channels$/, (_, body) => {
      const { recipient_id: id } = z.strictObject({ recipient_id: z.string() }).parse(body);
      const person = tools.people.get(id);
      if (!person) throw unknownMember();
      return channelPayload(tools.openDirect(person.user));
    }),
    route('GET', /^\/applications\/@me$/, application),
    route('GET', /^\/oauth2\/applications\/@me$/, application),
    route('GET', /^\/applications\/(\d+)\/commands$/, () => tools.commands.list),
    route('PUT', /^\/applications\/(\d+)\/commands$/, (_, body) => {
      tools.commands.version += 1;
      tools.commands.list = checkCommands(body).map((command) => ({ ...command, id: nextId() }));
      return tools.commands.list.map((command) => ({
        default_member_permissions: null,
        description: '',
        ...command,
        type: command.type ?? 1,
        application_id: applicationId,
        version: nextId(),
      }));
    }),
    route('GET', /^\/channels\/(\d+)$/, ([id]) => channelPayload(channelOf(id))),
    route('POST', /^\/channels\/(\d+)\/typing$/, ([id]) => {
      const channel = channelOf(id);
      need(channel, PermissionFlagsBits.SendMessages);
      tools.onTyping(channel);
    }),
    route('POST', /^\/channels\/(\d+)\/messages$/, ([id], body, files) => post(channelOf(id), body, files)),
    route('GET', /^\/channels\/(\d+)\/messages\/(\d+)$/, ([id, at]) => {
      const channel = channelOf(id);
      need(channel, PermissionFlagsBits.ReadMessageHistory);
      return tools.asSeen(channel, ownMessage(channel, at));
    }),
    route('PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, ([id, at], body) => edit(channelOf(id), at, body)),
    route('DELETE', /^\/channels\/(\d+)\/messages\/(\d+)$/, ([id, at]) => {
      const channel = channelOf(id);
      channel.messages.delete(ownMessage(channel, at).id);
    }),
    route('GET', /^\/guilds\/(\d+)$/, ([id]) => guildPayload(guildOf(id), [...tools.channels.values()], bot)),
    route('GET', /^\/guilds\/(\d+)\/members\/(\d+)$/, ([id, who]) => {
      guildOf(id);
      const person = who === bot.id ? { user: bot } : tools.people.get(who ?? '');
      if (!person) throw unknownMember();
      return { ...memberOf(), user: person.user };
    }),
    route(
      'POST',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      ([id = '', token = ''], body) => desk.callback(id, token, body),
      true,
    ),
    route(
      'POST',
      /^\/webhooks\/\d+\/([^/]+)$/,
      ([token = ''], body, files) => desk.followUp(token, body, files),
      true,
    ),
    route(
      'GET',
      /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
      ([token = '', id = '']) => desk.find(token, id),
      true,
    ),
    route(
      'PATCH',
      /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
      ([token = '', id = ''], body, files) => desk.edit(token, id, body, files),
      true,
    ),
    route(
      'DELETE',
      /^\/webhooks\/\d+\/([^/]+)\/messages\/([^/]+)$/,
      ([token = '', id = '']) => desk.remove(token, id),
      true,
    ),
  ];
}
