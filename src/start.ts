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

/** Reads data and wording. @throws BotError when a file a person edits is off its schema */
export function loadLibrary(): LibraryTools {
  return { catalogue: createCatalogue(loadBodies()), say: loadWording('notices') };
}

/**
 * Opens the store, brings it up to date with data/lists and puts the core together.
 * @param each told of every document as it is done
 * @throws BotError for settings, data or a database that cannot be used
 */
export function startCore(
  config: Config,
  each?: (imported: Imported, at: number, of: number) => void,
  library: LibraryTools = loadLibrary(),
): Core {
  const store = openStore(config.databasePath, { queryLogDays: config.queryLogDays });
  try {
    const now = Date.now;
    const isoNow = (): string => new Date(now()).toISOString();
    syncFolder(LISTS_FOLDER, store, library, isoNow, each);
    store.purgeQueries(isoNow());
    const { catalogue } = library;
    const tools: BotTools = {
      store,
      catalogue,
      towns: createTowns(store, catalogue),
      ranking: loadRanking(),
      memory: createMemory(now),
      say: loadWording('reply'),
      now,
    };
    return {
      ...tools,
      defaultTown: config.defaultTown,
      bot: createBot(tools),
      library,
      close: () => store.close(),
    };
  } catch (error) {
    store.close();
    throw error;
  }
}
