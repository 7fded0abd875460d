import { info } from '../answer/answer.js';
import { compose } from '../answer/compose.js';
import { decide, THRESHOLDS } from '../answer/decide.js';
import { verdictLine } from '../answer/duty-card.js';
import { parseReference } from '../answer/reference.js';
import type { InlineQuery, InlineResult } from '../contract.js';
import type { Duty, Township } from '../duty.js';
import { VERDICT_OF_LIST } from '../duty.js';
import { noteFor } from '../search/learnt.js';
import { normaliseQuestion } from '../search/normalise.js';
import { search } from '../search/search.js';
import type { TownIndex } from '../search/town-index.js';
import { usualTown } from './binding.js';
import type { ChatDesk } from './desk.js';

/** Articles offered at once. */
const RESULTS_MAX = 10;
/** Telegram takes more, people read less (characters). */
const DESCRIPTION_MAX = 120;

/** Duties for words typed in any chat: of the town named or usual, else the best ones of each town when there are few. */
export function inlineResults(
  query: InlineQuery & { readonly platform: string },
  desk: ChatDesk,
): readonly InlineResult[] {
  const text = normaliseQuestion(query.text);
  if (text === '') return [];
  const named = desk.towns.mentioned(text);
  const usual = usualTown(query, desk);
  const towns = named.length > 0 ? named : usual ? [usual] : desk.towns.list();
  // Some of many towns would be a guess; the others would look as if they had no such duty.
  if (towns.length > RESULTS_MAX) return [];
  const each = Math.floor(RESULTS_MAX / Math.max(1, towns.length));
  return towns.flatMap((town) => {
    const index = desk.towns.index(town.id);
    if (!index) return [];
    return found(text, index, each, desk).flatMap(
      (duty) => article(duty, town, index, towns.length > 1, desk) ?? [],
    );
  });
}

/** Nothing where the list does not have it: an article would pass for an answer. */
function found(text: string, index: TownIndex, count: number, desk: ChatDesk): Duty[] {
  const reference = parseReference(text)?.reference;
  const numbered = index.duties
    .map(({ duty }) => duty)
    .filter(
      ({ list, number }) =>
        number === reference?.number && (reference.list === undefined || list === reference.list),
    );
  if (numbered.length > 0) return numbered.slice(0, count);
  const ranking = search(text, index, desk.catalogue, desk.ranking);
  if (decide(ranking) === 'unlisted') return [];
  return ranking.candidates
    .filter(({ probability }, at) => at === 0 || probability >= THRESHOLDS.candidate)
    .slice(0, count)
    .map(({ duty }) => duty);
}

function article(
  duty: Duty,
  town: Township,
  index: TownIndex,
  ofSeveral: boolean,
  { store, say, sayChat }: ChatDesk,
): InlineResult | undefined {
  const edition = store.edition(index.editionId);
  if (!edition) return undefined;
  const { blocks } = compose(
    {
      ...info({ kind: 'duty' as const, town, edition, duty, view: 'card' as const, wish: undefined }),
      note: noteFor(duty, index.notes),
      verdict: VERDICT_OF_LIST[duty.list],
    },
    say,
  );
  const names = { short: say(`list.short.${duty.list}`), number: duty.number, name: duty.name };
  return {
    id: `${index.editionId}-${duty.list}-${duty.number}`,
    title: ofSeveral
      ? sayChat('inline.title.town', { town: town.name, ...names })
      : sayChat('inline.title', names),
    description: verdictLine(duty, town, undefined, say).slice(0, DESCRIPTION_MAX),
    reply: { blocks: blocks.filter(({ kind }) => kind !== 'actions') },
  };
}
