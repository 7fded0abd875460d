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

type OptionName = 'matter' | 'number' | 'body' | 'category' | 'list' | 'town' | 'mode';

/** Options of each command; one marked with `!` must be filled in, and such come first. */
const OPTIONS: Readonly<Record<CommandName, readonly `${OptionName}${'' | '!'}`[]>> = {
  duty: ['matter!', 'list', 'town'],
  number: ['number!', 'list', 'town'],
  body: ['body!', 'town'],
  category: ['category!', 'town'],
  compare: ['matter', 'town'],
  lists: ['town'],
  bind: ['town'],
  unbind: [],
  mode: ['mode'],
  help: [],
  status: [],
};

/** Shown only to those who may manage the server, unless its owner decides otherwise; the core asks again. */
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
  const required = entry.endsWith('!');
  const name = optionName(entry);
  const common = { name, ...named(`option.${name}`, sayDiscord), required };
  if (name === 'number')
    return { ...common, type: ApplicationCommandOptionType.Integer as const, min_value: 1 };
  const text = { ...common, type: ApplicationCommandOptionType.String as const };
  if (name === 'list') {
    return { ...text, choices: LIST_KINDS.map((kind) => ({ name: sayReply(`list.${kind}`), value: kind })) };
  }
  if (name === 'mode') {
    return { ...text, choices: CHAT_MODES.map((mode) => ({ name: say(`mode.${mode}`), value: mode })) };
  }
  return { ...text, autocomplete: true };
}

const OPTION_NAMES: readonly OptionName[] = ['matter', 'number', 'body', 'category', 'list', 'town', 'mode'];

function optionName(entry: string): OptionName {
  const found = OPTION_NAMES.find((name) => entry.startsWith(name));
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
