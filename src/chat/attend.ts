import type { ChatMode, InboundMessage } from '../contract.js';

/** `answer` it, `listen` (answer only when sure and not too often), or leave it alone. */
export type Attention = 'answer' | 'listen' | 'ignore';

/**
 * When the bot speaks. In private always; in a group when called by a command or a button, when addressed
 * unless the chat wants commands only, and else only where the chat's keeper switched listening on.
 */
export function attend(
  message: Pick<InboundMessage, 'isPrivate' | 'addressed' | 'command' | 'pressed'>,
  mode: ChatMode,
): Attention {
  if (message.isPrivate || message.command || message.pressed !== undefined) return 'answer';
  if (mode === 'silent') return 'ignore';
  if (message.addressed) return 'answer';
  return mode === 'auto' ? 'listen' : 'ignore';
}
