import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Config, loadConfig } from '../../../src/config.js';
import { type Core, loadLibrary, openCore, startCore } from '../../../src/start.js';
import type { TelegramServer } from '../../standins/telegram/server.js';
import { prepareTelegram, type TelegramTest } from './start.js';

/** The real core on a database of its own, with the real adapter; both can be started again on the same data. */
export interface LiveBot {
  readonly test: TelegramTest;
  readonly core: Core;
  /** Ends adapter and core as a stop of the process would. */
  end(): Promise<void>;
}

const library = loadLibrary();
/** The published lists, read once a test file. */
const blankFolder = mkdtempSync(join(tmpdir(), 'qingdan-telegram-blank-'));
const blank = join(blankFolder, 'blank.sqlite');
const first = await startCore(
  { ...loadConfig({ LOG_LEVEL: 'silent' }), databasePath: blank },
  undefined,
  library,
);
first.close();
afterAll(() => rmSync(blankFolder, { recursive: true, force: true }));

export interface Home {
  readonly config: Config;
  live(server?: TelegramServer): Promise<LiveBot>;
  remove(): void;
}

/** A folder for one database. @param settings that differ from the usual ones */
export function createHome(settings: Partial<Config> = {}): Home {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-telegram-'));
  const config: Config = {
    ...loadConfig({ LOG_LEVEL: 'silent' }),
    databasePath: join(folder, 'qingdan.sqlite'),
    questionsPerMinute: 0,
    autoPauseSeconds: 0,
    ...settings,
  };
  copyFileSync(blank, config.databasePath);
  return {
    config,
    async live(server) {
      const core = openCore(config, library);
      const { handle } = core.bot;
      const test = await prepareTelegram({
        handle,
        core: core.bot.connect('telegram'),
        ...(server ? { server } : {}),
      });
      await test.adapter.start(handle);
      return {
        test,
        core,
        async end() {
          await test.adapter.stop();
          core.close();
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
