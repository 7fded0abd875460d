import type { BenchedPlatform } from './platform.js';

/** Every adapter that is measured against its stand-in; one process loads the SDK of one. */
const PLATFORMS = new Map<string, () => Promise<BenchedPlatform>>([
  ['discord', async () => (await import('./discord.js')).discord],
  ['telegram', async () => (await import('./telegram.js')).telegram],
]);

export const PLATFORM_NAMES: readonly string[] = [...PLATFORMS.keys()];

/** @throws Error when there is none of this name */
export async function loadPlatform(name: string): Promise<BenchedPlatform> {
  const load = PLATFORMS.get(name);
  if (!load) throw new Error(`no platform named ${name}`);
  return load();
}
