import { loadBodies } from '../bodies.js';
import { loadConfig } from '../config.js';
import type { EvalQuestion, Outcome } from '../evaluate.js';
import { createCatalogue } from '../search/catalogue.js';
import { loadTopics, type Topic } from '../search/topics.js';
import { startCore } from '../start.js';
import { loadWording } from '../wording.js';
import { runQuestions } from './ask-questions.js';

/**
 * How a township fares that the catalogue has never seen: each town's questions are answered with its own
 * official names taken out of the topics, so that its duties are linked by likeness alone. The classifier
 * stays as it was fitted.
 */
export async function leaveTownsOut(questions: readonly EvalQuestion[]): Promise<Outcome[]> {
  const config = { ...loadConfig(), databasePath: ':memory:' };
  const say = loadWording('notices');
  const bodies = loadBodies();
  const topics = loadTopics();
  const whole = await startCore(config, undefined, { catalogue: createCatalogue(bodies, { topics }), say });
  const named = whole.store.townships().map(({ township, live }) => ({
    town: township.fullName,
    names: new Set(live ? whole.store.duties(live.id).map(({ name }) => name) : []),
  }));
  whole.close();
  const outcomes: Outcome[] = [];
  for (const { town, names } of named) {
    const others = new Set(named.filter((other) => other.town !== town).flatMap((other) => [...other.names]));
    const kept = withoutNames(topics, names, others);
    const core = await startCore(config, undefined, {
      catalogue: createCatalogue(bodies, { topics: kept }),
      say,
    });
    try {
      const own = questions.filter(
        (question) => question.town.endsWith(town) || town.endsWith(question.town),
      );
      outcomes.push(...runQuestions(own, core));
    } finally {
      core.close();
    }
  }
  return outcomes;
}

/** Topics without the names that only the left-out town has; what people say of them stays. */
function withoutNames(
  topics: readonly Topic[],
  names: ReadonlySet<string>,
  others: ReadonlySet<string>,
): Topic[] {
  return topics.map((topic) => ({
    ...topic,
    names: topic.names.filter((name) => others.has(name) || !names.has(name)),
  }));
}
