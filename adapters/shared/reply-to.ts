import type { Handle, InboundMessage, Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';

/**
 * The core's reply; where the core breaks, it is logged with the message's id and the person is told so,
 * but never a group that had not asked.
 * @param sayReply sentences of prompts/reply.json
 */
export async function replyTo(
  message: InboundMessage,
  handle: Handle,
  { sayReply, log }: { readonly sayReply: Say; readonly log: Logger },
): Promise<Reply | undefined> {
  try {
    return await handle(message);
  } catch (error) {
    log.error({ err: error, message: message.id }, 'message failed');
    const asked = message.isPrivate || message.addressed || message.command || message.pressed;
    if (!asked) return undefined;
    return { blocks: [{ kind: 'text', text: sayReply('fault') }], isPrivate: true };
  }
}
