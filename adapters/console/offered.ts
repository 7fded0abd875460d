import type { Action, Choice, Reply } from '../../src/contract.js';
import { buttonsOf } from '../shared/parts.js';

/** What can be pressed at a terminal by typing it. */
export interface Offered {
  /** Of the last reply: by their number. */
  readonly choices: readonly Choice[];
  /** Of the last reply that had any, and those for keepers until others of them come: by their label. */
  readonly actions: readonly Action[];
}

export const NOTHING_OFFERED: Offered = { choices: [], actions: [] };

const isPressable = ({ token }: Action): boolean => token !== undefined;

const isKeep = ({ role }: Action): boolean => role === 'keep';

/** The buttons of a reply that work. */
export const pressableOf = (reply: Reply): readonly Action[] => buttonsOf(reply).actions.filter(isPressable);

/** What is on offer after a reply: a number means the last list only, a label is good until others come. */
export function offeredAfter(reply: Reply, before: Offered): Offered {
  const choices = buttonsOf(reply).choices.filter(({ action }) => isPressable(action));
  const actions = [...choices.map(({ action }) => action), ...pressableOf(reply)];
  if (actions.length === 0) return { choices, actions: before.actions };
  // A question asked to see what was published must not take 撤销 away.
  const lasting = actions.some(isKeep) ? [] : before.actions.filter(isKeep);
  return { choices, actions: [...actions, ...lasting] };
}

/** The button that a typed line stands for. */
export function pressedBy(line: string, { choices, actions }: Offered): Action | undefined {
  const byNumber = choices.find(({ number }) => String(number) === line);
  return byNumber?.action ?? actions.find(({ label }) => label === line);
}
