import { type APIMessage, type APIUser, ApplicationCommandOptionType, MessageFlags } from 'discord.js';
import type { StandInFile } from '../multipart.js';
import { checkCallback, type StoredCommand } from './command-shape.js';
import {
  alreadyAcknowledged,
  invalidForm,
  invalidWebhookToken,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from './faults.js';
import type { FileStore } from './files.js';
import { checkBody, type InteractionBody } from './message-shape.js';
import { type Channel, createMessage, isEphemeral, nextId, shown } from './world.js';

/** How long a token works: https://discord.com/developers/docs/interactions/receiving-and-responding */
const TOKEN_LIFETIME_MS = 15 * 60_000;
const COMPONENTS_KINDS = new Set([6, 7]);

export interface Suggested {
  readonly name: string;
  readonly value: string | number;
}

/** One use of a command, button or option, and everything the bot did with it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: 'command' | 'autocomplete' | 'component';
  readonly channel: Channel;
  readonly user: APIUser;
  readonly createdAt: number;
  /** The message whose component was used. */
  readonly source?: APIMessage;
  /** Callback type, once acknowledged. */
  acknowledged?: number;
  acknowledgedAfterMs?: number;
  /** The first answer; of a deferred component, the message it stood on. */
  original?: APIMessage | undefined;
  /** Every message the bot made for it, in order, private ones too. */
  readonly answers: APIMessage[];
  choices?: readonly Suggested[];
}

export interface InteractionDesk {
  open(facts: Pick<Interaction, 'kind' | 'channel' | 'user'> & { source?: APIMessage }): Interaction;
  callback(id: string, token: string, body: unknown): void;
  followUp(token: string, body: unknown, files: readonly StandInFile[]): APIMessage;
  find(token: string, messageId: string): APIMessage;
  edit(token: string, messageId: string, body: unknown, files: readonly StandInFile[]): APIMessage;
  remove(token: string, messageId: string): void;
}

interface DeskOptions {
  readonly bot: APIUser;
  readonly applicationId: string;
  readonly ackMs: () => number;
  /** A message that everybody in the channel sees. */
  readonly publish: (channel: Channel, message: APIMessage) => void;
  readonly changed: (channel: Channel, message: APIMessage, isFirst: boolean) => void;
  /** A message that only one person sees. */
  readonly whispered: (channel: Channel, message: APIMessage, user: APIUser) => void;
  readonly keep: number;
  readonly files: FileStore;
}

