import type { Edition, ListKind } from '../duty.js';
import { LIST_KINDS } from '../duty.js';

/** An edition that lost more than this share of its duties is published only after a typed confirmation. */
export const LOST_SHARE_MAX = 0.2;

/** Why publishing needs a second, typed confirmation: keys of prompts/keeping.json with their parameters. */
export interface Doubt {
  readonly key: 'doubt.lost' | 'doubt.declared' | 'doubt.fell';
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * @param lostShare of the live edition's duties, those that are in no list any more
 * @param fell whether fewer of the list's own questions would be answered rightly
 */
export function findDoubts(
  edition: Pick<Edition, 'declared'>,
  counts: Readonly<Record<ListKind, number>>,
  lostShare: number,
  fell: boolean,
): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (lostShare > LOST_SHARE_MAX) {
    doubts.push({ key: 'doubt.lost', params: { percent: Math.round(100 * lostShare) } });
  }
  const total = LIST_KINDS.reduce((sum, list) => sum + counts[list], 0);
  const { declared } = edition;
  const contradictions = [
    ...(declared.total === undefined || declared.total === total ? [] : [[declared.total, total] as const]),
    ...LIST_KINDS.flatMap((list) => {
      const said = declared[list]?.duties;
      return said === undefined || said === counts[list] ? [] : [[said, counts[list]] as const];
    }),
  ];
  for (const [said, read] of contradictions) doubts.push({ key: 'doubt.declared', params: { said, read } });
  if (fell) doubts.push({ key: 'doubt.fell', params: {} });
  return doubts;
}
