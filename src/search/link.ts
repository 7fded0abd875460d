import { bareText } from '../similar.js';
import type { TopicLink } from '../store/types.js';
import type { Topic } from './topics.js';

/** Least score of a link that is used … */
const LINK_MIN = 0.5;
/** … and of the best one when there is no such link: a doubtful topic finds more than none. */
const LINK_BEST_MIN = 0.3;
/** Below this score, or closer than `LINK_MARGIN` to another topic, the link is doubtful. */
export const LINK_SURE = 0.72;
export const LINK_MARGIN = 0.06;
const LINKS_MAX = 8;
/** A topic that is the same matter bundled otherwise speaks for the duty too, less loudly. */
const ALIKE_SHARE = 0.85;
/** … as far as its own, narrower name stands in the duty's name; below this it is rather a wider matter. */
const ALIKE_CONTAINED_MIN = 0.5;
/** A topic whose whole matter stands in a longer, bundling name. */
const CONTAINED_MIN = 0.8;

export interface TopicLinker {
  /** Topics of a duty's name, best first; empty when the catalogue has none close enough. */
  link(name: string): readonly TopicLink[];
}

const FRAME_WORDS = /负责|做好|开展|加强|落实|推进|组织|本镇|本乡|本辖区|辖区内?|本行政区域内?|等?工作$|等$/g;

/** Two-character pieces of a name without the words that frame every name. */
function pieces(name: string): Set<string> {
  const bare = bareText(name.replace(FRAME_WORDS, ' '));
  const found = new Set<string>();
  for (let at = 0; at + 2 <= bare.length; at += 1) found.add(bare.slice(at, at + 2));
  return found.size > 0 ? found : new Set([bare]);
}

interface NamePieces {
  readonly topicId: string;
  readonly pieces: ReadonlySet<string>;
  readonly weight: number;
}

/** Links duties to topics by name: exact first, then by shared rare pieces. */
export function createLinker(topics: readonly Topic[]): TopicLinker {
  const exact = new Map<string, string>();
  const alike = new Map(topics.map((topic) => [topic.id, topic.alike]));
  const frequency = new Map<string, number>();
  const all: { topicId: string; pieces: Set<string> }[] = [];
  for (const topic of topics) {
    for (const name of topic.names) {
      exact.set(bareText(name), topic.id);
      const found = pieces(name);
      all.push({ topicId: topic.id, pieces: found });
      for (const piece of found) frequency.set(piece, (frequency.get(piece) ?? 0) + 1);
    }
    // Our own short name of the matter: a town may say it in words that no other town's list has.
    all.push({ topicId: topic.id, pieces: pieces(topic.title) });
  }
  const rarity = (piece: string): number => Math.log(1 + all.length / (frequency.get(piece) ?? 0.5));
  const weigh = (set: ReadonlySet<string>): number => [...set].reduce((sum, piece) => sum + rarity(piece), 0);
  const names: NamePieces[] = all.map((entry) => ({ ...entry, weight: weigh(entry.pieces) }));
  const namesOfPiece = new Map<string, number[]>();
  for (const [at, { pieces: found }] of names.entries()) {
    for (const piece of found) namesOfPiece.set(piece, [...(namesOfPiece.get(piece) ?? []), at]);
  }
  return {
    link(name) {
      const same = exact.get(bareText(name));
      const own = pieces(name);
      const ownWeight = weigh(own);
      const shared = new Map<number, number>();
      for (const piece of own) {
        for (const at of namesOfPiece.get(piece) ?? []) shared.set(at, (shared.get(at) ?? 0) + rarity(piece));
      }
      const best = new Map<string, number>();
      const within = new Map<string, number>();
      for (const [at, weight] of shared) {
        const other = names[at];
        if (!other) continue;
        const overlap = (2 * weight) / (ownWeight + other.weight);
        const contained = weight / other.weight;
        within.set(other.topicId, Math.max(within.get(other.topicId) ?? 0, Math.min(1, contained)));
        const score = contained >= CONTAINED_MIN ? Math.max(overlap, 0.9 * contained) : overlap;
        if (score > (best.get(other.topicId) ?? 0)) best.set(other.topicId, Math.min(score, 0.99));
      }
      if (same !== undefined) best.set(same, 1);
      for (const [topicId, score] of [...best]) {
        for (const other of score >= LINK_SURE ? (alike.get(topicId) ?? []) : []) {
          const contained = within.get(other) ?? 0;
          if (contained < ALIKE_CONTAINED_MIN) continue;
          best.set(other, Math.max(best.get(other) ?? 0, ALIKE_SHARE * score * contained));
        }
      }
      const ordered = [...best]
        .map(([topicId, score]) => ({ topicId, score }))
        .sort((a, b) => b.score - a.score);
      return ordered
        .filter(({ score }, at) => score >= LINK_MIN || (at === 0 && score >= LINK_BEST_MIN))
        .slice(0, LINKS_MAX);
    },
  };
}