/** Callbacks and follow-ups, with the vendor's rules on order, time and visibility. */
export function createInteractionDesk(options: DeskOptions): InteractionDesk {
  const open = new Map<string, Interaction>();

  const alive = (token: string): Interaction => {
    const interaction = open.get(token);
    if (!interaction?.acknowledged) throw unknownWebhook();
    if (Date.now() - interaction.createdAt > TOKEN_LIFETIME_MS) throw invalidWebhookToken();
    return interaction;
  };
  const answer = (
    interaction: Interaction,
    body: InteractionBody,
    files: readonly StandInFile[] = [],
  ): APIMessage => {
    const message = createMessage({
      channel: interaction.channel,
      author: options.bot,
      body: { ...body, nonce: undefined },
      mentions: [],
      applicationId: options.applicationId,
      attachments: files.map((file, at) => options.files.keep(file, body.attachments?.[at])),
    });
    interaction.answers.push(message);
    if (!isEphemeral(message)) options.publish(interaction.channel, message);
    else options.whispered(interaction.channel, message, interaction.user);
    return message;
  };
  const fill = (
    interaction: Interaction,
    message: APIMessage,
    body: InteractionBody,
    files: readonly StandInFile[] = [],
  ): APIMessage => {
    if (body.attachments) {
      message.attachments = files.map((file, at) => options.files.keep(file, body.attachments?.[at]));
    }
    if (body.content !== undefined) message.content = body.content ?? '';
    if (body.embeds !== undefined) message.embeds = JSON.parse(JSON.stringify(body.embeds ?? []));
    if (body.components !== undefined) message.components = shown(body.components);
    const waited = ((message.flags ?? 0) & MessageFlags.Loading) !== 0;
    if (waited) message.flags = (message.flags ?? 0) & ~MessageFlags.Loading;
    else message.edited_timestamp = new Date().toISOString();
    if (!isEphemeral(message)) options.changed(interaction.channel, message, waited);
    else options.whispered(interaction.channel, message, interaction.user);
    return message;
  };
  const messageOf = (interaction: Interaction, id: string): APIMessage => {
    const found =
      id === '@original' ? interaction.original : interaction.answers.find((message) => message.id === id);
    if (!found) throw unknownMessage();
    return found;
  };

  return {
    open(facts) {
      const token = `interaction-token-${nextId()}`;
      const interaction: Interaction = { ...facts, id: nextId(), token, createdAt: Date.now(), answers: [] };
      open.set(token, interaction);
      if (open.size > options.keep) open.delete([...open.keys()][0] ?? '');
      return interaction;
    },
    callback(id, token, body) {
      const asked = checkCallback(body);
      const interaction = open.get(token);
      if (!interaction || interaction.id !== id) throw unknownInteraction();
      if (interaction.acknowledged !== undefined) throw alreadyAcknowledged();
      const waited = Date.now() - interaction.createdAt;
      if (waited > options.ackMs()) throw unknownInteraction();
      const suits =
        interaction.kind === 'autocomplete'
          ? asked.type === 8
          : asked.type !== 8 && (interaction.kind === 'component' || !COMPONENTS_KINDS.has(asked.type));
      if (!suits) throw invalidForm(['type'], 'INTERACTION_TYPE_INVALID', 'Invalid callback type');
      const data = asked.type === 4 || asked.type === 7 ? checkBody('interaction', asked.data) : undefined;
      interaction.acknowledged = asked.type;
      interaction.acknowledgedAfterMs = waited;
      if (asked.type === 8) interaction.choices = asked.data.choices;
      if (asked.type === 6) interaction.original = interaction.source;
      if (asked.type === 4 && data) interaction.original = answer(interaction, data);
      if (asked.type === 7 && data && interaction.source) {
        interaction.original = fill(interaction, interaction.source, data);
      }
      if (asked.type === 5) {
        interaction.original = answer(interaction, {
          flags: (asked.data?.flags ?? 0) | MessageFlags.Loading,
        });
      }
    },
    followUp(token, body, files) {
      const interaction = alive(token);
      return answer(interaction, checkBody('interaction', body, files), files);
    },
    find: (token, id) => messageOf(alive(token), id),
    edit(token, id, body, files) {
      const interaction = alive(token);
      return fill(interaction, messageOf(interaction, id), checkBody('edit', body, files), files);
    },
    remove(token, id) {
      const interaction = alive(token);
      const message = messageOf(interaction, id);
      interaction.answers.splice(interaction.answers.indexOf(message), 1);
      interaction.channel.messages.delete(message.id);
      if (interaction.original === message) interaction.original = undefined;
    },
  };
}

const BOT_ONLY_TYPES: Readonly<Record<number, (value: unknown) => boolean>> = {
  [ApplicationCommandOptionType.String]: (value) => typeof value === 'string',
  [ApplicationCommandOptionType.Integer]: (value) => typeof value === 'number' && Number.isInteger(value),
  [ApplicationCommandOptionType.Boolean]: (value) => typeof value === 'boolean',
  [ApplicationCommandOptionType.Number]: (value) => typeof value === 'number',
  // A person or a document is sent by its id, which the event resolves.
  [ApplicationCommandOptionType.User]: (value) => typeof value === 'string' && /^\d+$/.test(value),
  [ApplicationCommandOptionType.Attachment]: (value) => typeof value === 'string' && /^\d+$/.test(value),
};

/**
 * The options a person filled in, checked against the registered command as the vendor's client does.
 * @throws Error when nobody could have sent this
 */
export function filledOptions(
  command: StoredCommand,
  given: Readonly<Record<string, string | number | boolean>>,
  focused?: string,
) {
  const known = 'options' in command ? (command.options ?? []) : [];
  for (const { name, required } of known) {
    if (required && given[name] === undefined && focused === undefined) {
      throw new Error(`/${command.name}: the option ${name} is required`);
    }
  }
  return Object.entries(given).map(([name, value]) => {
    const option = known.find((one) => one.name === name);
    if (!option) throw new Error(`/${command.name} has no option ${name}`);
    if (focused !== name && !BOT_ONLY_TYPES[option.type]?.(value)) {
      throw new Error(`/${command.name} ${name}: wrong type`);
    }
    if (option.choices && !option.choices.some((choice) => choice.value === value)) {
      throw new Error(`/${command.name} ${name}: ${String(value)} is not a choice`);
    }
    if (focused === name && !option.autocomplete) throw new Error(`${name} has no autocomplete`);
    return { type: option.type, name, value, ...(focused === name ? { focused: true } : {}) };
  });
}
