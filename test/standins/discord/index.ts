import { createServer } from 'node:http';
import { type APIMessage, type APIUser, ChannelType, GatewayIntentBits } from 'discord.js';
import type { StoredCommand } from './command-shape.js';
import { createFileStore } from './files.js';
import { createGateway, type Gateway, shardOf } from './gateway.js';
import { createInteractionDesk, type Interaction } from './interactions.js';
import { createPeople, type People } from './people.js';
import { createRestDesk, type Fault, type Recorded } from './rest.js';
import { createRoutes } from './routes.js';
import { type Line, messageText, transcriptText } from './transcript.js';
import {
  BOT_PERMISSIONS,
  type Channel,
  createUser,
  type Guild,
  guildPayload,
  nextId,
  type Person,
} from './world.js';

export interface StandinOptions {
  readonly token?: string;
  readonly guilds?: number;
  readonly heartbeatMs?: number;
  /** How long the vendor waits for an acknowledgement; 3 s as documented. */
  readonly ackMs?: number;
  readonly privilegedIntents?: number;
  /** What GET /gateway/bot recommends. */
  readonly shards?: number;
  readonly channelLimit?: { readonly limit: number; readonly windowMs: number };
  /** Requests, transcript lines and messages a channel that are kept. */
  readonly keep?: number;
  /** Told of every message the bot posts, by its channel. */
  readonly onPosted?: (channel: Channel) => void;
}

export interface DiscordStandin extends People {
  /** For `rest.api` of discord.js. */
  readonly api: string;
  /** Where attachments lie. */
  readonly filesOrigin: string;
  /** Names of the attachments that were asked for. */
  readonly downloads: readonly string[];
  /** From now on this person takes no private messages. */
  closeDirect(person: Person): void;
  readonly bot: APIUser;
  readonly applicationId: string;
  readonly guilds: readonly Guild[];
  readonly gateway: Gateway;
  /** Tokens, delays: may be changed while it runs. */
  readonly settings: { token: string; ackMs: number };
  readonly requests: readonly Recorded[];
  readonly notes: readonly { readonly what: string; readonly detail: unknown }[];
  /** Everybody who got a notification because of the bot. */
  readonly pings: readonly APIUser[];
  /** Channels in which the bot showed that it types, in order. */
  readonly typing: readonly Channel[];
  readonly commands: { readonly list: readonly StoredCommand[]; readonly version: number };
  script(fault: Fault): void;
  /** Requests answered with an error. */
  refusals(): readonly Recorded[];
  transcript(): string;
  /** Resolves once `done` gives something. @throws Error after `ms`, with what the stand-in saw last */
  until<T>(done: () => T | undefined | false, what: string, ms?: number): Promise<T>;
  close(): Promise<void>;
}

const READABLE = { guild: GatewayIntentBits.GuildMessages, direct: GatewayIntentBits.DirectMessages };

