import {
  Client,
  type ClientOptions,
  GatewayIntentBits,
  OAuth2Scopes,
  Options,
  Partials,
  PermissionFlagsBits,
  type PermissionsString,
} from 'discord.js';
import { NO_PINGS } from './deliver.js';

/** What the bot needs in a channel; the invite link asks for exactly these. */
export const PERMISSIONS_NEEDED = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
] as const satisfies readonly PermissionsString[];

/** Room for people in the SDK's caches: nothing here reads them, so memory stays flat. */
const CACHED_PEOPLE_MAX = 200;

/** Where the vendor is, for tests; everything else is fixed. */
export interface ClientSettings {
  readonly rest?: ClientOptions['rest'];
  readonly ws?: ClientOptions['ws'];
  /** Attachments are fetched from there too. */
  readonly filesOrigin?: string;
}

/** A client with no privileged intent and small caches, in one or several shards of this process. */
export function createClient(shards: number | 'auto', settings: ClientSettings = {}): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // A direct conversation is not announced before its first message.
    partials: [Partials.Channel],
    allowedMentions: { parse: [...NO_PINGS.parse], repliedUser: NO_PINGS.repliedUser },
    failIfNotExists: false,
    // Always given: the SDK would otherwise read the variable SHARDS itself, as JSON.
    ...(shards === 'auto'
      ? { shards: 'auto' as const }
      : { shards: Array.from({ length: shards }, (_, at) => at), shardCount: shards }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      UserManager: { maxSize: CACHED_PEOPLE_MAX, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: {
        maxSize: CACHED_PEOPLE_MAX,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
    }),
    ...(settings.rest ? { rest: settings.rest } : {}),
    ...(settings.ws ? { ws: settings.ws } : {}),
  });
}

/** The link with which a server's owner lets the bot in. */
export function inviteLink(client: Client): string {
  return client.generateInvite({
    scopes: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands],
    permissions: PERMISSIONS_NEEDED.map((name) => PermissionFlagsBits[name]),
  });
}
