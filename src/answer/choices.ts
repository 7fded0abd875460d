import type { Block } from '../contract.js';
import { type Duty, type Township, VERDICT_OF_LIST } from '../duty.js';
import type { Say } from '../wording.js';
import type { Candidate } from './answer.js';
import { bodyNames } from './phrases.js';

/** Candidates as numbered choices, each with its item, whose it is and what tells it apart. */
export function choiceBlocks(candidates: readonly Candidate[], town: Township, say: Say): Block {
  return {
    kind: 'choices',
    choices: candidates.map(({ duty, difference }, at) => {
      const short = say(`list.short.${duty.list}`);
      const label = say('choice', { list: short, number: duty.number, name: duty.name });
      return {
        number: at + 1,
        label,
        detail: [whose(duty, say), difference].filter((part) => part !== '').join('；'),
        action: { label, text: say('command.item', { short, number: duty.number }), town: town.fullName },
      };
    }),
  };
}

function whose(duty: Duty, say: Say): string {
  const bodies = duty.list === 'reclaimed' ? duty.receivingBodies : duty.leadBodies;
  return say(`choice.${VERDICT_OF_LIST[duty.list]}`, { bodies: bodyNames(bodies, say) });
}
