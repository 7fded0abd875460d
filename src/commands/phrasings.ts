import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExportedPhrasing, exportPhrasings, mergeIntoTopics } from '../learning/export.js';
import { PROJECT_ROOT } from '../root.js';
import { loadTopics } from '../search/topics.js';
import { openCore, print, say } from './shared.js';

const TOPICS_FOLDER = join(PROJECT_ROOT, 'data', 'topics');

/** `phrasings`: every phrasing and what became of it; `--export` the accepted ones as JSON lines; `--write` adds them to data/topics. */
export async function phrasings(options: {
  readonly export?: boolean;
  readonly write?: boolean;
}): Promise<void> {
  const core = await openCore();
  try {
    const all = core.store.phrasings();
    const exported = exportPhrasings(all);
    if (options.export) for (const one of exported) await print(JSON.stringify(one));
    if (options.write)
      process.stderr.write(`${say('phrasings.written', { count: writeTopics(exported) })}\n`);
    if (options.export || options.write) return;
    if (all.length === 0) process.stderr.write(`${say('phrasings.none')}\n`);
    for (const { id, text, townshipId, item, accepted, withdrawn } of all) {
      const status = withdrawn ? 'withdrawn' : accepted ? 'accepted' : 'proposed';
      const facts = { id, town: townshipId, text, name: item.name, status: say(`phrasings.${status}`) };
      await print(say('phrasings.line', facts));
    }
  } finally {
    core.close();
  }
}

/** Adds phrasings to the files of their topics; gives how many were new. Each file is replaced whole. */
export function writeTopics(exported: readonly ExportedPhrasing[], folder = TOPICS_FOLDER): number {
  let count = 0;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const path = join(folder, name);
    const { text, added } = mergeIntoTopics(readFileSync(path, 'utf8'), exported);
    if (added === 0) continue;
    const beside = `${path}.new`;
    writeFileSync(beside, text);
    renameSync(beside, path);
    count += added;
  }
  // What was written must be what start-up reads.
  loadTopics(folder);
  return count;
}
