import type { Duty, ListKind } from '../duty.js';
import { VERDICT_OF_LIST } from '../duty.js';
import type { Catalogue } from '../search/catalogue.js';
import { noteFor } from '../search/learnt.js';
import type { Wish } from '../search/lexicon.js';
import type { RankingModel } from '../search/rank.js';
import { search } from '../search/search.js';
import type { TownIndex } from '../search/town-index.js';
import type { Towns } from '../search/towns.js';
import type { Store } from '../store/types.js';
import { type Answer, info, itemOf, type ListingSubject } from './answer.js';
import { compareTowns } from './compare.js';
import { CANDIDATES_MAX, decide, NEAREST_MAX, THRESHOLDS } from './decide.js';
import { tellApart } from './difference.js';
import type { Intent, View } from './intent.js';
import { bodiesNamed, countByList, createListing, dutiesOf, ITEMS_MAX } from './listing.js';
import type { Conversation } from './memory.js';
import type { Reference } from './reference.js';
import { asksOwnership } from './talk.js';

/** What answering stands on. */
export interface Desk {
  readonly store: Store;
  readonly towns: Towns;
  readonly catalogue: Catalogue;
  readonly ranking: RankingModel;
}

/** An answer and what the conversation remembers after it. */
export interface Response {
  readonly answer: Answer;
  readonly conversation: Conversation;
}

/** Answers one intent for one town; pure but for reading the store. */
export function respond(intent: Intent, index: TownIndex, before: Conversation, desk: Desk): Response {
  const town = index.township;
  const keep = before.town === undefined ? {} : { town: before.town };
  const forget = (answer: Answer): Response => ({ answer, conversation: keep });
  const same = (answer: Answer): Response => ({ answer, conversation: before });
  const show = (duty: Duty, view: View = 'card', wish?: Wish): Response =>
    showDuty(duty, view, wish, index, before, keep, desk);
  /** What was offered stays on offer: after 第2个 one may still want 第3个. */
  const stay = (duty: Duty, view: View = 'card', wish?: Wish): Response => {
    const { answer, conversation } = show(duty, view, wish);
    const { choices, listing } = before;
    return {
      answer,
      conversation: { ...(choices && { choices }), ...(listing && { listing }), ...conversation },
    };
  };

  switch (intent.kind) {
    case 'matter':
      return answerMatter(intent.text, index, keep, desk);
    case 'number':
      return answerNumber(intent.reference, intent.view, index, keep, show);
    case 'view':
      return before.duty ? stay(before.duty, intent.view, intent.wish) : same(info({ kind: 'no-context' }));
    case 'choose':
      return choose(intent, before, stay, () =>
        intent.reference
          ? answerNumber(intent.reference, 'card', index, keep, show)
          : same(info({ kind: 'no-context' })),
      );
    case 'step': {
      if (!before.duty) return same(info({ kind: 'no-context' }));
      const next = neighbour(before.duty, intent.by, index);
      return next ? stay(next) : same(info({ kind: 'no-neighbour', by: intent.by }));
    }
    case 'reject':
      return reject(index, before, keep, desk);
    case 'page': {
      const { listing } = before;
      if (!listing) return same(info({ kind: 'no-context' }));
      return list(listing.of, 'to' in intent ? intent.to : listing.page + intent.by, index, keep, desk);
    }
    case 'list':
      return list({ kind: 'list', list: intent.list }, intent.page, index, keep, desk);
    case 'category':
      return list({ kind: 'category', category: intent.category }, intent.page, index, keep, desk);
    case 'body': {
      const bodies = bodiesNamed(intent.name, index);
      return list({ kind: 'body', name: intent.name, bodies }, intent.page, index, keep, desk);
    }
    case 'summary': {
      const edition = desk.store.edition(index.editionId);
      if (!edition) return same(info({ kind: 'no-town' }));
      const counts = countByList(index.duties.map(({ duty }) => duty));
      return forget(info({ kind: 'summary', town, edition, counts }));
    }
    case 'help':
      return same(info({ kind: 'help' }));
    case 'small-talk':
      return same({ kind: 'small-talk', verdict: 'unlisted', confidence: 0, items: [] });
    case 'nothing':
      return same({ kind: 'nothing', verdict: 'unlisted', confidence: 0, items: [] });
  }
}

/** The choice that was meant; without choices, `otherwise`. */
function choose(
  { number, reference }: Extract<Intent, { kind: 'choose' }>,
  before: Conversation,
  stay: (duty: Duty) => Response,
  otherwise: () => Response,
): Response {
  const { choices = [] } = before;
  const chosen = choices[number - 1];
  if (chosen) return stay(chosen);
  if (choices.length === 0 || reference) return otherwise();
  return { answer: info({ kind: 'no-choice', count: choices.length }), conversation: before };
}

