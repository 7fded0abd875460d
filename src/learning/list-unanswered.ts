import type { Township } from '../duty.js';
import { keepSentence } from '../keeping/outcome.js';
import { search } from '../search/search.js';
import type { TownIndex } from '../search/town-index.js';
import type { Handled, LearningDesk } from './desk.js';
import { groupUnanswered, type UnansweredGroup } from './unanswered.js';
import { GROUPS_PER_PAGE, type ShownGroup, unansweredReply } from './unanswered-reply.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Older questions say little of what is missing now. */
const LOOK_BACK_DAYS = 30;
const NEAREST_MAX = 3;

/** `/unanswered`: one page of what was asked without a good answer. @param page from 1; beyond the last it is the last */
export function unanswered(desk: LearningDesk, town: Township, page = 1): Handled {
  const index = desk.towns.index(town.id);
  if (!index) return { outcome: keepSentence(desk.sayLearning('no-list', { town: town.fullName })) };
  const since = new Date(desk.now() - LOOK_BACK_DAYS * DAY_MS).toISOString();
  const groups = unansweredSince(since, index, desk);
  const pages = Math.max(1, Math.ceil(groups.length / GROUPS_PER_PAGE));
  const at = Math.min(Math.max(1, Number.isInteger(page) ? page : 1), pages);
  const listed = groups.slice((at - 1) * GROUPS_PER_PAGE, at * GROUPS_PER_PAGE);
  return {
    outcome: unansweredReply(
      {
        town,
        groups: listed.map((group) => withNearest(group, index, desk)),
        page: at,
        pages,
        count: groups.length,
        days: LOOK_BACK_DAYS,
      },
      desk,
    ),
  };
}

/** @param since ISO 8601 */
export function unansweredSince(
  since: string,
  index: TownIndex,
  { store, catalogue }: LearningDesk,
): readonly UnansweredGroup[] {
  const outcomes = store.outcomes(index.township.id, since);
  return groupUnanswered(
    { queries: store.queries(since), votes: store.votes(since), outcomes },
    index,
    catalogue,
  );
}

export function withNearest(group: UnansweredGroup, index: TownIndex, desk: LearningDesk): ShownGroup {
  const { candidates } = search(group.text, index, desk.catalogue, desk.ranking);
  return { ...group, nearest: candidates.slice(0, NEAREST_MAX).map(({ duty }) => duty) };
}
