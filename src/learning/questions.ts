import { existsSync } from 'node:fs';
import { readIntent } from '../answer/intent.js';
import type { Duty } from '../duty.js';
import { DEV_QUESTIONS, readQuestions } from '../question-file.js';
import { nameFragments } from '../search/name-fragments.js';
import { normaliseQuestion } from '../search/normalise.js';
import type { TownIndex } from '../search/town-index.js';
import type { ConfirmedQuestion, NamedItem } from '../store/learning-types.js';
import type { Store } from '../store/types.js';

/** A question whose answer is known: asked before and after a change. */
export interface RegressionQuestion {
  readonly text: string;
  /** Any of these is right; without any, that nothing is listed. */
  readonly expected: readonly NamedItem[];
  /** Somebody has said so, it does not only follow from a name. */
  readonly isConfirmed: boolean;
}

/** Questions asked for one change. */
const QUESTIONS_MAX = 300;
/** A piece of a name that more items share asks for none of them. */
const SHARED_MAX = 3;

interface Questioned {
  /** Items of the edition that will answer. */
  readonly duties: readonly Duty[];
  /** Items of the one that answers now: who knows an old name goes on asking by it. */
  readonly former?: readonly Duty[];
  readonly confirmed?: readonly ConfirmedQuestion[];
  /** Questions with answers from a file. */
  readonly known?: readonly RegressionQuestion[];
}

/** The regression questions of a list: what people confirmed, then every item's name, then pieces of names. Pure. */
export function regressionQuestions(of: Questioned): readonly RegressionQuestion[] {
  const fresh = new Map<string, RegressionQuestion>();
  for (const question of listQuestions(of)) {
    if (fresh.size === QUESTIONS_MAX) break;
    if (!fresh.has(question.text)) fresh.set(question.text, question);
  }
  return [...fresh.values()];
}

/** One after the other, so that none is made that nobody asks. */
function* listQuestions({ duties, former = [], confirmed = [], known = [] }: Questioned) {
  for (const { question, item } of confirmed) yield { text: question, expected: [item], isConfirmed: true };
  yield* known;
  yield* nameQuestions(duties);
  const names = new Set(duties.map(({ name }) => name));
  yield* nameQuestions(former.filter(({ name }) => !names.has(name)));
  for (const duty of duties) yield* fragmentQuestions(duty, duties);
}

const named = ({ list, name }: Duty): NamedItem => ({ list, name });

/** An item's own name is asked without the words that frame every name. */
function nameQuestions(duties: readonly Duty[]): RegressionQuestion[] {
  return duties.map(({ name }) => ({
    text: name.replace(FRAME, ''),
    expected: duties.filter((duty) => duty.name === name).map(named),
    isConfirmed: false,
  }));
}
const FRAME = /^(?:负责|做好|开展|加强|落实|推进|组织|对)+|工作$/g;

function fragmentQuestions({ name }: Duty, duties: readonly Duty[]): RegressionQuestion[] {
  return nameFragments(name).flatMap((text) => {
    const expected = duties.filter((duty) => duty.name.includes(text)).map(named);
    return expected.length > SHARED_MAX ? [] : [{ text, expected, isConfirmed: false }];
  });
}

/** Start-up imports the published lists under this name: the development questions go by their numbers. */
const PUBLISHED_BY = 'data/lists';

/**
 * Regression questions of a township as it answers now.
 * @param after the index that may take its place; by default nothing does
 */
export const questionsOf = (
  index: TownIndex,
  store: Pick<Store, 'edition' | 'confirmedQuestions'>,
  after = index,
): readonly RegressionQuestion[] =>
  regressionQuestions({
    duties: after.duties.map(({ duty }) => duty),
    former: index.duties.map(({ duty }) => duty),
    confirmed: store.confirmedQuestions(index.township.id),
    known: knownQuestions(index, store),
  });

/** The development questions, for a list that is the published one. */
const knownQuestions = (index: TownIndex, store: Pick<Store, 'edition'>): RegressionQuestion[] =>
  store.edition(index.editionId)?.importedBy === PUBLISHED_BY ? developmentQuestions(index) : [];

/** The development questions of a town, where their file is there; they go by the numbers of the published list. */
export function developmentQuestions({ township, duties }: TownIndex, file = DEV_QUESTIONS) {
  if (!existsSync(file)) return [];
  return readQuestions(file).flatMap(({ town, q, expect, also, none }): RegressionQuestion[] => {
    if (town !== township.fullName && town !== township.name) return [];
    if (readIntent(normaliseQuestion(q), { categories: [], isBody: () => false }).kind !== 'matter')
      return [];
    const expected = [...expect, ...also].flatMap(([list, number]) =>
      duties.flatMap(({ duty }) => (duty.list === list && duty.number === number ? [named(duty)] : [])),
    );
    return expected.length === 0 && !none ? [] : [{ text: q, expected, isConfirmed: true }];
  });
}
