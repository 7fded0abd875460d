import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemory } from './answer/memory.js';
import { loadBodies } from './bodies.js';
import { type Bot, createBot } from './bot.js';
import type { Config } from './config.js';
import { readListApart } from './import/apart.js';
import type { KeepingDesk } from './keeping/desk.js';
import type { Loaded } from './keeping/loaded.js';
import { DRAFT_HOURS } from './keeping/publish.js';
import { type Imported, LISTS_FOLDER, type LibraryTools, syncFolder } from './library.js';
import { createReload } from './reload.js';
import { PROJECT_ROOT } from './root.js';
import { createCatalogue } from './search/catalogue.js';
import { loadRanking } from './search/rank.js';
import { createTowns } from './search/towns.js';
import { openStore } from './store/open.js';
import type { Store } from './store/types.js';
import { loadWording } from './wording.js';

/** The core, ready to answer. */
export interface Core extends KeepingDesk {
  /** The town meant when nobody names one. */
  readonly defaultTown: string | undefined;
  readonly bot: Bot;
  close(): void;
}

/** A process that runs for months still forgets in time. */
const PURGE_EVERY_MS = 6 * 60 * 60 * 1000;
/** Whoever sits at the process's own terminal may do everything. */
const AT_THE_TERMINAL = 'console:console';

/** Reads data and wording. @throws BotError when a file a person edits is off its schema */
export function loadLibrary(): LibraryTools {
  return { catalogue: createCatalogue(loadBodies()), say: loadWording('notices') };
}

/**
 * Opens the store, brings it up to date with data/lists and puts the core together.
 * @param each told of every document as it is done
 * @throws BotError for settings, data or a database that cannot be used
 */
export async function startCore(
  config: Config,
  each?: (imported: Imported, at: number, of: number) => void,
  library: LibraryTools = loadLibrary(),
): Promise<Core> {
  const core = openCore(config, library);
  try {
    await syncFolder(LISTS_FOLDER, core.store, library, () => new Date(core.now()).toISOString(), each);
    return core;
  } catch (error) {
    core.close();
    throw error;
  }
}

/** The core on a store as it stands: data/lists is not looked at. @throws BotError as `startCore` */
export function openCore(config: Config, library: LibraryTools = loadLibrary()): Core {
  const store = openStore(config.databasePath, {
    queryLogDays: config.queryLogDays,
    buttonDays: config.buttonDays,
  });
  try {
    const now = Date.now;
    const purging = purgeNowAndThen(store, now);
    let loaded = loadAround(library, store);
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
        load: () => readAgain(loaded, store),
        put: (next) => {
          loaded = next;
        },
      }),
    };
    const bot = createBot(desk);
    // Getters are kept: what is read through the core is what answers now.
    return Object.defineProperties(
      {
        defaultTown: config.defaultTown,
        bot,
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

const loadAround = (library: LibraryTools, store: Store): Loaded => ({
  library,
  ranking: loadRanking(),
  towns: createTowns(store, library.catalogue),
  say: loadWording('reply'),
  sayChat: loadWording('chat'),
  sayKeep: loadWording('keeping'),
  sayLearning: loadWording('learning'),
  fingerprint: fingerprintData(),
});

/** Reads everything anew; the catalogue, which is large, only when its files changed. @throws BotError */
function readAgain(before: Loaded, store: Store): Loaded {
  const isSame = fingerprintData() === before.fingerprint;
  const catalogue = isSame ? before.library.catalogue : createCatalogue(loadBodies());
  const library = { catalogue, say: loadWording('notices') };
  const after = loadAround(library, store);
  return isSame ? { ...after, towns: before.towns } : after;
}

/** Of the files that topics, words and weights come from. */
function fingerprintData(): string {
  const folder = join(PROJECT_ROOT, 'data');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort();
  const hash = createHash('sha256');
  for (const name of files) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
