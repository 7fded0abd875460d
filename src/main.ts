import { wantedAdapters } from '../adapters/registry.js';
import { loadConfig } from './config.js';
import { startDigests } from './digests.js';
import { reportFault } from './fault.js';
import { createLog } from './log.js';
import { createRunning } from './running.js';
import { speakError } from './speak.js';
import { type Core, startCore } from './start.js';
import { VERSION } from './version.js';
import { loadWording, type Say } from './wording.js';

/** Every message would say it anew. */
const FULL_TOLD_EVERY_MS = 60 * 60 * 1000;

/** The composition root: settings, core, adapters, and a good end. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel, config.logFile);
  const say = loadWording('console');
  const core = await startCore(config, ({ fileName, refusal, changed }, at, of) => {
    if (refusal) process.stderr.write(`${say('refused', { file: fileName, reason: speakError(refusal) })}\n`);
    else if (changed) process.stderr.write(`${say('importing', { at, of, file: fileName })}\n`);
  });
  const tell = (sentence: string): void => {
    log.info(sentence);
    process.stderr.write(`${sentence}\n`);
  };
  const running = createRunning({
    handle: core.bot.handle,
    say: core.sayChat,
    log,
    tell,
    over: (failed) => {
      if (failed) {
        tell(core.sayChat('running.none'));
        process.exitCode = 1;
      }
      stopDigests();
      core.close();
    },
  });
  let fullToldAt = 0;
  core.whenFull((error) => {
    if (Date.now() - fullToldAt < FULL_TOLD_EVERY_MS) return;
    fullToldAt = Date.now();
    tell(speakError(error));
  });
  const stopDigests = startDigests({ desk: core, send: running.send, log });
  const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const wanted = wantedAdapters({
    config,
    say,
    sayChat: core.sayChat,
    sayReply: core.say,
    log,
    terminal,
    connect: core.bot.connect,
    tell,
    ended: running.ended,
  });
  const finish = (): void => {
    if (running.names().some((name) => name !== 'console')) tell(core.sayChat('stopping'));
    void running.stop();
  };
  // A promise that a platform's SDK left alone must not end the other platforms.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  process.once('SIGINT', finish).once('SIGTERM', finish);
  const hasConsole = wanted.some(({ name }) => name === 'console');
  process.stdout.write(`${banner(core, say, hasConsole)}\n\n`);
  await running.start(wanted);
  const names = running.names().map((name) => core.sayChat(`platform.${name}`));
  // A console alone is seen to run.
  if (wanted.some(({ name }) => name !== 'console') && names.length > 0) {
    tell(core.sayChat('running', { adapters: names.join('、') }));
  }
}

/** One screen: what is loaded, and how to ask. */
function banner({ store }: Core, say: Say, hasConsole: boolean): string {
  const live = store.townships().filter((summary) => summary.live);
  if (live.length === 0) return say('banner.none');
  const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);
  const total = live.reduce((all, { counts }) => all + sum(counts), 0);
  return [
    say('banner', { version: VERSION, towns: live.length, total }),
    ...live.map(({ township, counts, live: edition }) =>
      say('banner.town', { town: township.fullName, issued: edition?.issued ?? '', ...counts }),
    ),
    ...(hasConsole ? [say('banner.how')] : []),
  ].join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`${reportFault(error)}\n`);
  process.exitCode = 1;
});
