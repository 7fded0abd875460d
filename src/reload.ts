import { setImmediate as breathe } from 'node:timers/promises';
import { BotError } from './errors.js';
import { checkAll } from './keeping/check-all.js';
import type { Loaded } from './keeping/loaded.js';
import type { Reloaded } from './keeping/reload.js';
import { applyFile, LISTS_FOLDER, planFolder, refreshLinks } from './library.js';
import { speakError } from './speak.js';
import type { Store } from './store/types.js';

/** What reading everything anew works on. */
export interface ReloadTools {
  readonly store: Store;
  readonly now: () => number;
  current(): Loaded;
  /** @throws BotError when a file is off; nothing has changed then */
  load(): Loaded;
  /** From now on answers come from this. */
  put(next: Loaded): void;
}

/**
 * `/reload`: everything of data/ and prompts/ is read and checked before anything is changed, so that a
 * fault in any file leaves everything as it was.
 * @throws BotError `data-invalid`, `file-missing` or `reload-document`, each naming the file
 */
export function createReload({ store, now, current, load, put }: ReloadTools) {
  return async (force: boolean): Promise<Reloaded> => {
    const before = current();
    const next = load();
    await breathe();
    const isNewCatalogue = next.fingerprint !== before.fingerprint;
    const iso = new Date(now()).toISOString();
    const planned = await planFolder(LISTS_FOLDER, store, next.library, iso);
    for (const file of planned) {
      if (file.kind !== 'refused') continue;
      throw new BotError('reload-document', { file: file.fileName, reason: speakError(file.refusal) });
    }
    const fresh = planned.filter(({ kind }) => kind === 'new' || kind === 'draft');
    const check = await checkAll(before, next, fresh, store);
    const facts = { documents: fresh.map(({ fileName }) => fileName), isNewCatalogue, check };
    if (check?.fell && !force) return { kind: 'fell', ...facts };
    for (const file of fresh) applyFile(file, store, iso);
    for (const { live } of store.townships()) if (live) refreshLinks(live, store, next.library);
    put(next);
    return { kind: 'done', ...facts };
  };
}
