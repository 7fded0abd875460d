import MiniSearch from 'minisearch';
import { cellText, type Duty, type Township } from '../duty.js';
import type { Catalogue, CutTopic } from './catalogue.js';
import type { TopicLink } from './link.js';
import { normalise } from './normalise.js';
import { createPostings, type Postings } from './postings.js';

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
  /** How often a term occurs in the phrasings of each topic that has it. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Summed rarity of each phrasing's terms. */
  readonly phrasingWeights: Float32Array;
  /** How rare a term is among this town's duties and topics; unknown terms get the highest. */
  rarity(term: string): number;
  /** Bodies of this town and the words people use for them. */
  readonly bodyAliases: readonly { readonly alias: string; readonly fullName: string }[];
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
  const { terms } = catalogue.tokeniser;
  const ids = [...new Set(linked.flatMap(({ links }) => links.map(({ topicId }) => topicId)))];
  const topics = ids.flatMap((id) => catalogue.topic(id) ?? []);
  const positions = new Map(topics.map(({ topic }, at) => [topic.id, at]));
  const nameTerms = linked.map(({ duty }) => terms(normalise(duty.name)));
  const textTerms = linked.map(({ duty }) => terms(normalise(dutyText(duty))));
  const phrasings = topics.flatMap((topic) => topic.phrasings);
  const topicOfPhrasing = Uint16Array.from(topics.flatMap((topic, at) => topic.phrasings.map(() => at)));
  const counts = countTerms(topics);
  const rarity = createRarity(linked, topics, nameTerms, counts);
  const weigh = (list: readonly string[]): number => list.reduce((sum, term) => sum + rarity(term), 0);

  const duties = linked.map(({ duty, links }, at): IndexedDuty => ({
    duty,
    links: links.flatMap(({ topicId, score }) => {
      const topic = positions.get(topicId);
      return topic === undefined ? [] : [{ topic, score }];
    }),
    bodies: new Set(dutyBodies(duty)),
    nameWeight: weigh(nameTerms[at] ?? []),
  }));
  const fields = new MiniSearch<FieldDocument>({
    fields: [...FIELDS],
    tokenize: (text) => terms(text),
    processTerm: (term) => term,
  });
  fields.addAll(
    duties.map(({ duty, bodies, links }, id) => ({
      id,
      name: normalise(duty.name),
      category: normalise(duty.category),
      bodies: [...bodies].join(' '),
      texts: normalise(dutyText(duty)),
      keywords: links.flatMap(({ topic }) => topics[topic]?.keywords ?? []).join(' '),
    })),
  );
  return {
    township,
    editionId,
    duties,
    topics,
    fields,
    names: createPostings(nameTerms),
    texts: createPostings(textTerms),
    keywords: createPostings(topics.map(({ keywordTerms }) => keywordTerms)),
    phrasings: createPostings(phrasings),
    topicOfPhrasing,
    counts,
    phrasingWeights: Float32Array.from(phrasings, weigh),
    rarity,
    bodyAliases: listBodyAliases(duties, township, catalogue),
  };
}

/** Every body that leads, receives or is named in a heading of the duty. */
export function dutyBodies(duty: Duty): string[] {
  const named = [...duty.leadDuties, ...duty.townshipDuties, ...duty.workMethod].flatMap(({ bodies }) => bodies);
  return [...new Set([...duty.leadBodies, ...duty.receivingBodies, ...named])];
}

function dutyText(duty: Duty): string {
  return cellText([...duty.townshipDuties, ...duty.leadDuties, ...duty.workMethod]);
}

function countTerms(topics: readonly CutTopic[]): Map<string, Map<number, number>> {
  const counts = new Map<string, Map<number, number>>();
  for (const [at, { phrasings }] of topics.entries()) {
    for (const term of phrasings.flat()) {
      const found = counts.get(term) ?? new Map<number, number>();
      found.set(at, (found.get(at) ?? 0) + 1);
      counts.set(term, found);
    }
  }
  return counts;
}

/** A term's rarity: the logarithm of how many duties and topics there are to each that has it. */
function createRarity(
  linked: readonly LinkedDuty[],
  topics: readonly CutTopic[],
  nameTerms: readonly (readonly string[])[],
  counts: ReadonlyMap<string, ReadonlyMap<number, number>>,
): (term: string) => number {
  const having = new Map<string, number>();
  const add = (term: string, count: number) => having.set(term, (having.get(term) ?? 0) + count);
  for (const list of nameTerms) for (const term of list) add(term, 1);
  for (const [term, found] of counts) add(term, found.size);
  for (const { keywordTerms } of topics) for (const term of keywordTerms) add(term, 0.5);
  const total = linked.length + topics.length;
  return (term) => Math.log(1 + total / (0.5 + (having.get(term) ?? 0)));
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
