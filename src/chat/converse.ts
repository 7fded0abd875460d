import { info } from '../answer/answer.js';
import { type Intent, readIntent } from '../answer/intent.js';
import { bodiesNamed } from '../answer/listing.js';
import type { Conversation } from '../answer/memory.js';
import { type Desk, type Response, respond } from '../answer/respond.js';
import type { Township } from '../duty.js';
import { normaliseQuestion } from '../search/normalise.js';
import type { TownIndex } from '../search/town-index.js';

/** What is asked, whoever asks it. */
export interface Query {
  readonly text: string;
  /** Name of the town meant when the text names none. */
  readonly town?: string | undefined;
}

/** Follow-ups are about the town answered last, whatever the chat belongs to. */
const FOLLOW_UPS: ReadonlySet<Intent['kind']> = new Set(['view', 'choose', 'step', 'reject', 'page']);

/** Finds the town a question is for and answers it there, or asks which town is meant. */
export function converse(query: Query, before: Conversation, desk: Desk): Response {
  const { towns } = desk;
  const text = normaliseQuestion(query.text);
  const all = towns.list();
  const [single] = all;
  if (!single) return { answer: info({ kind: 'no-town' }), conversation: before };
  const named = towns.mentioned(text);
  if (named.length > 1) return chooseTown(named, text, 'ambiguous', before);
  const bound = query.town === undefined ? undefined : towns.find(query.town)[0];
  const [mentioned] = named;
  const last = before.town === undefined ? undefined : all.find(({ id }) => id === before.town);

  if (mentioned && rest(text, mentioned) === '') {
    const waiting: Conversation = { town: mentioned.id };
    if (before.pending === undefined) {
      return { answer: info({ kind: 'town-set', town: mentioned }), conversation: waiting };
    }
    return forTown(before.pending, mentioned, waiting, desk);
  }
  const chosen = chosenTown(text, before, all);
  if (chosen && before.pending !== undefined) {
    return forTown(withoutTowns(before.pending, all), chosen, { town: chosen.id }, desk);
  }
  const fresh = mentioned ?? bound ?? last ?? (all.length === 1 ? single : undefined);
  const followed = last ?? fresh;
  if (followed && !mentioned) {
    const index = towns.index(followed.id);
    const intent = index && readIntent(text, contextOf(index));
    if (index && intent && FOLLOW_UPS.has(intent.kind)) return respond(intent, index, before, desk);
  }
  if (fresh) return forTown(text, fresh, before, desk);
  const intent = readIntent(text, { categories: [], isBody: () => false });
  if (intent.kind === 'help' || intent.kind === 'small-talk' || intent.kind === 'nothing') {
    return { answer: info({ kind: intent.kind }), conversation: before };
  }
  return chooseTown(all, text, 'unbound', before);
}

/** The town that a number chooses, while a question waits for its town. */
function chosenTown(text: string, before: Conversation, all: readonly Township[]): Township | undefined {
  if (before.pendingTowns === undefined) return undefined;
  const intent = readIntent(text, { categories: [], isBody: () => false });
  const id = intent.kind === 'choose' ? before.pendingTowns[intent.number - 1] : undefined;
  return all.find((town) => town.id === id);
}

/** 萨罕镇和二工镇的高龄津贴 → 高龄津贴: the town has been chosen, the others are not meant. */
const withoutTowns = (text: string, all: readonly Township[]): string =>
  all.reduce(rest, text).replace(/^[\s、，,和与跟及的]+/, '');

/** Asks which of several towns is meant; the question waits. */
export function chooseTown(
  towns: readonly Township[],
  text: string,
  why: 'ambiguous' | 'unbound',
  before: Conversation,
): Response {
  return {
    answer: info({ kind: 'choose-town', towns, text, why }),
    conversation: { ...before, pending: text, pendingTowns: towns.map(({ id }) => id) },
  };
}

function forTown(text: string, town: Township, before: Conversation, desk: Desk): Response {
  const index = desk.towns.index(town.id);
  if (!index) return { answer: info({ kind: 'no-town' }), conversation: before };
  const intent = readIntent(rest(text, town), contextOf(index));
  return respond(intent, index, { ...before, town: town.id }, desk);
}

const rest = (text: string, { fullName, name }: Township): string =>
  text.replaceAll(fullName, ' ').replaceAll(name, ' ').replace(/\s+/g, ' ').trim();

/** What reading a message needs to know of a town. */
export function contextOf(index: TownIndex) {
  return {
    categories: index.categories,
    isBody: (text: string) => bodiesNamed(text, index).length > 0,
  };
}
