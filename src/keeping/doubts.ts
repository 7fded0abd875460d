import { type Edition, LIST_KINDS, type ListKind } from '../duty.js';
import type { Say } from '../wording.js';

/** An edition that lost more than this share of its duties is published only after a typed confirmation. */
export const LOST_SHARE_MAX = 0.2;

/** Why publishing needs a second, typed confirmation: keys of prompts/keeping.json with their parameters. */
export interface Doubt {
  readonly key: 'doubt.lost' | 'doubt.declared' | 'doubt.declared.total' | 'doubt.fell';
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * @param lostShare of the live edition's duties, those that are in no list any more
 * @param fell whether fewer of the list's own questions would be answered rightly
 * @param say sentences of prompts/keeping.json
 */
export function findDoubts(
  edition: Pick<Edition, 'declared'>,
  counts: Readonly<Record<ListKind, number>>,
  lostShare: number,
  fell: boolean,
  say: Say,
): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (lostShare > LOST_SHARE_MAX) {
    doubts.push({ key: 'doubt.lost', params: { percent: Math.round(100 * lostShare) } });
  }
  const { declared } = edition;
  const total = LIST_KINDS.reduce((sum, list) => sum + counts[list], 0);
  if (declared.total !== undefined && declared.total !== total) {
    doubts.push({ key: 'doubt.declared.total', params: { said: declared.total, read: total } });
  }
  for (const list of LIST_KINDS) {
    const said = declared[list]?.duties;
    if (said === undefined || said === counts[list]) continue;
    doubts.push({ key: 'doubt.declared', params: { list: say(`list.${list}`), said, read: counts[list] } });
  }
  if (fell) doubts.push({ key: 'doubt.fell', params: {} });
  return doubts;
}
