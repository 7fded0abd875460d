import { looksLikeBody } from '../bodies.js';
import type { Catalogue } from './catalogue.js';
import { dropChatter, expand, readWishes, type Wish } from './lexicon.js';
import { normaliseQuestion } from './normalise.js';
import type { WeightedTerm } from './postings.js';
import type { TownIndex } from './town-index.js';

/** A question cut for one township's index. */
export interface Question {
  /** Normalised, without the town's own name and without courtesy. */
  readonly text: string;
  /** Terms the index knows, with their rarity; words a question only implies weigh less. */
  readonly terms: readonly WeightedTerm[];
  /** The same terms as words. */
  readonly known: readonly string[];
  /** Sum of the weights of `terms`. */
  readonly weight: number;
  /** Share of the question's words that nothing in this township's list or its topics ever says, 0 to 1. */
  readonly unknown: number;
  readonly wishes: ReadonlySet<Wish>;
  /** Canonical names of the bodies the question names outright (农业农村局, 人社局). */
  readonly bodies: ReadonlySet<string>;
}

/** Weight of an official word that an everyday word of the question stands for. */
const EXPANSION_WEIGHT = 0.7;

export function readQuestion(text: string, index: TownIndex, catalogue: Catalogue): Question {
  const whole = dropPlace(normaliseQuestion(text), index);
  const { lexicon, tokeniser } = catalogue;
  const content = dropChatter(whole, lexicon);
  const terms = new Map<string, WeightedTerm>();
  const isKnown = (word: string): boolean => {
    const term = catalogue.vocabulary.find(word);
    if (term === undefined) return false;
    return [index.phrasings, index.names, index.keywords, index.texts].some(
      ({ get }) => get(term).length > 0,
    );
  };
  const add = (word: string, share: number) => {
    const term = catalogue.vocabulary.find(word);
    if (term === undefined || terms.has(word) || !isKnown(word)) return;
    terms.set(word, { term, weight: share * index.rarity(term) });
  };
  for (const word of tokeniser.terms(content)) add(word, 1);
  for (const meant of expand(whole, lexicon))
    for (const word of tokeniser.terms(meant)) add(word, EXPANSION_WEIGHT);
  const words = tokeniser.words(content).filter((word) => word.length > 1 && /\p{L}/u.test(word));
  const strange = words.filter((word) => !isKnown(word));
  return {
    text: content,
    terms: [...terms.values()],
    known: [...terms.keys()],
    weight: [...terms.values()].reduce((sum, { weight }) => sum + weight, 0),
    unknown: words.length === 0 ? 0 : strange.length / words.length,
    wishes: readWishes(whole, lexicon),
    bodies: namedBodies(whole, index),
  };
}

/** The town's and county's own names are no evidence for any of its matters. */
function dropPlace(text: string, { township }: TownIndex): string {
  const { fullName, county, name, prefecture } = township;
  const places = [fullName, prefecture, county, name].filter((place) => place.length > 1);
  return places.reduce((left, place) => left.replaceAll(place, ' '), text);
}

/** Bodies named by a name that can be nothing else; 消防 or 教育 alone names a matter, not a body. */
export function namedBodies(text: string, index: TownIndex): Set<string> {
  const named = new Set<string>();
  let left = text;
  let last = '';
  for (const { alias, fullName } of index.bodyAliases) {
    if (alias === last) named.add(fullName);
    else if (alias.length > 1 && looksLikeBody(alias) && left.includes(alias)) {
      named.add(fullName);
      left = left.replaceAll(alias, ' ');
      last = alias;
    }
  }
  return named;
}
