import { createHash } from 'node:crypto';
import type { Api } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
import { COMMANDS, type CommandName, KEEPING_COMMANDS, type PlatformPorts } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';

/** Not for everyday use in a group; a keeper of a list who is no administrator there types them. */
export const KEEPER_COMMANDS: ReadonlySet<CommandName> = new Set([
  'bind',
  'unbind',
  'mode',
  'status',
  ...KEEPING_COMMANDS,
]);
const KEY = 'commands';

interface Menu {
  readonly scope: BotCommandScope;
  readonly commands: readonly BotCommand[];
}

/**
 * The menus by who sees them. Telegram allows only a–z, 0–9 and _ in a name; the descriptions are Chinese.
 * https://core.telegram.org/bots/api#botcommand
 * @param say sentences of prompts/telegram.json
 */
export function menus(say: Say): Menu[] {
  const all = COMMANDS.map((command) => ({ command, description: say(`command.${command}`) }));
  const everyday = all.filter(({ command }) => !KEEPER_COMMANDS.has(command));
  return [
    { scope: { type: 'all_private_chats' }, commands: all },
    { scope: { type: 'all_group_chats' }, commands: everyday },
    { scope: { type: 'all_chat_administrators' }, commands: all },
  ];
}

/** Registers the menus when they are not the ones registered last. */
export async function registerMenus(
  api: Api,
  say: Say,
  botId: number,
  kv: PlatformPorts['kv'],
): Promise<boolean> {
  const wanted = menus(say);
  const hash = createHash('sha256')
    .update(JSON.stringify([botId, wanted]))
    .digest('hex');
  if (kv.get(KEY) === hash) return false;
  for (const { scope, commands } of wanted) await api.setMyCommands(commands, { scope });
  kv.set(KEY, hash);
  return true;
}
