import { looksLikeBody } from '../bodies.js';
import type { Catalogue } from './catalogue.js';
import { dropChatter, expand, readWishes, type Wish } from './lexicon.js';
import { normaliseQuestion } from './normalise.js';
import type { WeightedTerms } from './postings.js';
import type { TownIndex } from './town-index.js';

/** A question cut for one township's index. */
export interface Question {
  /** Normalised, without the town's own name and without courtesy. */
  readonly text: string;
  /** Terms the index knows, with their rarity; words a question only implies weigh less. */
  readonly terms: WeightedTerms;
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
  const terms = new Map<string, number>();
  const isKnown = (term: string): boolean =>
    index.counts.has(term) ||
    index.names.get(term) !== undefined ||
    index.keywords.get(term) !== undefined ||
    index.texts.get(term) !== undefined;
  for (const term of tokeniser.terms(content)) if (isKnown(term)) terms.set(term, index.rarity(term));
  for (const meant of expand(whole, lexicon)) {
    for (const term of tokeniser.terms(meant)) {
      if (isKnown(term) && !terms.has(term)) terms.set(term, EXPANSION_WEIGHT * index.rarity(term));
    }
  }
  const words = tokeniser.words(content).filter((word) => word.length > 1 && /\p{L}/u.test(word));
  const strange = words.filter((word) => !isKnown(word));
  return {
    text: content,
    terms,
    weight: [...terms.values()].reduce((sum, weight) => sum + weight, 0),
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
