import { LRUCache } from 'lru-cache';
import type { Suggestion, SuggestQuery } from '../contract.js';
import type { Township } from '../duty.js';
import { createNameSearch, type NameSearch } from '../search/name-search.js';
import { normalise } from '../search/normalise.js';
import { search } from '../search/search.js';
import type { TownIndex } from '../search/town-index.js';
import { settingOf, usualTown } from './binding.js';
import type { ChatDesk } from './desk.js';
import type { Pinyin } from './pinyin.js';

/** Discord shows at most 25, and takes 100 characters each (developer docs, "Application Command Option Choice"). */
const SUGGESTIONS_MAX = 25;
const SUGGESTION_LENGTH_MAX = 100;
/** Names found by what people say, when fewer than these are found by their letters. */
const RANKED_MAX = 5;
const TOWNS_KEPT_MAX = 16;

/** Names of one kind in one edition. */
interface Names {
  readonly entries: readonly Entry[];
  readonly search: NameSearch;
}

interface Entry extends Suggestion {
  /** What typed text is looked for in: what is found, and what is shown, normalised. */
  readonly match: string;
  readonly shown: string;
  readonly initials: string | undefined;
}

type Query = SuggestQuery & { readonly platform: string };

/**
 * Completes what someone types into a command: by any part of the name, by its pinyin initials, by its words
 * in any order, then by meaning.
 */
export function createSuggest(desk: ChatDesk, pinyin: Pinyin): (query: Query) => readonly Suggestion[] {
  const known = new LRUCache<string, Names>({ max: TOWNS_KEPT_MAX * 3 });
  const entry = (name: string, value: string, match: string): Entry => ({
    name: shorten(name),
    value: shorten(value),
    match: normalise(match),
    shown: normalise(name),
    initials: pinyin.initials(match),
  });
  const knownNames = (kind: 'duty' | 'body' | 'category', index: TownIndex): Names => {
    const key = `${kind}:${index.editionId}`;
    const before = known.get(key);
    // Made before the dictionary was there: once more, with initials.
    if (before && (before.entries[0]?.initials !== undefined || pinyin.initials('') === undefined)) {
      return before;
    }
    const names = namesOf(kind, index, desk);
    const made = {
      entries: names.map(([name, value, match]) => entry(name, value, match)),
      search: before?.search ?? createNameSearch(names.map(([, , match]) => match)),
    };
    known.set(key, made);
    return made;
  };
  return (query) => {
    const { kind, text } = query;
    if (kind === 'town') {
      const towns = desk.towns.list().map(({ fullName }) => entry(fullName, fullName, fullName));
      return offered(matching(text, towns));
    }
    const index = indexFor(query, desk);
    if (!index) return [];
    const { entries, search: byWords } = knownNames(kind, index);
    const worded = byWords.find(text).flatMap((at) => entries[at] ?? []);
    const found = offered([...matching(text, entries), ...worded]);
    if (kind !== 'duty' || found.length >= RANKED_MAX || text.trim().length < 2) return found;
    const meant = byMeaning(text, index, desk).filter(
      (one) => !found.some(({ value }) => value === one.value),
    );
    return [...found, ...meant];
  };
}

function indexFor(query: Query, desk: ChatDesk): TownIndex | undefined {
  const named = query.town?.trim();
  const town: Township | undefined = named
    ? desk.towns.find(named)[0]
    : (settingOf(query, desk).bound ?? usualTown(query, desk) ?? onlyOne(desk.towns.list()));
  return town && desk.towns.index(town.id);
}

const onlyOne = (towns: readonly Township[]): Township | undefined =>
  towns.length === 1 ? towns[0] : undefined;

/** Names to complete, each with what is sent and what it is found by. */
function namesOf(
  kind: 'duty' | 'body' | 'category',
  index: TownIndex,
  desk: ChatDesk,
): (readonly [name: string, value: string, match: string])[] {
  if (kind === 'duty') return index.duties.map(({ duty }) => dutyNames(duty, desk));
  const names =
    kind === 'category'
      ? index.duties.map(({ duty }) => duty.category)
      : index.duties.flatMap(({ bodies }) => [...bodies]);
  return [...new Set(names)].map((name) => [name, name, name]);
}

function dutyNames({ list, number, name }: TownIndex['duties'][number]['duty'], { say, sayChat }: ChatDesk) {
  const short = say(`list.short.${list}`);
  return [
    sayChat('suggest.duty', { short, number, name }),
    say('command.item', { short, number }),
    name,
  ] as const;
}

/** Beginning with the text, then having it anywhere, then by initials; each in its own order. */
function matching(typed: string, entries: readonly Entry[]): readonly Entry[] {
  const text = normalise(typed);
  const letters = text.replaceAll(' ', '');
  const tiers: readonly ((entry: Entry) => boolean)[] =
    text === ''
      ? [() => true]
      : [
          ({ match }) => match.startsWith(text),
          ({ match, shown }) => match.includes(text) || shown.startsWith(text),
          ({ initials }) => /^[a-z]+$/.test(letters) && initials?.startsWith(letters) === true,
          ({ initials }) => /^[a-z]{2,}$/.test(letters) && initials?.includes(letters) === true,
        ];
  const found = new Set<Entry>();
  for (const fits of tiers) {
    for (const entry of entries) {
      if (found.size >= SUGGESTIONS_MAX) break;
      if (fits(entry)) found.add(entry);
    }
  }
  return [...found];
}

/** Each name once, as many as are shown. */
const offered = (entries: readonly Entry[]): readonly Suggestion[] =>
  [...new Set(entries)].slice(0, SUGGESTIONS_MAX).map(({ name, value }) => ({ name, value }));

/** What the words may mean, as a question would find it. */
function byMeaning(text: string, index: TownIndex, desk: ChatDesk): Suggestion[] {
  const { candidates } = search(text, index, desk.catalogue, desk.ranking);
  return candidates.slice(0, RANKED_MAX).map(({ duty }) => {
    const [name, value] = dutyNames(duty, desk);
    return { name: shorten(name), value: shorten(value) };
  });
}

const shorten = (text: string): string =>
  text.length <= SUGGESTION_LENGTH_MAX ? text : `${text.slice(0, SUGGESTION_LENGTH_MAX - 1)}…`;
