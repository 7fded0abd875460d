import type { Action, Block, Choice, Reply } from '../contract.js';
import type { StoredAction } from '../store/chat-types.js';
import type { Say } from '../wording.js';
import type { Planned } from './buttons.js';

/** A reply and what its buttons are for, in the order in which they stand. */
export interface Outcome {
  readonly reply: Reply;
  readonly planned: readonly Planned[];
}

/** One sentence without buttons. */
export const sentence = (text: string, isPrivate = false): Outcome => ({
  reply: { blocks: [{ kind: 'text', text }], ...(isPrivate ? { isPrivate } : {}) },
  planned: [],
});

/** Something to be chosen that ends a command. */
export interface CommandChoice {
  readonly label: string;
  readonly detail: string;
  readonly command: NonNullable<StoredAction['command']>;
}

/** A headline and one choice for each way a command can end. */
export function chooseCommand(headline: string, choices: readonly CommandChoice[]): Outcome {
  const planned = choices.map(({ label, command }): Planned => {
    const action: Action & { role: 'choose' } = { label, text: label, role: 'choose' };
    return { action, stored: { role: 'choose', text: label, command } };
  });
  const block: Block = {
    kind: 'choices',
    choices: planned.map(
      ({ action }, at): Choice => ({
        number: at + 1,
        label: action.label,
        detail: choices[at]?.detail ?? '',
        action,
      }),
    ),
  };
  return { reply: { blocks: [{ kind: 'headline', text: headline }, block] }, planned };
}

/** Towns that are offered at once; the others are named by typing. Below the 25 options of a Discord menu. */
export const TOWNS_OFFERED_MAX = 20;

/** A reply that offers no more choices than people look through, and says how many are left out. */
export function limitChoices(reply: Reply, sayChat: Say): Reply {
  const blocks = reply.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'choices' || block.choices.length <= TOWNS_OFFERED_MAX) return [block];
    const count = block.choices.length - TOWNS_OFFERED_MAX;
    return [
      { ...block, choices: block.choices.slice(0, TOWNS_OFFERED_MAX) },
      { kind: 'text', text: sayChat('towns.more', { count }) },
    ];
  });
  return { ...reply, blocks };
}
