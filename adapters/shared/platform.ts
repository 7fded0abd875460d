import type { Config } from '../../src/config.js';
import type { PlatformPorts } from '../../src/contract.js';
import type { BotError } from '../../src/errors.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';

/** What every chat platform's adapter is made from; a platform may take more for its tests. */
export interface PlatformOptions {
  /** Never written to a log. */
  readonly token: string;
  readonly config: Config;
  readonly core: PlatformPorts;
  /** Sentences of prompts/chat.json, which the platforms share. */
  readonly say: Say;
  /** Sentences of prompts/reply.json. */
  readonly sayReply: Say;
  readonly log: Logger;
  /** One sentence for the keeper, on the terminal and in the log: an invite link, what the platform lets it see. */
  readonly tell: (sentence: string) => void;
  /**
   * The platform cannot go on after it had started (token revoked, a second copy runs): the keeper is told
   * once, the adapter is stopped, the other platforms go on. Before that, `start` throws instead.
   */
  readonly fail: (error: BotError) => void;
}
