import { freshMessage } from '../src/batch.js';
import { findTown } from '../src/commands/shared.js';
import { loadConfig } from '../src/config.js';
import type { Township } from '../src/duty.js';
import { type EvalQuestion, evaluate, type Outcome } from '../src/evaluate.js';
import { LISTS_FOLDER, syncFolder } from '../src/library.js';
import { DEV_QUESTIONS, readQuestions } from '../src/question-file.js';
import { type Core, loadLibrary, startCore } from '../src/start.js';
import { openStore } from '../src/store/open.js';
import { createDocuments, type Engine } from './engines/engine.js';
import type { ImportFigures, MemoryFigures, SearchFigures } from './figures.js';
import { timed, timeRounds } from './timing.js';

/** What one worker process measures, each in a process of its own so that nothing is warm by chance. */

/** A way to answer a question of a town: the core's or an engine's. */
interface Answerer {
  /** Makes the town ready; this is what index build time means. */
  prepare(town: Township): void;
  ask(question: TownQuestion): Outcome['answer'];
}

export interface TownQuestion {
  readonly question: EvalQuestion;
  readonly town: Township;
}

/** The whole core: `bot.answer`, each question a fresh conversation. */
export function measureCore(rounds: number): Promise<SearchFigures> {
  return withCore((core) =>
    measure(core, rounds, {
      prepare: ({ id }) => core.towns.index(id),
      ask: ({ question, town }) => core.bot.answer(freshMessage(question.q, town.fullName, core.now())),
    }),
  );
}

/** An off-the-shelf search over the duties of the question's town. */
export function measureEngine(engine: Engine, rounds: number): Promise<SearchFigures> {
  return withCore((core) => {
    const towns = new Map<string, (question: string) => Outcome['answer']>();
    const texts = new Map(core.towns.list().map((town) => [town.id, readTown(town, core)]));
    return measure(core, rounds, {
      prepare({ id }) {
        const { duties, documents } = texts.get(id) ?? { duties: [], documents: [] };
        const search = engine.build(documents);
        towns.set(id, (question) => ({
          verdict: 'info',
          confidence: 0,
          items: search(question).flatMap((at) => {
            const duty = duties[at];
            return duty ? [[duty.list, duty.number] as const] : [];
          }),
        }));
      },
      ask: ({ question, town }) =>
        towns.get(town.id)?.(question.q) ?? { verdict: 'info', confidence: 0, items: [] },
    });
  });
}

/** Reading, checking, linking and storing all documents of data/lists into a new database. */
export async function measureImport(): Promise<ImportFigures> {
  const library = loadLibrary();
  const store = openStore(loadConfig().databasePath);
  let documents = 0;
  try {
    const started = performance.now();
    await syncFolder(
      LISTS_FOLDER,
      store,
      library,
      () => new Date().toISOString(),
      ({ changed }) => {
        if (changed) documents += 1;
      },
    );
    return { ms: performance.now() - started, documents };
  } finally {
    store.close();
  }
}

/** Memory after the questions of the first `count` towns; needs --expose-gc. */
export function measureMemory(count: number): Promise<MemoryFigures> {
  return withCore((core) => {
    const towns = core.towns.list().slice(0, count);
    const ids = new Set(towns.map(({ id }) => id));
    for (const { question, town } of townQuestions(core)) {
      if (ids.has(town.id)) core.bot.answer(freshMessage(question.q, town.fullName, core.now()));
    }
    for (const { id } of towns) core.towns.index(id);
    const resident = process.memoryUsage.rss();
    if (!global.gc) throw new Error('measureMemory needs --expose-gc');
    global.gc();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { towns: towns.length, resident, residentCollected: rss, used: heapUsed + external };
  });
}

function measure(core: Core, rounds: number, { prepare, ask }: Answerer): SearchFigures {
  const build = core.towns.list().map((town) => timed(() => prepare(town)).ms);
  const questions = townQuestions(core);
  const { all, types } = evaluate(questions.map((one) => ({ question: one.question, answer: ask(one) })));
  return {
    build,
    questions: questions.length,
    ...timeRounds(questions, ask, rounds),
    accuracy: [all, ...types].map(({ type, count, top1, top3 }) => ({ type, count, top1, top3 })),
  };
}

/** The development questions, each with its town. */
export function townQuestions(core: Core): TownQuestion[] {
  return readQuestions(DEV_QUESTIONS).map((question) => ({
    question,
    town: findTown(core.towns, question.town),
  }));
}

function readTown({ id }: Township, { store }: Core) {
  const live = store.liveEdition(id);
  const duties = live ? store.duties(live.id) : [];
  return { duties, documents: createDocuments(duties) };
}

async function withCore<T>(work: (core: Core) => T): Promise<T> {
  const core = await startCore(loadConfig());
  try {
    return work(core);
  } finally {
    core.close();
  }
}
