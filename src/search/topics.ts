import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonFault, readJsonFile } from '../json-file.js';
import { PROJECT_ROOT } from '../root.js';

/** Length of a phrasing, in characters. */
export const PHRASING_MIN = 2;
export const PHRASING_MAX = 60;

const topicSchema = z.strictObject({
  /** Pinyin, for links and logs. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** A short everyday name, to tell topics apart. */
  title: z.string().min(2).max(20),
  /** Official names of this matter in published lists. */
  names: z.array(z.string().min(2)).min(1),
  /** Whole messages as people type them. */
  phrasings: z.array(z.string().min(PHRASING_MIN).max(PHRASING_MAX)),
  /** Everyday words that do not stand in the names. */
  keywords: z.array(z.string().min(1).max(12)),
  /** Topics that are this matter too, bundled wider or narrower in other lists. */
  alike: z.array(z.string()),
  /** Topics that people confuse with this one, and what tells them apart. */
  near: z.array(z.strictObject({ id: z.string(), difference: z.string() })),
});

/** The same matter across townships, with what people say about it. */
export interface Topic extends z.output<typeof topicSchema> {
  readonly category: string;
}

const fileSchema = z.strictObject({ category: z.string().min(2), topics: z.array(topicSchema) });

/**
 * The catalogue of data/topics: one file a category.
 * @throws BotError `data-…` naming the file and the line: off the schema, a double id, a link to no topic
 */
export function loadTopics(folder = join(PROJECT_ROOT, 'data', 'topics')): readonly Topic[] {
  const topics: Topic[] = [];
  const placeOf = new Map<string, { readonly file: string; readonly at: number }>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const { category, topics: read } = readJsonFile(join(folder, file), fileSchema);
    for (const [at, topic] of read.entries()) {
      const before = placeOf.get(topic.id);
      if (before) {
        const facts = { id: topic.id, other: before.file };
        throw jsonFault(join(folder, file), ['topics', at, 'id'], 'data-topic-double', facts);
      }
      placeOf.set(topic.id, { file, at });
      topics.push({ ...topic, category });
    }
  }
  for (const topic of topics) {
    const lost = topic.near.findIndex(({ id }) => !placeOf.has(id));
    const id = topic.near[lost]?.id;
    const place = placeOf.get(topic.id);
    if (id === undefined || !place) continue;
    const at = ['topics', place.at, 'near', lost, 'id'];
    throw jsonFault(join(folder, place.file), at, 'data-topic-unknown', { id });
  }
  return topics;
}
