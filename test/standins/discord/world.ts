import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUser,
  type ChannelType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
} from 'discord.js';
import type { ChannelBody } from './message-shape.js';

/** Ids as the vendor makes them: milliseconds since 2015 in the upper bits, so that they grow with time. */
const EPOCH = 1_420_070_400_000n;
let lastId = 0n;
export function nextId(): string {
  const wanted = (BigInt(Date.now()) - EPOCH) << 22n;
  lastId = wanted > lastId ? wanted : lastId + 1n;
  return String(lastId);
}

export const BOT_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory;

export interface Person {
  readonly user: APIUser;
  /** What the person may do in every guild. */
  readonly permissions: bigint;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType.GuildText | ChannelType.DM | ChannelType.PublicThread;
  readonly guild?: Guild;
  readonly parent?: Channel;
  /** The other side of a direct conversation. */
  readonly recipient?: APIUser;
  /** What the bot may do here; tests take rights away. */
  botPermissions: bigint;
  readonly messages: Map<string, APIMessage>;
}

export function createUser(name: string, bot = false): APIUser {
  const id = nextId();
  return {
    id,
    username: bot ? name : `user${id.slice(-6)}`,
    discriminator: '0',
    global_name: name,
    avatar: null,
    bot,
  };
}

/** The role whose members may manage the server. */
export const managerRole = (guild: Guild): string => String(BigInt(guild.id) + 1n);

const role = (id: string, name: string, permissions: bigint) => ({
  id,
  name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position: 0,
  permissions: String(permissions),
  managed: false,
  mentionable: false,
  flags: 0,
});

export const memberOf = (roles: readonly string[] = []) => ({
  avatar: null,
  banner: null,
  communication_disabled_until: null,
  deaf: false,
  flags: 0,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  mute: false,
  nick: null,
  pending: false,
  premium_since: null,
  roles: [...roles],
});

/** A guild channel, thread or direct conversation as the API shows it. */
export function channelPayload(channel: Channel) {
  const base = { id: channel.id, type: channel.type, last_message_id: null, flags: 0 };
  if (channel.recipient) return { ...base, recipients: [channel.recipient] };
  const placed = { ...base, name: channel.name, guild_id: channel.guild?.id };
  if (channel.parent) {
    return {
      ...placed,
      parent_id: channel.parent.id,
      owner_id: channel.parent.id,
      message_count: 0,
      member_count: 1,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: false,
        auto_archive_duration: 1440,
        archive_timestamp: '2026-01-01T00:00:00.000000+00:00',
        locked: false,
      },
    };
  }
  return { ...placed, position: 0, permission_overwrites: [], nsfw: false, topic: null, parent_id: null };
}

/** GUILD_CREATE: https://discord.com/developers/docs/events/gateway-events#guild-create */
export function guildPayload(guild: Guild, channels: readonly Channel[], bot: APIUser) {
  const own = channels.filter((channel) => channel.guild === guild);
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.id,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [
      role(guild.id, '@everyone', BOT_PERMISSIONS),
      role(managerRole(guild), '管理', PermissionFlagsBits.ManageGuild),
    ],
    emojis: [],
    features: [],
    mfa_level: 0,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: 'zh-CN',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    stickers: [],
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: 10,
    voice_states: [],
    members: [{ ...memberOf(), user: bot }],
    channels: own.filter(({ parent }) => !parent).map(channelPayload),
    threads: own.filter(({ parent }) => parent).map(channelPayload),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

interface MessageParts {
  readonly channel: Channel;
  readonly author: APIUser;
  readonly body: Partial<ChannelBody>;
  readonly mentions: readonly APIUser[];
  readonly replyTo?: APIMessage | undefined;
  readonly applicationId?: string;
  readonly type?: MessageType;
  readonly attachments?: readonly APIAttachment[];
}

/** https://discord.com/developers/docs/resources/message#message-object */
export function createMessage(parts: MessageParts): APIMessage {
  const { channel, author, body, mentions, replyTo, applicationId } = parts;
  const message: APIMessage = {
    id: nextId(),
    channel_id: channel.id,
    author,
    content: body.content ?? '',
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [...mentions],
    mention_roles: [],
    attachments: [...(parts.attachments ?? [])],
    embeds: (body.embeds ?? []).map(
      (embed): APIEmbed => JSON.parse(JSON.stringify({ ...embed, type: 'rich' })),
    ),
    components: shown(body.components),
    pinned: false,
    type: parts.type ?? (replyTo ? MessageType.Reply : MessageType.Default),
    flags: body.flags ?? 0,
  };
  if (body.nonce !== undefined) message.nonce = body.nonce;
  if (applicationId) message.application_id = applicationId;
  if (replyTo) {
    message.message_reference = {
      type: MessageReferenceType.Default,
      channel_id: channel.id,
      message_id: replyTo.id,
      ...(channel.guild ? { guild_id: channel.guild.id } : {}),
    };
    message.referenced_message = replyTo;
  }
  return message;
}

/** Components come back from the vendor with their numeric ids. */
export function shown(rows: ChannelBody['components']): APIMessageTopLevelComponent[] {
  let id = 0;
  const numbered = (rows ?? []).map((row) => {
    id += 1;
    return { ...row, id, components: row.components.map((part) => ({ ...part, id: ++id })) };
  });
  return JSON.parse(JSON.stringify(numbered));
}

export const isEphemeral = (message: APIMessage): boolean =>
  ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** Who is notified by a body: everybody named, unless `allowed_mentions` says otherwise. */
export function pinged(
  body: Partial<ChannelBody>,
  people: readonly APIUser[],
  replyTo?: APIMessage,
): APIUser[] {
  const allowed = body.allowed_mentions;
  const named = [...(body.content ?? '').matchAll(/<@!?(\d+)>/g)].map(([, id]) => id);
  const may = (id: string): boolean =>
    !allowed || (allowed.parse ?? []).includes('users') || (allowed.users ?? []).includes(id);
  const replied = replyTo && (allowed ? allowed.replied_user === true : true) ? [replyTo.author.id] : [];
  return people.filter(({ id }) => (named.includes(id) && may(id)) || replied.includes(id));
}
