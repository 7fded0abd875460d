import { setImmediate as breathe } from 'node:timers/promises';
import { BotError } from './errors.js';
import { checkAll } from './keeping/check-all.js';
import { applyDocument } from './keeping/live.js';
import type { Loaded } from './keeping/loaded.js';
import type { Reloaded } from './keeping/reload.js';
import { planFolder, refreshLinks } from './library.js';
import { atOnce } from './slices.js';
import { speakError } from './speak.js';
import type { Store } from './store/types.js';

/** What reading everything anew works on. */
export interface ReloadTools {
  readonly store: Store;
  readonly now: () => number;
  /** Of the documents. */
  readonly folder: string;
  current(): Loaded;
  /** @throws BotError when a file is off; nothing has changed then */
  load(): Loaded;
  /** From now on answers come from this. */
  put(next: Loaded): void;
}

/**
 * `/reload`: everything of data/ and prompts/ is read and checked before anything is changed, so that a
 * fault in any file leaves everything as it was. Of two at once, the second waits for the first.
 * @throws BotError `data-invalid`, `data-syntax`, `file-missing` or `reload-document`, each naming the file
 */
export function createReload(tools: ReloadTools) {
  let last: Promise<unknown> = Promise.resolve();
  return (force: boolean): Promise<Reloaded> => {
    const turn = last.then(() => reload(force, tools));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function reload(
  force: boolean,
  { store, now, folder, current, load, put }: ReloadTools,
): Promise<Reloaded> {
  const before = current();
  const next = load();
  await breathe();
  const iso = new Date(now()).toISOString();
  const planned = await planFolder(folder, store, next.library, iso);
  for (const file of planned) {
    if (file.kind !== 'refused') continue;
    throw new BotError('reload-document', { file: file.fileName, reason: speakError(file.refusal) });
  }
  const fresh = planned.filter(({ kind }) => kind === 'new' || kind === 'draft');
  const check = await checkAll(before, next, fresh, store);
  const facts = {
    documents: fresh.map(({ fileName }) => fileName),
    isNewCatalogue: next.fingerprint !== before.fingerprint,
    isNewWording: JSON.stringify(next.prompts) !== JSON.stringify(before.prompts),
    check,
  };
  if (check?.fell && !force) return { kind: 'fell', editions: [], dormant: [], ...facts };
  const applied = store.together(() => fresh.map((file) => applyDocument(file, store, iso)));
  for (const { live } of store.townships()) if (live) atOnce(refreshLinks(live, store, next.library));
  put(next);
  return {
    kind: 'done',
    editions: applied.flatMap(({ edition }) => edition ?? []),
    dormant: applied.flatMap(({ dormant }) => dormant),
    ...facts,
  };
}
