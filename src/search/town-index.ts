import { looksLikeBody } from '../bodies.js';
import { cellText, type Duty, type Township } from '../duty.js';
import { bareText } from '../similar.js';
import { atOnce, type Steps } from '../slices.js';
import type { DutyNote } from '../store/learning-types.js';
import type { TopicLink } from '../store/types.js';
import type { Accepted } from './accepted.js';
import type { Catalogue } from './catalogue.js';
import type { Classifier } from './classifier.js';
import { normalise } from './normalise.js';
import { createPostings, type Postings } from './postings.js';
import type { Topic } from './topics.js';
import { createWordFinder, type WordFinder } from './word-finder.js';

/** A duty as the index knows it. */
export interface IndexedDuty {
  readonly duty: Duty;
  /** Positions in `topics`, with how surely the duty belongs to each. */
  readonly links: readonly { readonly topic: number; readonly score: number }[];
  /** Canonical names of every body that leads, receives or is named in a heading. */
  readonly bodies: ReadonlySet<string>;
  /** Summed rarity of the name's terms. */
  readonly nameWeight: number;
  readonly isPenalty: boolean;
  readonly isApplying: boolean;
}

/** Everything needed to answer questions for one township, in memory. */
export interface TownIndex {
  readonly township: Township;
  readonly editionId: number;
  readonly duties: readonly IndexedDuty[];
  readonly categories: readonly string[];
  readonly topics: readonly Topic[];
  readonly classifier: Classifier;
  /** Where the classifier keeps each of `topics`; -1 for one it does not know. */
  readonly classified: Int16Array;
  /** Where it keeps topics that this town has nothing of, not even under another bundling. */
  readonly foreign: Int16Array;
  /** Official names of `duties`, without spaces and punctuation. */
  readonly bareNames: readonly string[];
  readonly names: Postings;
  readonly texts: Postings;
  /** Words of the official names and the keywords, for finding what was mistyped. */
  readonly words: readonly string[];
  /** Bodies of this town and the words people use for them. */
  readonly bodyAliases: readonly { readonly alias: string; readonly fullName: string }[];
  /** Names in a text that can only mean bodies of this town. */
  readonly bodyNames: WordFinder<readonly string[]>;
  /** Where each topic stands in `topics`, by its id. */
  readonly topicAt: ReadonlyMap<string, number>;
  /** Whole keywords in a text, with the ids of the topics they belong to, here and elsewhere. */
  readonly wholeKeywords: WordFinder<readonly string[]>;
  /** What a keeper accepted as said for items of this town; nothing without any. */
  readonly accepted?: Accepted | undefined;
  /** The township's own notes by `dutyKey`; nothing without any. */
  readonly notes?: ReadonlyMap<string, DutyNote> | undefined;
  /** What `accepted` and `notes` are as old as. */
  readonly learntRevision?: number;
}

/** A duty with the topics it was linked to when it was imported. */
export interface LinkedDuty {
  readonly duty: Duty;
  readonly links: readonly TopicLink[];
}

/** Builds the index of an edition of a township. */
export const buildTownIndex = (...given: Parameters<typeof indexTown>): TownIndex =>
  atOnce(indexTown(...given));

/** As `buildTownIndex`, in steps. */
export function* indexTown(
  township: Township,
  editionId: number,
  linked: readonly LinkedDuty[],
  catalogue: Catalogue,
): Steps<TownIndex> {
  const { vocabulary, tokeniser, classifier } = catalogue;
  const ids = [...new Set(linked.flatMap(({ links }) => links.map(({ topicId }) => topicId)))];
  const topics = ids.flatMap((id) => catalogue.topic(id) ?? []);
  const positions = new Map(topics.map(({ id }, at) => [id, at]));
  const nameTerms: (readonly string[])[] = [];
  const textTerms: (readonly string[])[] = [];
  for (const { duty } of linked) {
    nameTerms.push(tokeniser.terms(normalise(duty.name)));
    textTerms.push(tokeniser.distinctWords(normalise(dutyText(duty))));
    yield;
  }
  const names = nameTerms.map((terms) => Uint32Array.from(terms, vocabulary.intern));
  const texts = textTerms.map((terms) => Uint32Array.from(terms, vocabulary.intern));
  const duties = linked.map(
    ({ duty, links }, at): IndexedDuty => ({
      duty,
      links: links.flatMap(({ topicId, score }) => {
        const topic = positions.get(topicId);
        return topic === undefined ? [] : [{ topic, score }];
      }),
      bodies: new Set(dutyBodies(duty)),
      nameWeight: (nameTerms[at] ?? []).reduce((sum, term) => sum + classifier.rarity(term), 0),
      isPenalty: PENALTY_NAME.test(duty.name),
      isApplying: APPLY_NAME.test(duty.name),
    }),
  );
  yield;
  const bodyAliases = listBodyAliases(duties, township, catalogue);
  yield;
  const keywords = topics.map(({ id }) => catalogue.keywords(id));
  const bodyNames = createWordFinder(
    bodyAliases
      .filter(({ alias }) => looksLikeBody(alias))
      .map(({ alias, fullName }): [string, readonly string[]] => [alias, [fullName]]),
    (a, b) => [...a, ...b],
  );
  yield;
  return {
    township,
    editionId,
    duties,
    categories: [...new Set(duties.map(({ duty }) => duty.category))],
    topics,
    classifier,
    classified: Int16Array.from(topics, ({ id }) => classifier.positions.get(id) ?? -1),
    foreign: foreignTopics(topics, catalogue),
    bareNames: linked.map(({ duty }) => bareText(normalise(duty.name))),
    names: createPostings(names, vocabulary.size),
    texts: createPostings(texts, vocabulary.size),
    words: [...new Set([...nameTerms.flat(), ...keywords.flat()])],
    bodyAliases,
    bodyNames,
    topicAt: positions,
    wholeKeywords: catalogue.wholeKeywords,
  };
}

const PENALTY_NAME = /处罚|查处|责令|追缴/;
const APPLY_NAME = /申请|受理|审批|审核|登记|申领|办理|发放|补贴|补助|津贴|救助|证明|报名|认定/;

function foreignTopics(topics: readonly Topic[], { classifier, topic }: Catalogue): Int16Array {
  const here = new Set(topics.flatMap(({ id, alike, near }) => [id, ...alike, ...near.map((one) => one.id)]));
  const positions = [...classifier.positions];
  return Int16Array.from(
    positions.flatMap(([id, position]) => (here.has(id) || !topic(id) ? [] : [position])),
  );
}

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

function listBodyAliases(duties: readonly IndexedDuty[], township: Township, { bodies }: Catalogue) {
  const names = new Set(duties.flatMap((duty) => [...duty.bodies]));
  return [...names]
    .flatMap((fullName) => {
      const { stem } = bodies.resolve(fullName, township);
      return [fullName, ...bodies.aliases(stem)].map((alias) => ({ alias: normalise(alias), fullName }));
    })
    .sort((a, b) => b.alias.length - a.alias.length);
}
