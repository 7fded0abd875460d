import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadBodies } from '../bodies.js';
import type { LibraryTools } from '../library.js';
import { PROJECT_ROOT } from '../root.js';
import { type Catalogue, createCatalogue } from '../search/catalogue.js';
import { CLASSIFIER_FILES, loadClassifier } from '../search/classifier.js';
import { loadLexicon } from '../search/lexicon.js';
import { loadRanking, type RankingModel } from '../search/rank.js';
import { loadTopics } from '../search/topics.js';
import { createTowns, type Towns } from '../search/towns.js';
import type { Store } from '../store/types.js';
import { PROMPTS_FOLDER, type Prompts, readPrompts, type Say, speakTemplates } from '../wording.js';
import { checkPrompts } from './prompts.js';

/** Where everything lies that a person may edit. */
export interface Folders {
  readonly data: string;
  readonly prompts: string;
}

export const PROJECT_FOLDERS: Folders = { data: join(PROJECT_ROOT, 'data'), prompts: PROMPTS_FOLDER };

export const listsFolder = ({ data }: Folders): string => join(data, 'lists');

/** What data/ and prompts/ give; replaced as a whole when they are read anew. */
export interface Loaded {
  readonly library: LibraryTools;
  readonly ranking: RankingModel;
  readonly towns: Towns;
  readonly prompts: Prompts;
  /** The sentences that this process was started with: those that its code asks for. */
  readonly started: Prompts;
  readonly say: Say;
  readonly sayChat: Say;
  readonly sayKeep: Say;
  readonly sayLearning: Say;
  readonly sayError: Say;
  /** Changes with any file that answers are found with. */
  readonly fingerprint: string;
}

/** @throws BotError when a file is missing or off its schema */
export const loadCatalogue = ({ data }: Folders): Catalogue =>
  createCatalogue(loadBodies(join(data, 'bodies.json')), {
    topics: loadTopics(join(data, 'topics')),
    lexicon: loadLexicon(join(data, 'lexicon.json')),
    classifier: loadClassifier(data),
  });

/** Puts everything around a catalogue that is there already. @throws BotError as `loadCatalogue` */
export function loadAround(catalogue: Catalogue, store: Store, folders: Folders, started?: Prompts): Loaded {
  const prompts = readPrompts(folders.prompts);
  if (started) checkPrompts(folders.prompts, prompts, started);
  const speak = (file: keyof Prompts): Say => speakTemplates(file, prompts[file]);
  return {
    library: { catalogue, say: speak('notices') },
    ranking: loadRanking(join(folders.data, 'ranking.json')),
    towns: createTowns(store, catalogue),
    prompts,
    started: started ?? prompts,
    say: speak('reply'),
    sayChat: speak('chat'),
    sayKeep: speak('keeping'),
    sayLearning: speak('learning'),
    sayError: speak('errors'),
    fingerprint: fingerprintData(folders),
  };
}

/**
 * Reads everything anew; the catalogue, which is large, only when its files changed.
 * @throws BotError when a file is missing or off, or a sentence that is spoken is gone from prompts/
 */
export function loadAgain(before: Loaded, store: Store, folders: Folders): Loaded {
  const isSame = fingerprintData(folders) === before.fingerprint;
  const catalogue = isSame ? before.library.catalogue : loadCatalogue(folders);
  const after = loadAround(catalogue, store, folders, before.started);
  // The indexes that are built already answer as those that would be built anew.
  return isSame ? { ...after, towns: before.towns } : after;
}

/** Of the files that topics, words and weights come from: their sizes and times, so that a start need not read them twice. */
function fingerprintData({ data }: Folders): string {
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') || name === CLASSIFIER_FILES.terms)
    .sort();
  return JSON.stringify(
    files.map((name) => {
      const { size, mtimeMs, ino } = statSync(join(data, name));
      return [name, size, mtimeMs, ino];
    }),
  );
}
