import { type Measure, splitReply } from '../../src/answer/split.js';
import type { Action, Block, Choice, Reply } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';

/** Room kept for the line that numbers a part: （接上条 12/13） and its line end. */
const NUMBER_LINE_MAX = 20;

/**
 * A reply as messages no longer than `limit`, in order; of several, each after the first says which one it
 * is. Choices keep their words; buttons stand apart (see `buttonsOf`) and belong to the last message.
 * @param say sentences of prompts/chat.json
 */
export function splitParts(
  reply: Reply,
  limit: number,
  measure: Measure,
  say: Say,
): readonly (readonly Block[])[] {
  const words = { ...reply, blocks: reply.blocks.filter(({ kind }) => kind !== 'actions') };
  const whole = splitReply(words, limit, measure);
  if (whole.length <= 1) return whole.map(({ blocks }) => blocks);
  const parts = splitReply(words, limit - NUMBER_LINE_MAX, measure);
  return parts.map(({ blocks }, at) =>
    at === 0
      ? blocks
      : [{ kind: 'text', text: say('part', { part: at + 1, parts: parts.length }) }, ...blocks],
  );
}

/** Everything of a reply that can be pressed. */
export interface Buttons {
  /** Candidates, one button each. */
  readonly choices: readonly Choice[];
  readonly actions: readonly Action[];
}

export function buttonsOf(reply: Reply): Buttons {
  return {
    choices: reply.blocks.flatMap((block) => (block.kind === 'choices' ? block.choices : [])),
    actions: reply.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : [])),
  };
}
