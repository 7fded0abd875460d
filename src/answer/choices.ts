import type { Block } from '../contract.js';
import { type Duty, type Township, VERDICT_OF_LIST } from '../duty.js';
import type { Say } from '../wording.js';
import type { Candidate } from './answer.js';
import { bodyNames, isEnded, ownName } from './phrases.js';

/** Candidates as numbered choices, each with its item, whose it is and what tells it apart. */
export function choiceBlocks(candidates: readonly Candidate[], town: Township, say: Say): Block {
  const own = ownName(town, say);
  return {
    kind: 'choices',
    choices: candidates.map(({ duty, difference }, at) => {
      const short = say(`list.short.${duty.list}`);
      const label = say('choice', { list: short, number: duty.number, name: duty.name });
      return {
        number: at + 1,
        label,
        detail: [whose(duty, own, say), difference].filter((part) => part !== '').join('；'),
        action: { label, text: say('command.item', { short, number: duty.number }), town: town.fullName },
      };
    }),
  };
}

/** Whose matter it is, in a few words. @param own the township as it is called here: 本镇, 萨罕镇 */
export function whose(duty: Duty, own: string, say: Say): string {
  const verdict = VERDICT_OF_LIST[duty.list];
  if (isEnded(duty)) return say('choice.reclaimed.ended');
  const bodies = duty.list === 'reclaimed' ? duty.receivingBodies : duty.leadBodies;
  if (duty.list === 'reclaimed' && bodies.length === 0) return say('choice.reclaimed.nobody');
  return say(`choice.${verdict}`, { own, bodies: bodyNames(bodies, say) });
}
