import { createHash } from 'node:crypto';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { CHAT_MODES, COMMANDS, type CommandName } from '../../src/contract.js';
import { LIST_KINDS } from '../../src/duty.js';
import type { Say } from '../../src/wording.js';

const OPTION_NAMES = [
  'matter',
  'number',
  'body',
  'category',
  'list',
  'town',
  'mode',
  'where',
  'file',
  'edition',
  'confirm',
  'keeping',
  'person',
  'count',
  'phrasing',
  'id',
  'item',
  'office',
  'contact',
  'remark',
  'switch',
] as const;
type OptionName = (typeof OPTION_NAMES)[number];

/**
 * Options of each command; one marked with `!` must be filled in, and such come first. `keeping` and
 * `phrasing` are the `action` of their commands, each with choices of its own.
 */
const OPTIONS: Readonly<Record<CommandName, readonly `${OptionName}${'' | '!'}`[]>> = {
  duty: ['matter!', 'list', 'town'],
  number: ['number!', 'list', 'town'],
  body: ['body!', 'town'],
  category: ['category!', 'town'],
  compare: ['matter', 'town'],
  lists: ['town'],
  bind: ['town', 'where'],
  unbind: [],
  mode: ['mode'],
  help: [],
  status: [],
  import: ['file!', 'town'],
  publish: ['edition', 'confirm'],
  discard: ['edition'],
  editions: ['town'],
  rollback: ['town', 'edition'],
  reload: [],
  backup: [],
  keeper: ['keeping', 'person', 'town'],
  audit: ['count'],
  unanswered: ['town'],
  phrasing: ['phrasing', 'id', 'town'],
  note: ['item', 'office', 'contact', 'remark', 'town'],
  digest: ['switch', 'town'],
};

/**
 * Shown only to those who may manage the server, unless its owner decides otherwise; the core asks again.
 * The commands for keeping a list are shown to everybody: a keeper need not be an administrator, and nobody
 * else can be told apart here.
 */
const FOR_KEEPERS: ReadonlySet<CommandName> = new Set(['bind', 'unbind', 'mode', 'status']);

export interface CommandSay {
  /** Sentences of prompts/discord.json. */
  readonly sayDiscord: Say;
  /** Sentences of prompts/chat.json. */
  readonly say: Say;
  /** Sentences of prompts/reply.json. */
  readonly sayReply: Say;
}

/**
 * Everything to be registered: a command each, with Chinese names for Chinese clients, and the entry
 * 这事归谁管 in the menu of a message.
 */
export function commandPayloads(wording: CommandSay): RESTPutAPIApplicationCommandsJSONBody {
  const { sayDiscord } = wording;
  const placed = {
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
  return [
    ...COMMANDS.map((name) => ({
      ...placed,
      type: ApplicationCommandType.ChatInput as const,
      name,
      ...named(`command.${name}`, sayDiscord),
      options: OPTIONS[name].map((entry) => optionPayload(entry, wording)),
      ...(FOR_KEEPERS.has(name)
        ? { default_member_permissions: String(PermissionFlagsBits.ManageGuild) }
        : {}),
    })),
    { ...placed, type: ApplicationCommandType.Message, name: sayDiscord('menu') },
  ];
}

/** Changes whenever anything to be registered does. */
export function commandsHash(payloads: RESTPutAPIApplicationCommandsJSONBody): string {
  return createHash('sha256').update(JSON.stringify(payloads)).digest('hex');
}

function optionPayload(entry: `${OptionName}${'' | '!'}`, { sayDiscord, say, sayReply }: CommandSay) {
  const key = optionName(entry);
  const name = key === 'keeping' || key === 'phrasing' ? 'action' : key;
  const common = { name, ...named(`option.${key}`, sayDiscord), required: entry.endsWith('!') };
  const text = { ...common, type: ApplicationCommandOptionType.String as const };
  const choosing = (values: readonly string[]) => ({
    ...text,
    choices: values.map((value) => ({ name: sayDiscord(`option.${key}.${value}`), value })),
  });
  switch (key) {
    case 'number':
    case 'count':
      return { ...common, type: ApplicationCommandOptionType.Integer as const, min_value: 1 };
    case 'file':
      return { ...common, type: ApplicationCommandOptionType.Attachment as const };
    case 'person':
      return { ...common, type: ApplicationCommandOptionType.User as const };
    case 'list':
      return {
        ...text,
        choices: LIST_KINDS.map((kind) => ({ name: sayReply(`list.${kind}`), value: kind })),
      };
    case 'mode':
      return { ...text, choices: CHAT_MODES.map((mode) => ({ name: say(`mode.${mode}`), value: mode })) };
    case 'where':
      return choosing(['chat', 'server']);
    case 'keeping':
      return choosing(['add', 'remove', 'list']);
    case 'phrasing':
      return choosing(['list', 'accept', 'withdraw']);
    case 'switch':
      return choosing(['on', 'off']);
    case 'edition':
    case 'confirm':
    case 'id':
    case 'office':
    case 'contact':
    case 'remark':
      return text;
    default:
      return { ...text, autocomplete: true };
  }
}

function optionName(entry: string): OptionName {
  const found = OPTION_NAMES.find((name) => entry.replace('!', '') === name);
  if (found === undefined) throw new Error(`no option ${entry}`);
  return found;
}

/** Clients in every script of Chinese see the Chinese name; the default is what a payload carries. */
function named(key: string, say: Say) {
  const name = say(`${key}.name`);
  const description = say(`${key}.description`);
  return {
    description,
    name_localizations: { 'zh-CN': name, 'zh-TW': name },
    description_localizations: { 'zh-CN': description, 'zh-TW': description },
  };
}
