import type { LibraryTools } from '../library.js';
import type { RankingModel } from '../search/rank.js';
import type { Towns } from '../search/towns.js';
import type { Say } from '../wording.js';

/** What data/ and prompts/ give; replaced as a whole when they are read anew. */
export interface Loaded {
  readonly library: LibraryTools;
  readonly ranking: RankingModel;
  readonly towns: Towns;
  readonly say: Say;
  readonly sayChat: Say;
  readonly sayKeep: Say;
  readonly sayLearning: Say;
  /** Of all files that answers are found with. */
  readonly fingerprint: string;
}
