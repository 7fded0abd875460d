import { parseReference } from '../answer/reference.js';
import {
  type ActionRole,
  type Command,
  type CommandName,
  KEEPING_COMMANDS,
  type KeepingCommandName,
} from '../contract.js';
import { LIST_KINDS, type ListKind, type Township } from '../duty.js';
import { normalise, normaliseQuestion } from '../search/normalise.js';
import type { Say } from '../wording.js';
import type { ChatDesk } from './desk.js';

/** A command as the question it stands for. */
export interface CommandQuery {
  readonly text: string;
  /** The list the matter is looked for in. */
  readonly list?: ListKind;
  /** What is found is to be compared with the other towns. */
  readonly compares?: boolean;
  /** Of a pressed button: what it was for. */
  readonly role?: ActionRole;
}

/** Nothing usable was given: the key of a sentence in prompts/chat.json and its parameters. */
export interface CommandFault {
  readonly fault: string;
  readonly params: Readonly<Record<string, string>>;
}

const KEEPING: ReadonlySet<string> = new Set(KEEPING_COMMANDS);

/** Whether a command is of those who keep a list. */
export const isKeeping = (name: CommandName): name is KeepingCommandName => KEEPING.has(name);

export type AskingCommand = Extract<
  Command['name'],
  'duty' | 'number' | 'body' | 'category' | 'compare' | 'lists'
>;

/** Reads a command that asks something; `town` is where it will be asked, when that is known yet. */
export function readAsking(
  name: AskingCommand,
  options: Command['options'],
  town: Township | undefined,
  desk: ChatDesk,
): CommandQuery | CommandFault {
  const { say, sayChat } = desk;
  const option = (key: string): string => options[key]?.trim() ?? '';
  const missing = (): CommandFault => ({
    fault: 'option.missing',
    params: { example: sayChat(`option.${name}`) },
  });
  const list = readList(option('list'), say);
  switch (name) {
    case 'lists':
      return { text: list ? say(`list.${list}`) : sayChat('command.lists') };
    case 'compare': {
      const matter = option('matter');
      return matter === '' ? { text: sayChat('command.compare.last') } : { text: matter, compares: true };
    }
    case 'duty': {
      const matter = option('matter');
      return matter === '' ? missing() : { text: matter, ...(list ? { list } : {}) };
    }
    case 'number':
      return option('number') === '' ? missing() : readNumber(option('number'), list, say, sayChat);
    case 'body':
      return option('body') === '' ? missing() : { text: sayChat('command.body', { body: option('body') }) };
    case 'category': {
      const asked = option('category');
      if (asked === '') return missing();
      return { text: sayChat('command.category', { category: wholeCategory(asked, town, desk) }) };
    }
  }
}

function readNumber(
  given: string,
  list: ListKind | undefined,
  say: Say,
  sayChat: Say,
): CommandQuery | CommandFault {
  const bare = /^[\d零〇一二三四五六七八九十百两]{1,5}$/.test(normalise(given));
  const text = !bare
    ? given
    : list
      ? say('command.item', { short: say(`list.short.${list}`), number: given })
      : sayChat('command.number', { number: given });
  return parseReference(normaliseQuestion(text))
    ? { text }
    : { fault: 'number.bad', params: { number: given } };
}

/** basic, 基本, 基本履职事项清单 */
export function readList(given: string, say: Say): ListKind | undefined {
  return LIST_KINDS.find(
    (list) => given === list || (given !== '' && given.startsWith(say(`list.short.${list}`))),
  );
}

/** The category that was begun: 民生 → 民生服务. */
function wholeCategory(given: string, town: Township | undefined, { towns }: ChatDesk): string {
  const wanted = normalise(given);
  const duties = (town && towns.index(town.id)?.duties) ?? [];
  return duties.find(({ duty }) => duty.category.includes(wanted))?.duty.category ?? given;
}
