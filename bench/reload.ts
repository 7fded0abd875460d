import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadConfig } from '../src/config.js';
import { PROJECT_FOLDERS } from '../src/keeping/loaded.js';
import { startCore } from '../src/start.js';

/**
 * Reads data/ and prompts/ anew again and again, changed each time, and prints what the process holds:
 * `node dist/bench/reload.js [times]`.
 */
const times = Number(process.argv[2] ?? 100);
const EVERY = Math.max(1, Math.floor(times / 10));
const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
const root = mkdtempSync(join(tmpdir(), 'qingdan-reload-'));
const folders = { data: join(root, 'data'), prompts: join(root, 'prompts') };
cpSync(PROJECT_FOLDERS.data, folders.data, { recursive: true });
cpSync(PROJECT_FOLDERS.prompts, folders.prompts, { recursive: true });
const lexicon = join(folders.data, 'lexicon.json');
const words = readFileSync(lexicon, 'utf8');
const core = await startCore(
  loadConfig({ DATABASE_PATH: join(root, 'db.sqlite') }),
  undefined,
  undefined,
  folders,
);
try {
  for (let at = 0; at <= times; at += 1) {
    if (at % EVERY === 0) {
      if (typeof collect === 'function') collect();
      const { heapUsed, rss, external } = process.memoryUsage();
      const held = `heap ${megabytes(heapUsed)} MB, outside ${megabytes(external)} MB, process ${megabytes(rss)} MB`;
      process.stdout.write(`${at} reloads: ${held}\n`);
    }
    writeFileSync(lexicon, words.replace('"chatter": [', `"chatter": ["第${at}次",`));
    const { kind } = await core.reload(true);
    if (kind !== 'done') throw new Error(`reload ${at} came to ${kind}`);
  }
} finally {
  core.close();
  rmSync(root, { recursive: true });
}
