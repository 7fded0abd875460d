import {
  type APIAttachment,
  type APIMessage,
  type APIUser,
  ChannelType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { StandInFile } from '../multipart.js';
import type { StoredCommand } from './command-shape.js';
import type { FileFacts, FileStore } from './files.js';
import type { Gateway } from './gateway.js';
import { filledOptions, type Interaction, type InteractionDesk } from './interactions.js';
import {
  type Channel,
  channelPayload,
  createMessage,
  createUser,
  type Guild,
  managerRole,
  memberOf,
  type Person,
} from './world.js';

type Given = Readonly<Record<string, string | number | boolean>>;

/** What people do at their phones; every event is shaped as the vendor documents it. */
export interface People {
  person(name: string, rights?: { readonly manager?: boolean; readonly bot?: boolean }): Person;
  channel(name: string, guild?: Guild): Channel;
  thread(name: string, parent: Channel): Channel;
  direct(person: Person): Channel;
  /** `@清单通` as typed text. */
  readonly mention: string;
  /** Sends a message; `silent` replies do not notify the one replied to. */
  say(
    channel: Channel,
    person: Person,
    text: string,
    more?: {
      readonly replyTo?: APIMessage;
      readonly silent?: boolean;
      readonly attachments?: readonly APIAttachment[];
    },
  ): APIMessage;
  /** Uploads a document, to be sent with a message or a command. */
  upload(file: StandInFile, facts?: FileFacts): APIAttachment;
  /** Delivers a message once more, as a resumed session does. */
  repeat(channel: Channel, message: APIMessage, person: Person): void;
  /** @param more what the ids in `given` stand for */
  command(
    channel: Channel,
    person: Person,
    name: string,
    given?: Given,
    more?: { readonly attachments?: readonly APIAttachment[]; readonly users?: readonly Person[] },
  ): Interaction;
  autocomplete(channel: Channel, person: Person, name: string, given: Given, focused: string): Interaction;
  /** Uses a command of a message's context menu, by its default name. */
  menu(channel: Channel, person: Person, name: string, target: APIMessage): Interaction;
  /** Presses the button with this label. */
  press(channel: Channel, person: Person, message: APIMessage, label: string): Interaction;
  /** Picks the first option of a select menu whose label contains these words. */
  pick(channel: Channel, person: Person, message: APIMessage, label: string): Interaction;
}

interface PeopleTools {
  readonly bot: APIUser;
  readonly applicationId: string;
  readonly guilds: readonly Guild[];
  readonly people: Map<string, Person>;
  readonly commands: { readonly list: readonly (StoredCommand & { readonly id: string })[] };
  readonly desk: InteractionDesk;
  readonly gateway: Gateway;
  readonly addChannel: (channel: Omit<Channel, 'id' | 'botPermissions' | 'messages'>) => Channel;
  readonly openDirect: (user: APIUser) => Channel;
  readonly files: FileStore;
  readonly keepMessage: (channel: Channel, message: APIMessage) => void;
  readonly deliver: (name: string, channel: Channel, message: APIMessage, extra?: object) => void;
  readonly say: (channel: Channel, who: string, text: string) => void;
}

const nameOf = ({ user }: Person): string => user.global_name ?? user.username;

export function createPeople(tools: PeopleTools): People {
  const { bot, gateway, desk } = tools;
  const announce = (name: string, channel: Channel): Channel => {
    gateway.dispatch(name, () => channelPayload(channel), channel.guild?.id);
    return channel;
  };
  const rolesOf = ({ permissions }: Person, guild: Guild): string[] =>
    (permissions & PermissionFlagsBits.ManageGuild) === 0n ? [] : [managerRole(guild)];
  const author = (channel: Channel, person: Person) =>
    channel.guild ? { member: memberOf(rolesOf(person, channel.guild)) } : {};

  /** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object */
  const send = (
    type: InteractionType,
    channel: Channel,
    person: Person,
    data: Readonly<Record<string, unknown>>,
    source?: APIMessage,
  ): Interaction => {
    const kind =
      type === InteractionType.MessageComponent
        ? 'component'
        : type === InteractionType.ApplicationCommand
          ? 'command'
          : 'autocomplete';
    const interaction = desk.open({ kind, channel, user: person.user, ...(source ? { source } : {}) });
    const { guild } = channel;
    gateway.dispatch(
      'INTERACTION_CREATE',
      () => ({
        id: interaction.id,
        application_id: tools.applicationId,
        type,
        token: interaction.token,
        version: 1,
        data,
        channel: channelPayload(channel),
        channel_id: channel.id,
        locale: 'zh-CN',
        app_permissions: String(channel.botPermissions),
        entitlements: [],
        attachment_size_limit: 10_485_760,
        authorizing_integration_owners: guild ? { '0': guild.id } : { '0': '0' },
        context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
        ...(source ? { message: source } : {}),
        ...(guild
          ? {
              guild_id: guild.id,
              guild: { id: guild.id, locale: 'zh-CN', features: [] },
              guild_locale: 'zh-CN',
              member: {
                ...memberOf(rolesOf(person, guild)),
                user: person.user,
                permissions: String(person.permissions),
              },
            }
          : { user: person.user }),
      }),
      guild?.id,
    );
    return interaction;
  };
  const commandOf = (name: string, type: number): StoredCommand & { readonly id: string } => {
    const found = tools.commands.list.find((one) => one.name === name && (one.type ?? 1) === type);
    if (!found) throw new Error(`no registered command ${name}`);
    return found;
  };
  const partsOf = (message: APIMessage) =>
    (message.components ?? []).flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));

  return {
    mention: `<@${bot.id}>`,
    person(name, { manager = false, bot: isBot = false } = {}) {
      const own = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
      const person = {
        user: createUser(name, isBot),
        permissions: manager ? own | PermissionFlagsBits.ManageGuild : own,
      };
      tools.people.set(person.user.id, person);
      return person;
    },
    channel(name, guild = tools.guilds[0]) {
      if (!guild) throw new Error('the stand-in has no guild');
      return announce('CHANNEL_CREATE', tools.addChannel({ name, guild, type: ChannelType.GuildText }));
    },
    thread(name, parent) {
      if (!parent.guild) throw new Error('a thread needs a guild channel');
      const type = ChannelType.PublicThread;
      return announce('THREAD_CREATE', tools.addChannel({ name, guild: parent.guild, parent, type }));
    },
    direct: (person) => tools.openDirect(person.user),
    upload: (file, facts) => tools.files.keep(file, facts),
    say(channel, person, text, { replyTo, silent = false, attachments = [] } = {}) {
      const named = [...text.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id);
      const everybody = [bot, ...[...tools.people.values()].map(({ user }) => user)];
      const mentions = everybody.filter(
        ({ id }) => named.includes(id) || (!silent && replyTo?.author.id === id),
      );
      const message = createMessage({
        channel,
        author: person.user,
        body: { content: text },
        mentions,
        replyTo,
        attachments,
      });
      tools.keepMessage(channel, message);
      const brought = attachments.map(({ filename, title }) => `〔文件：${title ?? filename}〕`);
      const shown = [text.replaceAll(`<@${bot.id}>`, '@清单通'), ...brought].filter((one) => one !== '');
      tools.say(channel, nameOf(person), shown.join('\n'));
      tools.deliver('MESSAGE_CREATE', channel, message, author(channel, person));
      return message;
    },
    repeat: (channel, message, person) =>
      tools.deliver('MESSAGE_CREATE', channel, message, author(channel, person)),
    command(channel, person, name, given = {}, { attachments = [], users = [] } = {}) {
      const command = commandOf(name, 1);
      const needed = BigInt(command.default_member_permissions ?? 0);
      if (channel.guild && (person.permissions & needed) !== needed) throw new Error(`/${name} is hidden`);
      const shown = Object.entries(given).map(([key, value]) => ` ${key}:${String(value)}`);
      tools.say(channel, nameOf(person), `/${name}${shown.join('')}`);
      const options = filledOptions(command, given);
      return send(InteractionType.ApplicationCommand, channel, person, {
        id: command.id,
        name,
        type: 1,
        options,
        resolved: {
          attachments: Object.fromEntries(attachments.map((one) => [one.id, one])),
          users: Object.fromEntries(users.map(({ user }) => [user.id, user])),
        },
      });
    },
    autocomplete(channel, person, name, given, focused) {
      const command = commandOf(name, 1);
      const options = filledOptions(command, given, focused);
      const type = InteractionType.ApplicationCommandAutocomplete;
      return send(type, channel, person, { id: command.id, name, type: 1, options });
    },
    menu(channel, person, name, target) {
      const command = commandOf(name, 3);
      tools.say(channel, nameOf(person), `（在一条消息上点“${name}”）`);
      return send(InteractionType.ApplicationCommand, channel, person, {
        id: command.id,
        name,
        type: 3,
        target_id: target.id,
        resolved: { messages: { [target.id]: target } },
      });
    },
    press(channel, person, message, label) {
      const button = partsOf(message).find(
        (part) => part.type === ComponentType.Button && 'label' in part && part.label === label,
      );
      if (!button || !('custom_id' in button) || ('disabled' in button && button.disabled)) {
        throw new Error(`no button ${label} on the message`);
      }
      tools.say(channel, nameOf(person), `（按〔${label}〕）`);
      const data = { component_type: ComponentType.Button, custom_id: button.custom_id, id: button.id };
      return send(InteractionType.MessageComponent, channel, person, data, message);
    },
    pick(channel, person, message, label) {
      for (const part of partsOf(message)) {
        if (part.type !== ComponentType.StringSelect) continue;
        const option = part.options.find((one) => one.label.includes(label));
        if (!option) continue;
        tools.say(channel, nameOf(person), `（选〔${option.label}〕）`);
        const data = {
          component_type: ComponentType.StringSelect,
          custom_id: part.custom_id,
          id: part.id,
          values: [option.value],
        };
        return send(InteractionType.MessageComponent, channel, person, data, message);
      }
      throw new Error(`no option ${label} in a menu of the message`);
    },
  };
}
