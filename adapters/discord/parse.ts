import {
  ApplicationCommandOptionType,
  type Attachment,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Message,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
  type User,
} from 'discord.js';
import { COMMANDS, type InboundMessage, type SuggestQuery } from '../../src/contract.js';
import { SELECT_ID_PREFIX } from './components.js';

export type Press = ButtonInteraction | StringSelectMenuInteraction;
export type Call = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

const PLATFORM = 'discord';
/** Mentions of people, roles and channels, custom emoji, time stamps. */
const NATIVE_WORDS = /<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>/g;

/**
 * A message as the core sees it; nothing for the bot's own, other bots', webhooks' and the system's
 * messages, and for group talk whose words Discord keeps from the bot.
 * @param selfId the bot's user id
 */
export function parseMessage(message: Message, selfId: string): InboundMessage | undefined {
  const { author, mentions } = message;
  if (author.bot || message.webhookId !== null || message.system) return undefined;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined;
  const isPrivate = message.guildId === null;
  const botRole = message.guild?.members.me?.roles.botRole;
  const addressed =
    isPrivate ||
    mentions.users.has(selfId) ||
    mentions.repliedUser?.id === selfId ||
    (botRole !== undefined && botRole !== null && mentions.roles.has(botRole.id));
  const text = message.content
    .replace(NATIVE_WORDS, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
  if (!addressed && text === '') return undefined;
  const mayAdminister =
    isPrivate || message.member?.permissions.has(PermissionFlagsBits.ManageGuild) === true;
  return {
    id: message.id,
    ...chatOf(message),
    userId: author.id,
    text,
    at: message.createdTimestamp,
    isPrivate,
    addressed,
    ...(mayAdminister ? { mayAdminister } : {}),
    ...(isColleague(mentions.repliedUser) ? { quotedUserId: mentions.repliedUser.id } : {}),
  };
}

const isColleague = (user: User | null): user is User => user !== null && !user.bot;

/** Whether the message replies to another one than the bot's: what that one brought is meant too. */
export const repliesToPeople = ({ type, mentions }: Message): boolean =>
  type === MessageType.Reply && isColleague(mentions.repliedUser);

/** A reply to the bot with the notification switched off: Discord then keeps the words from the bot. */
export function isSilentReply(message: Message, selfId: string): boolean {
  return (
    message.guildId !== null &&
    message.content === '' &&
    message.mentions.repliedUser?.id === selfId &&
    !message.mentions.users.has(selfId)
  );
}

/** A slash command, or the context menu on a colleague's message, whose words are then the question. */
export function parseCall(interaction: Call): InboundMessage | undefined {
  if (interaction.isMessageContextMenuCommand()) {
    const text = interaction.targetMessage.content.replace(NATIVE_WORDS, ' ').trim();
    return { ...interactionFacts(interaction), text, isWhispered: interaction.inGuild() };
  }
  const name = COMMANDS.find((command) => command === interaction.commandName);
  if (name === undefined) return undefined;
  const options = Object.fromEntries(
    interaction.options.data.flatMap((option) =>
      option.value === undefined || option.value === null || option.type === ATTACHMENT
        ? []
        : [[option.name, String(option.value).trim()]],
    ),
  );
  return {
    ...interactionFacts(interaction),
    text: '',
    command: { name, options },
    isWhispered: interaction.inGuild(),
  };
}

const ATTACHMENT = ApplicationCommandOptionType.Attachment;

/** What was attached to a command. */
export const attachedTo = (interaction: Call): Attachment[] =>
  interaction.options.data.flatMap(({ attachment }) => attachment ?? []);

/** A pressed button, or the chosen line of a menu. */
export function parsePress(interaction: Press): InboundMessage | undefined {
  const token = interaction.isStringSelectMenu() ? interaction.values[0] : interaction.customId;
  if (token === undefined || token.startsWith(SELECT_ID_PREFIX)) return undefined;
  return { ...interactionFacts(interaction), text: '', pressed: token, isWhispered: isWhisper(interaction) };
}

/** Whether the message with the button is one that only this person sees. */
export function isWhisper({ message }: Press): boolean {
  const flags = typeof message.flags === 'number' ? message.flags : message.flags?.bitfield;
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

const SUGGEST_KINDS = {
  matter: 'duty',
  item: 'duty',
  town: 'town',
  body: 'body',
  category: 'category',
} as const;

/** What somebody is typing into an option. */
export function parseSuggest(interaction: AutocompleteInteraction): SuggestQuery | undefined {
  const focused = interaction.options.getFocused(true);
  const kind = Object.entries(SUGGEST_KINDS).find(([name]) => name === focused.name)?.[1];
  if (kind === undefined) return undefined;
  const { chatId, outerChatIds } = chatOf(interaction);
  const town = focused.name === 'town' ? null : interaction.options.getString('town');
  return {
    chatId,
    userId: interaction.user.id,
    text: focused.value.trim(),
    kind,
    ...(outerChatIds ? { outerChatIds } : {}),
    ...(town ? { town } : {}),
  };
}

function interactionFacts(interaction: Call | Press) {
  const isPrivate = interaction.guildId === null;
  const mayAdminister =
    isPrivate || interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  return {
    id: interaction.id,
    ...chatOf(interaction),
    userId: interaction.user.id,
    at: interaction.createdTimestamp,
    isPrivate,
    addressed: true,
    ...(mayAdminister ? { mayAdminister } : {}),
  };
}

/** A thread is a part of its channel, a channel a part of its server: the nearest binding holds. */
function chatOf({ channel, channelId, guildId }: Message | Call | Press | AutocompleteInteraction) {
  const parentId = channel?.isThread() ? channel.parentId : null;
  const outer = [parentId, guildId].filter((id) => id !== null);
  return {
    platform: PLATFORM,
    chatId: channelId ?? '',
    ...(outer.length === 0 ? {} : { outerChatIds: outer }),
  };
}
