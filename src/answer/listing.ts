import { looksLikeBody } from '../bodies.js';
import { type Duty, LIST_KINDS, type ListKind, type Township } from '../duty.js';
import { dutyBodies, type TownIndex } from '../search/town-index.js';
import { type Answer, type EditionFacts, info, itemOf, type ListingSubject } from './answer.js';

/** Items on one page of a listing. */
export const PAGE_SIZE = 10;
/** Items of an answer that are named to programs. */
export const ITEMS_MAX = 10;

export type Listing = Extract<Answer, { kind: 'listing' }>;

/** One page of duties; a page beyond the last shows the last. */
export function createListing(
  town: Township,
  edition: EditionFacts,
  of: ListingSubject,
  all: readonly Duty[],
  page: number,
): Listing {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const duties = all.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE);
  const counts = countByList(all);
  return {
    ...info({ kind: 'listing' as const, town, edition, of, duties, page: shown, pages, counts }),
    items: duties.slice(0, ITEMS_MAX).map(itemOf),
  };
}

/** How many duties each list has. */
export function countByList(duties: readonly Duty[]): Record<ListKind, number> {
  const count = (list: ListKind): number => duties.filter((duty) => duty.list === list).length;
  return { basic: count('basic'), cooperative: count('cooperative'), reclaimed: count('reclaimed') };
}

/** The duties a subject has in a town, in the order of the lists. */
export function dutiesOf(subject: ListingSubject, index: TownIndex): readonly Duty[] {
  const all = index.duties.map(({ duty }) => duty);
  switch (subject.kind) {
    case 'list':
      return all.filter(({ list }) => list === subject.list);
    case 'category':
      return all.filter(({ category }) => category === subject.category);
    case 'body':
      return orderByRole(all, subject.bodies);
    case 'near':
      return nearOf(subject.duty, index);
  }
}

/** What a body leads first, then what it took over, then what it only takes part in. */
function orderByRole(all: readonly Duty[], bodies: readonly string[]): Duty[] {
  const has = (names: readonly string[]): boolean => names.some((name) => bodies.includes(name));
  const role = (duty: Duty): number => (has(duty.leadBodies) ? 0 : has(duty.receivingBodies) ? 1 : 2);
  return all.filter((duty) => has(dutyBodies(duty))).sort((a, b) => role(a) - role(b));
}

/** Bodies of the town that a phrase names: 人社局, 县农业农村局, 消防. */
export function bodiesNamed(phrase: string, index: TownIndex): readonly string[] {
  const bare = phrase.replace(/^(?:我们)?[县市区](?=.{2})/, '');
  const exact = index.bodyAliases.filter(({ alias }) => alias === phrase || alias === bare);
  const named = [...new Set(exact.map(({ fullName }) => fullName))];
  if (named.length > 0 || !looksLikeBody(phrase)) return named;
  const near = index.bodyAliases.filter(
    ({ alias }) =>
      alias.length > 2 &&
      (alias.endsWith(bare) || (bare.endsWith(alias) && PLACE.test(bare.slice(0, -alias.length)))),
  );
  return [...new Set(near.map(({ fullName }) => fullName))];
}

/** What may stand before a body's name without making it a sentence: 和田地区, 策勒县. */
const PLACE = /^\p{Script=Han}{0,10}(?:自治区|地区|省|市|县|区|州|镇|乡)$/u;

/** Duties of the same topics, then of the same category in other lists. */
function nearOf(duty: Duty, index: TownIndex): Duty[] {
  const own = index.duties.find(
    (entry) => entry.duty.list === duty.list && entry.duty.number === duty.number,
  );
  const topics = new Set(own?.links.map(({ topic }) => topic));
  const named = new Set([...topics].flatMap((topic) => index.topics[topic]?.near.map(({ id }) => id) ?? []));
  return index.duties
    .filter((entry) => entry !== own)
    .filter(({ links }) =>
      links.some(({ topic }) => topics.has(topic) || named.has(index.topics[topic]?.id ?? '')),
    )
    .map((entry) => entry.duty)
    .sort((a, b) => LIST_KINDS.indexOf(a.list) - LIST_KINDS.indexOf(b.list));
}
