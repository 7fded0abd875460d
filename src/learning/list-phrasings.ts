import type { Outcome } from '../chat/outcome.js';
import { dutyKey, type Township } from '../duty.js';
import { keepOutcome, keepSentence } from '../keeping/outcome.js';
import type { TownIndex } from '../search/town-index.js';
import type { NamedItem } from '../store/learning-types.js';
import { type LearningDesk, shown } from './desk.js';

/** Listed at once, newest first; each has a button. */
const LISTED_MAX = 10;

/** What people of a township say for its items: proposed and accepted, each with a button to take it back. */
export function listPhrasings(town: Township, index: TownIndex, desk: LearningDesk): Outcome {
  const { store, say, sayLearning } = desk;
  const all = store
    .phrasings(town.id)
    .filter(({ withdrawn }) => withdrawn === undefined)
    .reverse();
  if (all.length === 0) return keepSentence(sayLearning('phrasings.none', { town: town.fullName }));
  const listed = all.slice(0, LISTED_MAX);
  const lines = listed.map(({ id, text, item, accepted, proposed }) => {
    const duty = index.duties.find(
      (entry) => entry.duty.list === item.list && entry.duty.name === item.name,
    )?.duty;
    const place = duty
      ? sayLearning('phrasings.item', { short: say(`list.short.${item.list}`), number: duty.number })
      : sayLearning('phrasings.dormant');
    const { by, at } = accepted ?? proposed;
    const status = sayLearning(accepted ? 'phrasings.accepted' : 'phrasings.proposed', {
      by,
      day: at.slice(0, 10),
    });
    return sayLearning('phrasings.line', { id, text, item: place, name: shown(item.name), status });
  });
  const more = all.length - listed.length;
  if (more > 0) lines.push(sayLearning('phrasings.more', { count: more }));
  return keepOutcome(
    [
      { kind: 'headline', text: sayLearning('phrasings', { town: town.fullName, count: all.length }) },
      { kind: 'text', text: lines.join('\n') },
    ],
    listed.flatMap(({ id, accepted, text, item }) => {
      const again = { action: 'propose', text, item: placeOf(item, index), name: item.name };
      if (!accepted && again.item === '') return [];
      return {
        label: sayLearning(accepted ? 'action.withdraw.id' : 'action.check.id', { id }),
        command: {
          name: 'phrasing' as const,
          options: { ...(accepted ? { action: 'withdraw', id: String(id) } : again), town: town.fullName },
        },
      };
    }),
  );
}

/** `list:number` of an item; empty when the list no longer has it. */
function placeOf({ list, name }: NamedItem, { duties }: TownIndex): string {
  const duty = duties.find((entry) => entry.duty.list === list && entry.duty.name === name)?.duty;
  return duty ? dutyKey(duty) : '';
}
