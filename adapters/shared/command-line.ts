import { COMMANDS, type Command, type CommandName } from '../../src/contract.js';

/** Where people have one line of words after a command, it is the option named here (see `Command`). */
const FIRST_OPTION: Readonly<Partial<Record<CommandName, string>>> = {
  duty: 'matter',
  number: 'number',
  body: 'body',
  category: 'category',
  compare: 'matter',
  lists: 'town',
  bind: 'town',
  mode: 'mode',
  import: 'town',
  publish: 'edition',
  discard: 'edition',
  editions: 'town',
  rollback: 'town',
  keeper: 'line',
  audit: 'count',
  unanswered: 'town',
  phrasing: 'action',
  note: 'line',
  digest: 'switch',
};

/** `duty` and the words after it as a command; nothing when there is no such command. */
export function commandOf(name: string, words: string): Command | undefined {
  const known = COMMANDS.find((command) => command === name.toLowerCase());
  if (known === undefined) return undefined;
  const option = FIRST_OPTION[known];
  return { name: known, options: option && words !== '' ? { [option]: words } : {} };
}
