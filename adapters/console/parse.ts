import type { InboundMessage } from '../../src/contract.js';

/** A typed line as a message; nothing for an empty line. */
export function parseLine(
  line: string,
  count: number,
  at: number,
  town?: string,
): InboundMessage | undefined {
  const text = line.trim();
  if (text === '') return undefined;
  const message = { id: String(count), platform: 'console', chatId: 'console', userId: 'console', text, at };
  return town === undefined ? message : { ...message, town };
}
