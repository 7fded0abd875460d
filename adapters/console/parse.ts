import type { Command, InboundFile, InboundMessage } from '../../src/contract.js';
import { commandOf } from '../shared/command-line.js';
import { diskFile, splitPath } from './file.js';
import { NOTHING_OFFERED, type Offered, pressedBy } from './offered.js';

/** `/duty 高龄津贴`; a path as /home/li/清单.docx is none. */
const COMMAND_LINE = /^\/([a-z]+)(?:\s+(.*))?$/i;

export interface LineFacts {
  /** Which line of this run it is. */
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Buttons that can be pressed by typing them. */
  readonly offered?: Offered;
}

/** A typed line as a message; nothing for an empty line. Whoever sits at the terminal keeps the process. */
export function parseLine(line: string, facts: LineFacts): InboundMessage | undefined {
  const { count, at, offered = NOTHING_OFFERED } = facts;
  const text = line.trim();
  if (text === '') return undefined;
  const pressed = pressedBy(text, offered);
  return {
    // The time too: after a restart the count begins anew, and no id may come twice.
    id: `${at.toString(36)}-${count}`,
    platform: 'console',
    chatId: 'console',
    userId: 'console',
    at,
    isPrivate: true,
    addressed: true,
    mayAdminister: true,
    ...(pressed?.token === undefined ? readWords(text) : { text: pressed.text, pressed: pressed.token }),
  };
}

function readWords(line: string): { text: string; command?: Command; file?: InboundFile } {
  const [, name, rest = ''] = COMMAND_LINE.exec(line) ?? [];
  if (name === undefined) return { text: line };
  const words = rest.trim();
  if (name.toLowerCase() !== 'import' || words === '') {
    // One that is not known is answered with those that are.
    return { text: words, command: commandOf(name, words) ?? { name: 'help', options: {} } };
  }
  const { path, rest: town } = splitPath(words);
  const command: Command = { name: 'import', options: town === '' ? {} : { town } };
  return { text: town, command, file: diskFile(path) };
}