/** A Discord on 127.0.0.1 that refuses what the vendor refuses. */
export async function startDiscordStandin(options: StandinOptions = {}): Promise<DiscordStandin> {
  const keep = options.keep ?? 20_000;
  const settings = { token: options.token ?? 'standin.token.value', ackMs: options.ackMs ?? 3000 };
  const bot = createUser('清单通', true);
  const applicationId = bot.id;
  const guilds: Guild[] = Array.from({ length: options.guilds ?? 1 }, (_, at) => ({
    id: String((BigInt(nextId()) & ~0xff_ffffn) + (BigInt(at + 1) << 22n)),
    name: `工作群${at + 1}`,
  }));
  const channels = new Map<string, Channel>();
  const people = new Map<string, Person>();
  const closedTo = new Set<string>();
  const files = createFileStore(() => `http://127.0.0.1:${port()}`);
  const requests: Recorded[] = [];
  const lines: Line[] = [];
  const notes: { what: string; detail: unknown }[] = [];
  const pings: APIUser[] = [];
  const typing: Channel[] = [];
  const commands: { list: readonly (StoredCommand & { id: string })[]; version: number } = {
    list: [],
    version: 0,
  };
  const push = <T>(list: T[], item: T): void => {
    list.push(item);
    if (list.length > keep) list.shift();
  };
  const say = (channel: Channel, who: string, text: string): void =>
    push(lines, { channel: channel.name, who, text });

  const deliver = (name: string, channel: Channel, message: APIMessage, extra: object = {}): void => {
    gateway.dispatch(
      name,
      (intents) => {
        if ((intents & (channel.recipient ? READABLE.direct : READABLE.guild)) === 0) return undefined;
        const seen = asSeen(channel, message, intents);
        const replied = message.referenced_message;
        const where = channel.guild ? { guild_id: channel.guild.id } : {};
        const quoted = replied ? { referenced_message: asSeen(channel, replied, intents) } : {};
        return { ...seen, ...quoted, ...where, ...extra, channel_type: channel.type };
      },
      channel.guild?.id,
    );
  };
  /** https://discord.com/developers/docs/events/gateway#message-content-intent */
  const asSeen = (channel: Channel, message: APIMessage, intents = 0): APIMessage =>
    channel.recipient !== undefined ||
    message.author.id === bot.id ||
    message.mentions.some(({ id }) => id === bot.id) ||
    (intents & GatewayIntentBits.MessageContent) !== 0
      ? message
      : { ...message, content: '', embeds: [], components: [], attachments: [] };
  const keepMessage = (channel: Channel, message: APIMessage): void => {
    channel.messages.set(message.id, message);
    const oldest = channel.messages.keys().next().value;
    if (channel.messages.size > keep && oldest !== undefined) channel.messages.delete(oldest);
  };
  const publish = (channel: Channel, message: APIMessage): void => {
    keepMessage(channel, message);
    if (!message.flags) say(channel, '清单通', messageText(message));
    deliver('MESSAGE_CREATE', channel, message);
    options.onPosted?.(channel);
  };
  const changed = (channel: Channel, message: APIMessage, isFirst = false): void => {
    say(channel, isFirst ? '清单通' : '清单通（改）', messageText(message));
    deliver('MESSAGE_UPDATE', channel, message);
  };
  const addChannel = (channel: Omit<Channel, 'id' | 'botPermissions' | 'messages'>): Channel => {
    const made: Channel = { ...channel, id: nextId(), botPermissions: BOT_PERMISSIONS, messages: new Map() };
    channels.set(made.id, made);
    return made;
  };
  const openDirect = (user: APIUser): Channel =>
    [...channels.values()].find(({ recipient }) => recipient?.id === user.id) ??
    addChannel({ name: `私聊${user.global_name ?? ''}`, type: ChannelType.DM, recipient: user });

  const desk = createInteractionDesk({
    bot,
    applicationId,
    ackMs: () => settings.ackMs,
    publish,
    changed,
    whispered: (channel, message, user) => {
      const text = messageText(message);
      if (text !== '') say(channel, `清单通（只有${user.global_name ?? ''}看得到）`, text);
    },
    keep,
    files,
  });
  const rest = createRestDesk({
    token: () => settings.token,
    record: (request) => push(requests, request),
    channelLimit: options.channelLimit,
    serve: (path, response) => files.serve(path, response),
    routes: createRoutes({
      bot,
      applicationId,
      channels,
      guilds,
      people,
      desk,
      commands,
      gatewayUrl: () => `ws://127.0.0.1:${port()}/gateway`,
      shards: options.shards ?? 1,
      publish,
      changed,
      onPing: (_, users) => pings.push(...users),
      onTyping: (channel) => push(typing, channel),
      openDirect,
      files,
      closedTo,
      asSeen,
    }),
  });
  const server = createServer((request, response) => {
    rest.handle(request, response).catch((error: unknown) => {
      notes.push({ what: 'stand-in fault', detail: String(error) });
      response.writeHead(500).end();
    });
  });
  const port = (): number => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the stand-in does not listen');
    return address.port;
  };
  const gateway = createGateway({
    server,
    token: () => settings.token,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    privileged: options.privilegedIntents ?? 0,
    shardsNeeded: options.shards ?? 1,
    url: () => `ws://127.0.0.1:${port()}/gateway`,
    note: (what, detail) => push(notes, { what, detail }),
    ready: ([shard, count]) => {
      const own = guilds.filter(({ id }) => shardOf(id, count) === shard);
      return {
        data: {
          v: 10,
          user: { ...bot, email: null, flags: 0, mfa_enabled: false, verified: true },
          guilds: own.map(({ id }) => ({ id, unavailable: true })),
          application: { id: applicationId, flags: 0 },
        },
        after: own.map(
          (guild) => ['GUILD_CREATE', guildPayload(guild, [...channels.values()], bot)] as const,
        ),
      };
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    ...createPeople({
      bot,
      applicationId,
      guilds,
      people,
      commands,
      desk,
      gateway,
      addChannel,
      openDirect,
      keepMessage,
      deliver,
      say,
      files,
    }),
    filesOrigin: `http://127.0.0.1:${port()}`,
    downloads: files.downloads,
    closeDirect: ({ user }) => void closedTo.add(user.id),
    api: `http://127.0.0.1:${port()}/api`,
    bot,
    applicationId,
    guilds,
    gateway,
    settings,
    requests,
    notes,
    pings,
    typing,
    commands,
    script: (fault) => rest.script(fault),
    refusals: () => requests.filter(({ status }) => status >= 400),
    transcript: () => transcriptText(lines),
    async until(done, what, ms = 4000) {
      const end = Date.now() + ms;
      for (;;) {
        const found = done();
        if (found !== undefined && found !== false) return found;
        if (Date.now() > end) {
          const last = requests.slice(-5).map(({ method, path, status, answer }) => {
            const why = status >= 400 ? JSON.stringify(answer) : '';
            return `${method} ${path} ${status} ${why}`;
          });
          throw new Error(
            `waited ${ms} ms for ${what}\n${last.join('\n')}\n${JSON.stringify(notes.slice(-5))}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async close() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type { Channel, Interaction, Person };
