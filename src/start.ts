import { createMemory } from './answer/memory.js';
import { loadBodies } from './bodies.js';
import { type Bot, type BotTools, createBot } from './bot.js';
import type { Config } from './config.js';
import { type Imported, LISTS_FOLDER, type LibraryTools, syncFolder } from './library.js';
import { createCatalogue } from './search/catalogue.js';
import { loadRanking } from './search/rank.js';
import { createTowns } from './search/towns.js';
import { openStore } from './store/open.js';
import { loadWording } from './wording.js';

/** The core, ready to answer. */
export interface Core extends BotTools {
  /** The town meant when nobody names one. */
  readonly defaultTown: string | undefined;
  readonly bot: Bot;
  readonly library: LibraryTools;
  close(): void;
}

/** A process that runs for months still forgets in time. */
const PURGE_EVERY_MS = 6 * 60 * 60 * 1000;

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
    const purge = (): void => {
      const at = new Date(now()).toISOString();
      store.purgeQueries(at);
      store.purgeChats(at);
    };
    purge();
    const purging = setInterval(purge, PURGE_EVERY_MS).unref();
    const { catalogue } = library;
    const tools: BotTools = {
      store,
      catalogue,
      towns: createTowns(store, catalogue),
      ranking: loadRanking(),
      memory: createMemory(now),
      say: loadWording('reply'),
      sayChat: loadWording('chat'),
      rules: {
        ownerIds: config.ownerIds,
        questionsPerMinute: config.questionsPerMinute,
        autoPauseSeconds: config.autoPauseSeconds,
        defaultTown: config.defaultTown,
      },
      now,
    };
    return {
      ...tools,
      defaultTown: config.defaultTown,
      bot: createBot(tools),
      library,
      close: () => {
        clearInterval(purging);
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
