import type { PlatformOptions } from '../../adapters/shared/platform.js';
import type { Config } from '../../src/config.js';
import type { Adapter } from '../../src/contract.js';

/** Where a stand-in listens, and the token it takes. */
export interface Door {
  readonly url: string;
  readonly token: string;
}

/** A stand-in with its chats open. */
export interface OpenStandin {
  readonly door: Door;
  /** Someone addresses the bot in a chat, numbered from 0. Gives the id of the message. */
  ask(chat: number, words: string): string;
}

/** What differs between the platforms whose adapters are measured. */
export interface BenchedPlatform {
  /** The adapter's name. */
  readonly name: string;
  /** Settings that lead the adapter to the stand-in. */
  settings(door: Door): Partial<Config>;
  /** The real adapter, with the vendor's pace switched off, so that the program's own limit shows. */
  createAdapter(options: PlatformOptions, door: Door): Adapter;
  /**
   * Opens the stand-in, which keeps next to nothing of what is said.
   * @param answered told of the question's id when the first message of its answer is there
   */
  openStandin(chats: number, answered: (id: string) => void): Promise<OpenStandin>;
}
