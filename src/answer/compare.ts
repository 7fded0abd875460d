import type { Duty, Township } from '../duty.js';
import type { Catalogue } from '../search/catalogue.js';
import type { TownIndex } from '../search/town-index.js';
import type { Towns } from '../search/towns.js';
import { bareText, similarity } from '../similar.js';
import type { DutyOfTown } from './answer.js';

/** Names at least this alike are the same matter where no topic says so. */
const SAME_NAME_MIN = 0.7;
/** Towns shown side by side. */
export const COMPARED_MAX = 10;

/** The same matter in the other loaded towns: by shared topic first, by name otherwise. */
export function compareTowns(
  subject: DutyOfTown,
  own: TownIndex,
  { towns }: { towns: Towns; catalogue: Catalogue },
): { town: Township; duty: Duty | undefined }[] {
  const topics = topicScores(subject.duty, own);
  return towns
    .list()
    .filter(({ id }) => id !== subject.town.id)
    .slice(0, COMPARED_MAX)
    .map((town) => {
      const index = towns.index(town.id);
      return { town, duty: index && sameMatter(subject.duty, topics, index) };
    });
}

function topicScores(duty: Duty, index: TownIndex): Map<string, number> {
  const links = index.duties.find((entry) => entry.duty === duty)?.links ?? [];
  return new Map(links.map(({ topic, score }) => [index.topics[topic]?.id ?? '', score]));
}

function sameMatter(duty: Duty, topics: ReadonlyMap<string, number>, index: TownIndex): Duty | undefined {
  const name = bareText(duty.name);
  const scored = index.duties.map((entry) => {
    const shared = entry.links.map(
      ({ topic, score }) => score * (topics.get(index.topics[topic]?.id ?? '') ?? 0),
    );
    const alike = similarity(name, bareText(entry.duty.name));
    const byName = alike >= SAME_NAME_MIN ? alike : 0;
    const sameList = entry.duty.list === duty.list ? 0.05 : 0;
    return { duty: entry.duty, score: Math.max(0, byName, ...shared), sameList };
  });
  const best = scored.reduce((a, b) => (b.score + b.sameList > a.score + a.sameList ? b : a));
  return best.score > 0.4 ? best.duty : undefined;
}
