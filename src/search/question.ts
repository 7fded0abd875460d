import type { Catalogue } from './catalogue.js';
import { classifierTerms } from './classifier.js';
import type { Wish } from './lexicon.js';
import { normaliseQuestion } from './normalise.js';
import type { WeightedTerm } from './postings.js';
import type { TownIndex } from './town-index.js';
import { withoutOverlaps } from './word-finder.js';

/** A question cut for one township's index. */
export interface Question {
  /** Normalised, without the town's own name and without courtesy. */
  readonly text: string;
  /** Terms the index knows, with their rarity; words a question only implies weigh less. */
  readonly terms: readonly WeightedTerm[];
  /** Its own terms, with nothing that they only imply. */
  readonly own: readonly string[];
  /** Whether its rarest word stands in an official name, in a question so short that this word is its matter. */
  readonly isNamed: boolean;
  /** What the classifier reads of the question. */
  readonly classified: readonly string[];
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

/**
 * @param meant words that a mistyped question may have meant, each with how likely
 */
export function readQuestion(
  text: string,
  index: TownIndex,
  catalogue: Catalogue,
  meant: readonly { readonly word: string; readonly share: number }[] = [],
): Question {
  const whole = dropPlace(normaliseQuestion(text), index);
  const { lexicon, tokeniser } = catalogue;
  const content = lexicon.dropChatter(whole);
  const terms = new Map<string, WeightedTerm>();
  const { classifier, vocabulary } = catalogue;
  const isHere = (word: string): boolean => {
    const term = vocabulary.find(word);
    return term !== undefined && (index.names.has(term) || index.texts.has(term));
  };
  const isKnown = (word: string): boolean => classifier.rarityOf(word) !== undefined || isHere(word);
  const add = (word: string, share: number) => {
    if (terms.has(word)) return;
    const rarity = classifier.rarityOf(word) ?? (isHere(word) ? classifier.rarest : undefined);
    if (rarity !== undefined) terms.set(word, { term: vocabulary.intern(word), weight: share * rarity });
  };
  const { words: all, terms: own } = tokeniser.cut(content);
  const official = lexicon.expand(whole).flatMap(tokeniser.terms);
  for (const word of own) add(word, 1);
  for (const { word, share } of meant) add(word, share);
  for (const word of official) add(word, EXPANSION_WEIGHT);
  const words = all.filter((word) => word.length > 1 && /\p{L}/u.test(word));
  const strange = words.filter((word) => !isKnown(word));
  return {
    text: content,
    terms: [...terms.values()],
    own,
    isNamed: content.length <= SHORT_MAX && isInName(rarestOf(words, classifier), catalogue, index),
    classified: classifierTerms(content, own, [...official, ...meant.map(({ word }) => word)]),
    weight: [...terms.values()].reduce((sum, { weight }) => sum + weight, 0),
    unknown: words.length === 0 ? 0 : strange.length / words.length,
    wishes: lexicon.readWishes(whole),
    bodies: namedBodies(whole, index),
  };
}

/** Characters of a question that is hardly more than its matter: 低保怎么申请. */
const SHORT_MAX = 10;

/** The rarest of several words; nothing for none. */
function rarestOf(words: readonly string[], { rarity }: Catalogue['classifier']): string | undefined {
  return [...words].sort((a, b) => rarity(b) - rarity(a))[0];
}

function isInName(word: string | undefined, { vocabulary }: Catalogue, { names }: TownIndex): boolean {
  const term = word === undefined ? undefined : vocabulary.find(word);
  return term !== undefined && names.has(term);
}

/** The town's and county's own names are no evidence for any of its matters. */
function dropPlace(text: string, { township }: TownIndex): string {
  const { fullName, county, name, prefecture } = township;
  const places = [fullName, prefecture, county, name].filter((place) => place.length > 1);
  return places.reduce((left, place) => left.replaceAll(place, ' '), text);
}

/** Bodies named by a name that can be nothing else; 消防 or 教育 alone names a matter, not a body. */
export function namedBodies(text: string, index: TownIndex): Set<string> {
  return new Set(withoutOverlaps(index.bodyNames.find(text)).flatMap(({ value }) => value));
}