function answerMatter(text: string, index: TownIndex, keep: Conversation, desk: Desk): Response {
  const ranking = search(text, index, desk.catalogue, desk.ranking);
  const { candidates, confidence, question } = ranking;
  const items = candidates.slice(0, ITEMS_MAX).map(({ duty }) => itemOf(duty));
  const remembered: Conversation = { ...keep, question: text };
  const [first] = candidates;
  const decision = decide(ranking);
  if (!first || decision === 'unlisted') {
    const nearest = first ? candidates.slice(0, NEAREST_MAX).map(({ duty }) => duty) : [];
    return {
      answer: { kind: 'unlisted', verdict: 'unlisted', confidence, items, town: index.township, nearest },
      conversation: { ...remembered, choices: nearest },
    };
  }
  if (decision === 'unclear') {
    const meant = candidates
      .filter(({ probability }, at) => at < 2 || probability >= THRESHOLDS.candidate)
      .slice(0, CANDIDATES_MAX)
      .map(({ duty }) => duty);
    return {
      answer: {
        kind: 'unclear',
        verdict: 'unclear',
        confidence,
        items,
        town: index.township,
        candidates: tellApart(meant, index),
      },
      conversation: { ...remembered, choices: meant },
    };
  }
  const asked = question.wishes.has('ownership') || asksOwnership(text);
  const wish = asked ? 'ownership' : question.wishes.has('penalty') ? 'penalty' : undefined;
  const shown = showDuty(first.duty, 'card', wish, index, remembered, remembered, desk);
  return {
    answer: { ...shown.answer, confidence, items },
    conversation: {
      ...shown.conversation,
      choices: candidates.slice(0, CANDIDATES_MAX).map(({ duty }) => duty),
    },
  };
}

function answerNumber(
  { list: wanted, number }: Reference,
  view: View,
  index: TownIndex,
  keep: Conversation,
  show: (duty: Duty, view: View) => Response,
): Response {
  const all = index.duties.map(({ duty }) => duty);
  const found = all.filter(
    (duty) => duty.number === number && (wanted === undefined || duty.list === wanted),
  );
  const [only] = found;
  if (!only) {
    const last = (list: ListKind): number =>
      Math.max(0, ...all.filter((duty) => duty.list === list).map((duty) => duty.number));
    const range = { basic: last('basic'), cooperative: last('cooperative'), reclaimed: last('reclaimed') };
    return {
      answer: {
        ...info({ kind: 'no-number' as const, town: index.township, list: wanted, number, last: range }),
        verdict: 'unlisted',
        confidence: 1,
      },
      conversation: keep,
    };
  }
  if (found.length === 1) return show(only, view);
  return {
    answer: {
      kind: 'unclear',
      verdict: 'unclear',
      confidence: 1 / found.length,
      items: found.map(itemOf),
      town: index.township,
      candidates: tellApart(found, index),
    },
    conversation: { ...keep, choices: found },
  };
}

function showDuty(
  duty: Duty,
  view: View,
  wish: Wish | undefined,
  index: TownIndex,
  before: Conversation,
  keep: Conversation,
  desk: Desk,
): Response {
  const edition = desk.store.edition(index.editionId);
  const question = before.question === undefined ? {} : { question: before.question };
  const rejected = before.rejected === undefined ? {} : { rejected: before.rejected };
  const conversation: Conversation = { ...keep, ...question, ...rejected, duty };
  const verdict = VERDICT_OF_LIST[duty.list];
  const items = [itemOf(duty)];
  if (!edition) return { answer: info({ kind: 'no-town' }), conversation };
  if (view === 'near') return list({ kind: 'near', duty }, 1, index, conversation, desk);
  if (view === 'compare') {
    const subject = { town: index.township, duty };
    const others = compareTowns(subject, index, desk);
    return {
      answer: { kind: 'comparison', verdict: 'info', confidence: 1, items, subject, others },
      conversation,
    };
  }
  const note = noteFor(duty, index.notes);
  const facts = { town: index.township, edition, duty, view, wish, ...(note ? { note } : {}) };
  return { answer: { kind: 'duty', verdict, confidence: 1, items, ...facts }, conversation };
}

function list(
  of: ListingSubject,
  page: number,
  index: TownIndex,
  keep: Conversation,
  { store }: Desk,
): Response {
  const edition = store.edition(index.editionId);
  if (!edition) return { answer: info({ kind: 'no-town' }), conversation: keep };
  const listing = createListing(index.township, edition, of, dutiesOf(of, index), page);
  return { answer: listing, conversation: { ...keep, listing, choices: listing.duties } };
}

function neighbour({ list: of, number }: Duty, by: 1 | -1, { duties }: TownIndex): Duty | undefined {
  const own = duties.map(({ duty }) => duty).filter((duty) => duty.list === of);
  const at = own.findIndex((duty) => duty.number === number);
  return own[at + by];
}

/** 不是这个: the same question again without what was turned down. */
function reject(index: TownIndex, before: Conversation, keep: Conversation, desk: Desk): Response {
  const { question: text, duty } = before;
  if (text === undefined) return { answer: info({ kind: 'no-context' }), conversation: before };
  const turnedDown = [...(before.rejected ?? []), ...(duty ? [duty] : (before.choices ?? []))];
  const { candidates } = search(text, index, desk.catalogue, desk.ranking);
  const left = candidates
    .map((candidate) => candidate.duty)
    .filter((one) => !turnedDown.some(({ list: of, number }) => of === one.list && number === one.number))
    .slice(0, CANDIDATES_MAX);
  return {
    answer: {
      kind: 'unclear',
      verdict: 'unclear',
      confidence: 0,
      items: left.map(itemOf),
      town: index.township,
      candidates: tellApart(left, index),
      rejected: true,
    },
    conversation: { ...keep, question: text, rejected: turnedDown, choices: left },
  };
}
