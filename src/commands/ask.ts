import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { compose } from '../answer/compose.js';
import { plainText } from '../answer/plain.js';
import { batchResult, freshMessage, parseBatchLine } from '../batch.js';
import { BotError } from '../errors.js';
import { fileFault } from '../library.js';
import { speakError } from '../speak.js';
import type { Core } from '../start.js';
import { findTown, openCore, print, say, UsageError } from './shared.js';

interface AskOptions {
  readonly town?: string;
  readonly batch?: string;
  readonly json?: boolean;
}

/** `ask "问题"` prints the reply as a person sees it; `--json` the answer; `--batch` one result a line. */
export async function ask(question: string | undefined, options: AskOptions): Promise<void> {
  const { town, batch, json } = options;
  if (question === undefined && batch === undefined) throw new UsageError(say('usage.missing'));
  if (question !== undefined && batch !== undefined) throw new UsageError(say('usage.both'));
  const core = await openCore();
  try {
    if (batch !== undefined) await askBatch(batch, town, core);
    else await askOne(question ?? '', town, json ?? false, core);
  } finally {
    core.close();
  }
}

async function askOne(question: string, town: string | undefined, json: boolean, core: Core): Promise<void> {
  const name = townName(town ?? core.defaultTown, core);
  const answer = core.bot.answer(freshMessage(question, name, core.now()));
  await print(json ? JSON.stringify(answer) : plainText(compose(answer, core.say)));
}

/** @throws BotError `town-unknown`, `town-ambiguous` */
const townName = (town: string | undefined, { towns }: Core): string | undefined =>
  town === undefined ? undefined : findTown(towns, town).fullName;

async function askBatch(file: string, town: string | undefined, core: Core): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  const failed = new Promise<never>((_, reject) => {
    input.once('error', (cause: unknown) => reject(fileFault(cause, file)));
  });
  const answered = answerLines(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }), town, core);
  await Promise.race([answered, failed]);
}

async function answerLines(
  lines: AsyncIterable<string>,
  town: string | undefined,
  core: Core,
): Promise<void> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = parseBatchLine(number === 1 ? line.replace(BYTE_ORDER_MARK, '') : line);
    if (parsed.ok) {
      await print(JSON.stringify(answerLine(parsed.id, parsed.town ?? town, parsed.q, core)));
      continue;
    }
    process.exitCode = 1;
    const { detail } = parsed;
    const fault =
      detail === undefined
        ? say('batch.no-json', { line: number })
        : say('batch.bad-line', { line: number, detail });
    process.stderr.write(`${fault}\n`);
  }
}

/** What Windows editors put before the first line. */
const BYTE_ORDER_MARK = /^\uFEFF/;

function answerLine(id: string | number, town: string | undefined, q: string, core: Core) {
  const started = performance.now();
  try {
    const name = townName(town ?? core.defaultTown, core);
    const answer = core.bot.answer(freshMessage(q, name, core.now()));
    return batchResult(id, answer, performance.now() - started);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    const nothing = { id, verdict: 'unlisted' as const, items: [], confidence: 0, ms: 0 };
    return { ...nothing, error: speakError(error) };
  }
}
