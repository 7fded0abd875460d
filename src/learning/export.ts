import { z } from 'zod';
import { isInForce } from '../search/learnt.js';
import { bareText } from '../similar.js';
import type { Phrasing } from '../store/learning-types.js';

/** An accepted phrasing as it is given away: for the topic, in every township. */
export interface ExportedPhrasing {
  readonly topic: string;
  readonly text: string;
  /** Full name of the township it comes from. */
  readonly town: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Accepted phrasings whose item has a topic, by topic. Pure. */
export function exportPhrasings(phrasings: readonly Phrasing[]): readonly ExportedPhrasing[] {
  return phrasings
    .filter(isInForce)
    .flatMap(({ topicId, text, townshipId, accepted }) =>
      topicId === undefined || !accepted ? [] : [{ topic: topicId, text, town: townshipId, ...accepted }],
    )
    .sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0));
}

const topicShape = z.looseObject({ id: z.string(), phrasings: z.array(z.string()) });

/** A file of data/topics with what was accepted, in the file's own formatting; `added` counts what was new. Pure. */
export function mergeIntoTopics(
  file: string,
  accepted: readonly ExportedPhrasing[],
): { readonly text: string; readonly added: number } {
  let added = 0;
  const merged: unknown = JSON.parse(file, (_key, value: unknown) => {
    const parsed = topicShape.safeParse(value);
    if (!parsed.success || typeof value !== 'object' || value === null) return value;
    const { id, phrasings } = parsed.data;
    const known = new Set(phrasings.map(bareText));
    const fresh = accepted
      .filter(({ topic }) => topic === id)
      .map(({ text }) => text)
      .filter((text) => !known.has(bareText(text)) && known.add(bareText(text)));
    added += fresh.length;
    // Spread from the value as it stands: the order of its keys is the file's formatting too.
    return fresh.length === 0 ? value : { ...value, phrasings: [...phrasings, ...fresh] };
  });
  const end = file.endsWith('\n') ? '\n' : '';
  return { text: added === 0 ? file : JSON.stringify(merged, null, 1) + end, added };
}
