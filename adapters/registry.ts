import { join } from 'node:path';
import type { Config } from '../src/config.js';
import type { Adapter, PlatformPorts } from '../src/contract.js';
import type { BotError } from '../src/errors.js';
import type { Logger } from '../src/log.js';
import { PROJECT_ROOT } from '../src/root.js';
import type { Say } from '../src/wording.js';
import type { PlatformOptions } from './shared/platform.js';

/** What an adapter may be made from. */
export interface AdapterContext {
  readonly config: Config;
  /** Sentences of prompts/console.json, prompts/chat.json and prompts/reply.json. */
  readonly say: Say;
  readonly sayChat: Say;
  readonly sayReply: Say;
  readonly log: Logger;
  /** A person sits at the terminal. */
  readonly terminal: boolean;
  /** The core's ports for one platform; from then on its replies carry buttons. */
  readonly connect: (platform: string) => PlatformPorts;
  /** One sentence for the keeper. */
  readonly tell: (sentence: string) => void;
  /** An adapter has come to its end: its input is over, or (with an error) its platform cannot go on. */
  readonly ended: (name: string, error?: BotError) => void;
}

/** One platform that may run; its SDK is loaded only when its settings ask for it. */
interface Entry {
  readonly name: string;
  wanted(context: AdapterContext): boolean;
  create(context: AdapterContext): Promise<Adapter>;
}

const ENTRIES: readonly Entry[] = [
  {
    name: 'discord',
    wanted: ({ config }) => config.discord.token !== undefined,
    create: async (context) => {
      const { createDiscord } = await import('./discord/index.js');
      return createDiscord(platformOptions('discord', context.config.discord.token ?? '', context));
    },
  },
  {
    name: 'telegram',
    wanted: ({ config }) => config.telegram.token !== undefined,
    create: async (context) => {
      const { createTelegram } = await import('./telegram/index.js');
      return createTelegram(platformOptions('telegram', context.config.telegram.token ?? '', context));
    },
  },
  {
    name: 'console',
    wanted: ({ config, terminal }) =>
      config.console ?? (terminal || (config.discord.token ?? config.telegram.token) === undefined),
    create: async ({ say, sayReply, log, terminal, connect, ended }) => {
      const { createConsole } = await import('./console/index.js');
      // Its replies carry buttons too: they are pressed by typing them.
      connect('console');
      return createConsole({
        input: process.stdin,
        output: process.stdout,
        terminal,
        outFolder: join(PROJECT_ROOT, 'var', 'out'),
        say,
        sayReply,
        log,
        onEnd: () => ended('console'),
      });
    },
  },
];

function platformOptions(name: string, token: string, context: AdapterContext): PlatformOptions {
  const { config, sayChat, sayReply, log, connect, tell, ended } = context;
  return {
    token,
    config,
    core: connect(name),
    say: sayChat,
    sayReply,
    log: log.child({ platform: name }),
    tell,
    fail: (error) => ended(name, error),
  };
}

/** An adapter that the settings ask for, not made yet: making it may fail on its own. */
export interface WantedAdapter {
  readonly name: string;
  create(): Promise<Adapter>;
}

/** The adapters that the settings ask for, one line a platform. */
export function wantedAdapters(context: AdapterContext): WantedAdapter[] {
  return ENTRIES.filter((entry) => entry.wanted(context)).map(({ name, create }) => ({
    name,
    create: () => create(context),
  }));
}
