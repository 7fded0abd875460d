import MiniSearch from 'minisearch';
import { looksLikeBody } from '../bodies.js';
import { cellText, type Duty, type Township } from '../duty.js';
import type { TopicLink } from '../store/types.js';
import type { Catalogue, CutTopic } from './catalogue.js';
import type { Classifier } from './classifier.js';
import { normalise } from './normalise.js';
import { createPostings, type Postings } from './postings.js';
import { createWordFinder, type WordFinder } from './word-finder.js';

/** A duty as the index knows it. */
export interface IndexedDuty {
  readonly duty: Duty;
  readonly links: readonly { readonly topic: number; readonly score: number }[];
  /** Canonical names of every body that leads, receives or is named in a heading. */
  readonly bodies: ReadonlySet<string>;
  /** Summed rarity of the name's terms. */
  readonly nameWeight: number;
}

/** Everything needed to answer questions for one township, in memory. */
export interface TownIndex {
  readonly township: Township;
  readonly editionId: number;
  readonly duties: readonly IndexedDuty[];
  readonly topics: readonly CutTopic[];
  /** MiniSearch over name, category, bodies, texts and keywords; ids are positions in `duties`. */
  readonly fields: MiniSearch<FieldDocument>;
  readonly names: Postings;
  readonly texts: Postings;
  readonly keywords: Postings;
  readonly phrasings: Postings;
  /** Topic of each phrasing. */
  readonly topicOfPhrasing: Uint16Array;
  /** Summed rarity of each phrasing's terms. */
  readonly phrasingWeights: Float32Array;
  /** How rare a term is among this town's duties and topics; unknown terms get the highest. */
  rarity(term: number): number;
  /** Bodies of this town and the words people use for them. */
  readonly bodyAliases: readonly { readonly alias: string; readonly fullName: string }[];
  /** Names in a text that can only mean bodies of this town. */
  readonly bodyNames: WordFinder<readonly string[]>;
  /** The classifier of the catalogue, and where it keeps each of `topics`; -1 for one it does not know. */
  readonly classifier: Classifier;
  readonly classified: Int16Array;
  /** Words of the official names and the keywords, for finding what was mistyped. */
  readonly words: readonly string[];
  /** Whole keywords in a text, with the topics they belong to. */
  readonly wholeKeywords: WordFinder<readonly number[]>;
}

export interface FieldDocument {
  readonly id: number;
  readonly name: string;
  readonly category: string;
  readonly bodies: string;
  readonly texts: string;
  readonly keywords: string;
}

const FIELDS = ['name', 'category', 'bodies', 'texts', 'keywords'] as const;

/** A duty with the topics it was linked to when it was imported. */
export interface LinkedDuty {
  readonly duty: Duty;
  readonly links: readonly TopicLink[];
}

