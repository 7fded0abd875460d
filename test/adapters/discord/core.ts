import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../../src/config.js';
import { type Core, loadLibrary, openCore, startCore } from '../../../src/start.js';
import type { DiscordStandin, StandinOptions } from '../../standins/discord/index.js';
import { type Rig, startRig } from './rig.js';

/** The real core on a database of its own, with the real adapter on the real SDK. */
export interface LiveBot extends Rig {
  readonly core: Core;
}

/** One database, on which the bot can be started again and again. */
export interface Home {
  live(options?: { discord?: DiscordStandin; standin?: StandinOptions }): Promise<LiveBot>;
  remove(): void;
}

const library = loadLibrary();
const folder = mkdtempSync(join(tmpdir(), 'qingdan-discord-'));
/** The published lists, read once a test file. */
const blank = join(folder, 'blank.sqlite');
let homes = 0;

(await startCore(loadConfig({ DATABASE_PATH: blank }), undefined, library)).close();

export function createHome(settings: Partial<Config> = {}): Home {
  homes += 1;
  const path = join(folder, `home-${homes}.sqlite`);
  copyFileSync(blank, path);
  const config = { ...loadConfig({ DATABASE_PATH: path }), questionsPerMinute: 0, ...settings };
  return {
    async live(options = {}) {
      const core = openCore(config, library);
      const rig = await startRig(core.bot.handle, { ...options, core: core.bot.connect('discord') });
      return {
        ...rig,
        core,
        end: async () => {
          await rig.end();
          core.close();
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
