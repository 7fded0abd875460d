import type { InboundMessage } from '../../src/contract.js';

/** A typed line as a message; nothing for an empty line. Whoever sits at the terminal keeps the process. */
export function parseLine(
  line: string,
  count: number,
  at: number,
  town?: string,
): InboundMessage | undefined {
  const text = line.trim();
  if (text === '') return undefined;
  const message = {
    // The time too: after a restart the count begins anew, and no id may come twice.
    id: `${at.toString(36)}-${count}`,
    platform: 'console',
    chatId: 'console',
    userId: 'console',
    text,
    at,
    isPrivate: true,
    addressed: true,
    mayAdminister: true,
  };
  return town === undefined ? message : { ...message, town };
}
