import { plainText } from '../../src/answer/plain.js';
import type { Block, Reply } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';
import { pressableOf } from './offered.js';

/**
 * A reply as terminal text, its buttons as words to be typed; control characters that came with a document
 * or a question are dropped.
 * @param say sentences of prompts/console.json
 */
export function renderReply(reply: Reply, say: Say): string {
  const pressable = pressableOf(reply);
  const blocks = reply.blocks.flatMap((block): Block[] =>
    block.kind === 'actions'
      ? [{ ...block, actions: block.actions.filter((action) => !pressable.includes(action)) }]
      : [block],
  );
  const buttons =
    pressable.length === 0 ? [] : [say('press', { labels: pressable.map(labelOf).join(' / ') })];
  const words = [plainText({ ...reply, blocks }), ...buttons].filter((part) => part !== '').join('\n');
  return words.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '');
}

const labelOf = ({ label }: { readonly label: string }): string => label;
