import { createMemory } from './answer/memory.js';
import { type Bot, createBot } from './bot.js';
import type { Config } from './config.js';
import type { BotError } from './errors.js';
import { readListApart } from './import/apart.js';
import type { KeepingDesk } from './keeping/desk.js';
import { DRAFT_HOURS } from './keeping/drafts.js';
import { applyDocument } from './keeping/live.js';
import {
  type Folders,
  listsFolder,
  loadAgain,
  loadAround,
  loadCatalogue,
  PROJECT_FOLDERS,
} from './keeping/loaded.js';
import { type Imported, type LibraryTools, syncFolder } from './library.js';
import { createReload } from './reload.js';
import { speakErrorsWith } from './speak.js';
import { openStore } from './store/open.js';
import type { Store } from './store/types.js';
import { loadWording } from './wording.js';

/** The core, ready to answer. */
export interface Core extends KeepingDesk {
  /** The town meant when nobody names one. */
  readonly defaultTown: string | undefined;
  readonly bot: Bot;
  /** Tells whenever something could not be written down because the disk is full; answering goes on. */
  whenFull(told: (error: BotError) => void): void;
  close(): void;
}

/** A process that runs for months still forgets in time. */
const PURGE_EVERY_MS = 6 * 60 * 60 * 1000;
/** Whoever sits at the process's own terminal may do everything. */
const AT_THE_TERMINAL = 'console:console';

/** Reads data and wording. @throws BotError when a file a person edits is off its schema */
export const loadLibrary = (folders = PROJECT_FOLDERS): LibraryTools => ({
  catalogue: loadCatalogue(folders),
  say: loadWording('notices', folders.prompts),
});

/**
 * Opens the store, brings it up to date with data/lists and puts the core together.
 * @param each told of every document as it is done
 * @throws BotError for settings, data or a database that cannot be used
 */
export async function startCore(
  config: Config,
  each?: (imported: Imported, at: number, of: number) => void,
  library?: LibraryTools,
  folders: Folders = PROJECT_FOLDERS,
): Promise<Core> {
  const core = openCore(config, library, folders);
  try {
    await syncFolder(
      listsFolder(folders),
      core.store,
      core.library,
      () => new Date(core.now()).toISOString(),
      each,
      applyDocument,
    );
    return core;
  } catch (error) {
    core.close();
    throw error;
  }
}

/** The core on a store as it stands: data/lists is not looked at. @throws BotError as `startCore` */
export function openCore(config: Config, library?: LibraryTools, folders: Folders = PROJECT_FOLDERS): Core {
  const full: ((error: BotError) => void)[] = [];
  const store = openStore(config.databasePath, {
    queryLogDays: config.queryLogDays,
    buttonDays: config.buttonDays,
    onFull: (error) => full.forEach((told) => void told(error)),
  });
  try {
    const now = Date.now;
    const purging = purgeNowAndThen(store, now);
    let loaded = loadAround(library?.catalogue ?? loadCatalogue(folders), store, folders);
    speakErrorsWith(loaded.sayError);
    const desk: KeepingDesk = {
      store,
      memory: createMemory(now),
      rules: {
        ownerIds: [AT_THE_TERMINAL, ...config.ownerIds],
        questionsPerMinute: config.questionsPerMinute,
        autoPauseSeconds: config.autoPauseSeconds,
        defaultTown: config.defaultTown,
      },
      now,
      get catalogue() {
        return loaded.library.catalogue;
      },
      get library() {
        return loaded.library;
      },
      get towns() {
        return loaded.towns;
      },
      get ranking() {
        return loaded.ranking;
      },
      // Handed to adapters once: they speak the new words after a reload all the same.
      say: (key, params) => loaded.say(key, params),
      sayChat: (key, params) => loaded.sayChat(key, params),
      sayKeep: (key, params) => loaded.sayKeep(key, params),
      sayLearning: (key, params) => loaded.sayLearning(key, params),
      readDocument: (bytes, fileName, town) => readListApart(bytes, fileName, town ? { town } : {}),
      reload: createReload({
        store,
        now,
        current: () => loaded,
        folder: listsFolder(folders),
        load: () => loadAgain(loaded, store, folders),
        put: (next) => {
          loaded = next;
          speakErrorsWith(next.sayError);
        },
      }),
    };
    const bot = createBot(desk);
    // Getters are kept: what is read through the core is what answers now.
    return Object.defineProperties(
      {
        defaultTown: config.defaultTown,
        bot,
        whenFull: (told: (error: BotError) => void) => void full.push(told),
        close: () => {
          clearInterval(purging);
          store.close();
        },
      },
      Object.getOwnPropertyDescriptors(desk),
    ) as Core;
  } catch (error) {
    store.close();
    throw error;
  }
}

function purgeNowAndThen(store: Store, now: () => number): NodeJS.Timeout {
  const purge = (): void => {
    const at = new Date(now()).toISOString();
    store.purgeQueries(at);
    store.purgeChats(at);
    store.purgeDrafts(new Date(now() - DRAFT_HOURS * 3_600_000).toISOString());
  };
  purge();
  return setInterval(purge, PURGE_EVERY_MS).unref();
}