/** Builds the index of one township's live edition. */
export function buildTownIndex(
  township: Township,
  editionId: number,
  linked: readonly LinkedDuty[],
  catalogue: Catalogue,
): TownIndex {
  const { vocabulary, tokeniser } = catalogue;
  const ids = [...new Set(linked.flatMap(({ links }) => links.map(({ topicId }) => topicId)))];
  const topics = ids.flatMap((id) => catalogue.topic(id) ?? []);
  const positions = new Map(topics.map(({ topic }, at) => [topic.id, at]));
  const nameTerms = linked.map(({ duty }) => tokeniser.terms(normalise(duty.name)));
  const textTerms = linked.map(({ duty }) => tokeniser.distinctWords(normalise(dutyText(duty))));
  const names = nameTerms.map((terms) => Uint32Array.from(terms, vocabulary.intern));
  const texts = textTerms.map((terms) => Uint32Array.from(terms, vocabulary.intern));
  const phrasings = topics.flatMap((topic) => topic.phrasings);
  const index = (lists: readonly Uint32Array[]) => createPostings(lists, vocabulary.size);
  const topicOfPhrasing = Uint16Array.from(topics.flatMap((topic, at) => topic.phrasings.map(() => at)));
  const postings = {
    names: index(names),
    texts: index(texts),
    keywords: index(topics.map(({ keywordTerms }) => keywordTerms)),
    phrasings: index(phrasings),
  };
  const rarity = createRarity(postings, topicOfPhrasing);
  const weigh = (terms: Uint32Array): number => terms.reduce((sum, term) => sum + rarity(term), 0);
  const duties = linked.map(
    ({ duty, links }, at): IndexedDuty => ({
      duty,
      links: links.flatMap(({ topicId, score }) => {
        const topic = positions.get(topicId);
        return topic === undefined ? [] : [{ topic, score }];
      }),
      bodies: new Set(dutyBodies(duty)),
      nameWeight: weigh(names[at] ?? new Uint32Array()),
    }),
  );
  const fields = new MiniSearch<FieldDocument>({
    fields: [...FIELDS],
    tokenize: (text) => text.split(CUT),
    processTerm: (term) => term,
  });
  fields.addAll(
    duties.map(({ duty, bodies, links }, id) => ({
      id,
      name: nameTerms[id]?.join(CUT) ?? '',
      category: tokeniser.terms(normalise(duty.category)).join(CUT),
      bodies: [...bodies].flatMap((body) => tokeniser.terms(normalise(body))).join(CUT),
      texts: textTerms[id]?.join(CUT) ?? '',
      keywords: [...new Set(links.flatMap(({ topic }) => topics[topic]?.keywords ?? []))].join(CUT),
    })),
  );
  const bodyAliases = listBodyAliases(duties, township, catalogue);
  return {
    township,
    editionId,
    duties,
    topics,
    fields,
    ...postings,
    topicOfPhrasing,
    phrasingWeights: Float32Array.from(phrasings, weigh),
    rarity,
    classifier: catalogue.classifier,
    classified: Int16Array.from(topics, ({ topic }) => catalogue.classifier.positions.get(topic.id) ?? -1),
    words: [...new Set([...nameTerms.flat(), ...topics.flatMap(({ keywords }) => keywords)])],
    bodyAliases,
    bodyNames: createWordFinder(
      bodyAliases
        .filter(({ alias }) => looksLikeBody(alias))
        .map(({ alias, fullName }): [string, readonly string[]] => [alias, [fullName]]),
      (a, b) => [...a, ...b],
    ),
    wholeKeywords: createWordFinder(
      topics.flatMap(({ keywords }, at) =>
        keywords.filter((word) => word.length > 1).map((word): [string, readonly number[]] => [word, [at]]),
      ),
      (a, b) => [...a, ...b],
    ),
  };
}

/** Fields are cut before MiniSearch sees them, so that each text is cut once. */
const CUT = '\n';

/** Every body that leads, receives or is named in a heading of the duty. */
export function dutyBodies(duty: Duty): string[] {
  const named = [...duty.leadDuties, ...duty.townshipDuties, ...duty.workMethod].flatMap(
    ({ bodies }) => bodies,
  );
  return [...new Set([...duty.leadBodies, ...duty.receivingBodies, ...named])];
}

function dutyText(duty: Duty): string {
  return cellText([...duty.townshipDuties, ...duty.leadDuties, ...duty.workMethod]);
}

/** Runs through a term's phrasings, one topic at a time (phrasings stand in the order of their topics). */
export function countByTopic(
  phrasings: Uint16Array,
  topicOfPhrasing: Uint16Array,
  each: (topic: number, count: number) => void,
): void {
  let at = 0;
  while (at < phrasings.length) {
    const topic = topicOfPhrasing[phrasings[at]!]!;
    const start = at;
    while (at < phrasings.length && topicOfPhrasing[phrasings[at]!] === topic) at += 1;
    each(topic, at - start);
  }
}

/** A term's rarity: the logarithm of how many duties and topics there are to each that has it. */
function createRarity(
  { names, keywords, phrasings }: Record<'names' | 'keywords' | 'phrasings', Postings>,
  topicOfPhrasing: Uint16Array,
): (term: number) => number {
  const total = names.size + keywords.size;
  const known = new Map<number, number>();
  return (term) => {
    const before = known.get(term);
    if (before !== undefined) return before;
    let having = names.get(term).length + keywords.get(term).length / 2;
    countByTopic(phrasings.get(term), topicOfPhrasing, () => {
      having += 1;
    });
    const rarity = Math.log(1 + total / (0.5 + having));
    known.set(term, rarity);
    return rarity;
  };
}

function listBodyAliases(duties: readonly IndexedDuty[], township: Township, { bodies }: Catalogue) {
  const names = new Set(duties.flatMap((duty) => [...duty.bodies]));
  return [...names]
    .flatMap((fullName) => {
      const { stem } = bodies.resolve(fullName, township);
      return [fullName, ...bodies.aliases(stem)].map((alias) => ({ alias: normalise(alias), fullName }));
    })
    .sort((a, b) => b.alias.length - a.alias.length);
}
