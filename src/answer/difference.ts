import type { Duty } from '../duty.js';
import type { TownIndex } from '../search/town-index.js';
import type { Candidate } from './answer.js';

/**
 * What tells candidates apart: the catalogue's own sentence where two of their topics are known to be
 * confused; otherwise nothing, and their list, body and category speak for themselves.
 */
export function tellApart(duties: readonly Duty[], index: TownIndex): Candidate[] {
  const topicsOf = duties.map((duty) => topicIds(duty, index));
  return duties.map((duty, at) => {
    const others = new Set(topicsOf.filter((_, other) => other !== at).flat());
    for (const { topic, id } of linkedTopics(duty, index)) {
      const near = topic.near.find((one) => others.has(one.id) && !topicsOf[at]?.includes(one.id));
      if (near && id === topicsOf[at]?.[0]) return { duty, difference: near.difference };
    }
    return { duty, difference: '' };
  });
}

function linkedTopics(duty: Duty, { duties, topics }: TownIndex) {
  const links = duties.find((entry) => entry.duty === duty)?.links ?? [];
  return links.flatMap(({ topic }) => {
    const found = topics[topic];
    return found ? [{ topic: found, id: found.id }] : [];
  });
}

const topicIds = (duty: Duty, index: TownIndex): string[] => linkedTopics(duty, index).map(({ id }) => id);
