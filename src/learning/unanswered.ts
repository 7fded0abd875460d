import { readIntent } from '../answer/intent.js';
import type { Catalogue } from '../search/catalogue.js';
import { createLikenessIndex, termVector } from '../search/likeness.js';
import { normaliseQuestion } from '../search/normalise.js';
import { type Question, readQuestion } from '../search/question.js';
import type { TownIndex } from '../search/town-index.js';
import { bareText } from '../similar.js';
import type { KeptVote } from '../store/chat-types.js';
import type { KeptOutcome } from '../store/learning-types.js';
import type { LoggedQuery } from '../store/types.js';

/** Why an answer was no good one. */
export const REASONS = ['unlisted', 'unclear', 'useless', 'rejected'] as const;
export type Reason = (typeof REASONS)[number];

/** Questions that are much the same and got no good answer. */
export interface UnansweredGroup {
  /** The spelling that most people used. */
  readonly text: string;
  /** Other spellings, most used first. */
  readonly spellings: readonly string[];
  readonly people: number;
  readonly times: number;
  readonly reasons: Readonly<Partial<Record<Reason, number>>>;
}

/** What was asked and what became of it; those of other townships are left out. */
export interface Use {
  readonly queries: readonly LoggedQuery[];
  readonly votes: readonly KeptVote[];
  readonly outcomes: readonly KeptOutcome[];
}

/** Questions at least this alike are one group; lower than this, words that frame many questions would join them. */
const GROUP_LIKENESS_MIN = 0.55;
const SPELLINGS_MAX = 3;

/** One spelling of a question with all that speaks against its answers. */
interface Entry {
  readonly text: string;
  readonly key: string;
  readonly question: Question;
  /** By person, how often for which reason. */
  readonly people: Map<string, Map<Reason, number>>;
  readonly firstAt: string;
}

/** What was asked in a township without a good answer, much alike together, most asked first. Pure. */
export function groupUnanswered(
  use: Use,
  index: TownIndex,
  catalogue: Catalogue,
): readonly UnansweredGroup[] {
  const entries = collect(use, index, catalogue).sort(mostAsked);
  const { rarity } = catalogue.classifier;
  const leaders = createLikenessIndex();
  const groups: Entry[][] = [];
  for (const entry of entries) {
    const vector = termVector(entry.question.classified, rarity);
    const [nearest] = [...leaders.alike(vector, GROUP_LIKENESS_MIN)].sort(
      (a, b) => b[1] - a[1] || a[0] - b[0],
    );
    const group = nearest && groups[nearest[0]];
    if (group) group.push(entry);
    else groups[leaders.add(vector)] = [entry];
  }
  return groups
    .map(toGroup)
    .sort((a, b) => b.people - a.people || b.times - a.times || (a.text < b.text ? -1 : 1));
}

function collect({ queries, votes, outcomes }: Use, index: TownIndex, catalogue: Catalogue): Entry[] {
  const entries = new Map<string, Entry>();
  const read = new Map<string, Question | undefined>();
  const readOnce = (text: string): Question | undefined => {
    if (!read.has(text)) read.set(text, readMatter(text, index, catalogue));
    return read.get(text);
  };
  const add = (text: string, person: string, at: string, reason: Reason): void => {
    const question = readOnce(text);
    if (!question || index.accepted?.has(question)) return;
    const key = bareText(question.text);
    const entry = entries.get(key) ?? { text, key, question, people: new Map(), firstAt: at };
    entries.set(key, entry);
    const reasons = entry.people.get(person) ?? new Map<Reason, number>();
    entry.people.set(person, reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
  };
  const { id } = index.township;
  const here = <T extends { readonly townshipId: string | null }>(all: readonly T[]): T[] =>
    all.filter(({ townshipId }) => townshipId === id);
  const chosen = new Map<string, string>();
  for (const { question, userHash, at, kind } of here(outcomes)) {
    const key = bareText(readOnce(question)?.text ?? question);
    if (kind === 'chosen') chosen.set(`${userHash} ${key}`, at);
  }
  for (const { text, userHash, at, verdict } of here(queries)) {
    if (verdict === 'unlisted') add(text, userHash, at, 'unlisted');
    if (verdict !== 'unclear') continue;
    const key = bareText(readOnce(text)?.text ?? text);
    if ((chosen.get(`${userHash} ${key}`) ?? '') < at) add(text, userHash, at, 'unclear');
  }
  for (const { question, userHash, at, useful } of here(votes)) {
    if (!useful && question !== '') add(question, userHash, at, 'useless');
  }
  for (const { question, userHash, at, kind } of here(outcomes)) {
    if (kind === 'rejected') add(question, userHash, at, 'rejected');
  }
  return [...entries.values()];
}

/** Nothing for numbers, small talk and follow-ups: they ask for no matter. */
function readMatter(text: string, index: TownIndex, catalogue: Catalogue): Question | undefined {
  const question = readQuestion(text, index, catalogue);
  const intent = readIntent(normaliseQuestion(text), { categories: index.categories, isBody: () => false });
  return intent.kind === 'matter' && bareText(question.text) !== '' ? question : undefined;
}

/** One question may be unclear and then turned down: that is asked once. */
const timesOf = ({ people }: Entry): number =>
  [...people.values()].reduce((sum, reasons) => sum + Math.max(...reasons.values()), 0);

const mostAsked = (a: Entry, b: Entry): number =>
  b.people.size - a.people.size ||
  timesOf(b) - timesOf(a) ||
  (a.firstAt === b.firstAt ? (a.key < b.key ? -1 : 1) : a.firstAt < b.firstAt ? -1 : 1);

function toGroup(entries: readonly Entry[]): UnansweredGroup {
  const reasons: Partial<Record<Reason, number>> = {};
  for (const { people } of entries) {
    for (const [reason, count] of [...people.values()].flatMap((one) => [...one]))
      reasons[reason] = (reasons[reason] ?? 0) + count;
  }
  const [first, ...others] = entries.map(({ text }) => text);
  return {
    text: first ?? '',
    spellings: others.slice(0, SPELLINGS_MAX),
    people: new Set(entries.flatMap(({ people }) => [...people.keys()])).size,
    times: entries.reduce((sum, entry) => sum + timesOf(entry), 0),
    reasons,
  };
}
