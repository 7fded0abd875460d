import { createAdapters } from '../adapters/registry.js';
import { loadConfig } from './config.js';
import { createLog } from './log.js';
import { speakError } from './speak.js';
import { type Core, startCore } from './start.js';
import { VERSION } from './version.js';
import { loadWording, type Say } from './wording.js';

/** The composition root: settings, core, adapters, and a good end. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel, config.logFile);
  const say = loadWording('console');
  const core = startCore(config, ({ fileName, refusal, changed }, at, of) => {
    if (refusal) process.stderr.write(`${say('refused', { file: fileName, reason: speakError(refusal) })}\n`);
    else if (changed) process.stderr.write(`${say('importing', { at, of, file: fileName })}\n`);
  });
  let ending = false;
  const finish = (): void => {
    if (ending) return;
    ending = true;
    void Promise.allSettled(adapters.map((adapter) => adapter.stop())).then(() => core.close());
  };
  const adapters = createAdapters({ config, say, sayReply: core.say, log, finish });
  process.once('SIGINT', finish).once('SIGTERM', finish);
  process.stdout.write(`${banner(core, say)}\n\n`);
  await Promise.all(adapters.map((adapter) => adapter.start(core.bot.handle)));
}

/** One screen: what is loaded, and how to ask. */
function banner({ store }: Core, say: Say): string {
  const live = store.townships().filter((summary) => summary.live);
  if (live.length === 0) return say('banner.none');
  const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);
  const total = live.reduce((all, { counts }) => all + sum(counts), 0);
  return [
    say('banner', { version: VERSION, towns: live.length, total }),
    ...live.map(({ township, counts, live: edition }) =>
      say('banner.town', { town: township.fullName, issued: edition?.issued ?? '', ...counts }),
    ),
    say('banner.how'),
  ].join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${speakError(error)}\n`);
  process.exitCode = 1;
});
