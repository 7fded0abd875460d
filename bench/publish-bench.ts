import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findTown } from '../src/commands/shared.js';
import { loadConfig } from '../src/config.js';
import type { Command, InboundFile, InboundMessage } from '../src/contract.js';
import { confirmWords } from '../src/keeping/publish.js';
import { type Core, startCore } from '../src/start.js';
import type { PublishingFigures } from './figures.js';
import { findDocument } from './format-bench.js';
import { askSteadily } from './open-loop.js';
import { townQuestions } from './tasks.js';
import { median, quantile } from './timing.js';

const RATE = 200;
/** From one change of the live edition to the next: there and back in twice this. */
const SWAP_EVERY_MS = 1000;
const WARM_UP_SECONDS = 2;
const CHATS = 50;
const PLATFORM = 'bench';
const KEEPER = 'keeper';
/** Every so many rows of an edition differ from the published one. */
const CHANGED_ROW = 10;

type PhaseName = PublishingFigures['phases'][number]['name'];
type DeedName = PublishingFigures['deeds'][number]['name'];
interface Deed {
  readonly name: DeedName;
  readonly ms: number;
}

/**
 * One process answers at a steady rate while its keeper changes the list again and again, all of it through
 * the bot as from a chat. In the phase `publish` the drafts were uploaded long before, so that nothing of
 * them is in memory any more; in `import` each is uploaded, previewed, published and undone.
 * @param seconds of each phase
 * @throws Error when a question is not answered or a change does not come about
 */
export async function measurePublishing(seconds: number): Promise<PublishingFigures> {
  const config = { ...loadConfig(), questionsPerMinute: 0, ownerIds: [`${PLATFORM}:${KEEPER}`] };
  const core = await startCore(config);
  try {
    core.bot.connect(PLATFORM);
    const keeper = createKeeper(core);
    const ask = createAsker(core, keeper.town);
    const prepared: number[] = [];
    for (let ms = 0; ms < seconds * 1000; ms += 2 * SWAP_EVERY_MS) prepared.push(await keeper.upload());
    await askSteadily(ask, { rate: RATE, seconds: WARM_UP_SECONDS });

    const deeds: Deed[] = [];
    const act = async (name: DeedName, work: () => Promise<unknown>): Promise<void> => {
      const started = performance.now();
      await work();
      const ms = performance.now() - started;
      deeds.push({ name, ms });
      await setTimeout(Math.max(0, SWAP_EVERY_MS - ms));
    };
    const swap = async (draft: number): Promise<void> => {
      await act('publish', () => keeper.publish(draft));
      await act('undo', () => keeper.undo(draft));
    };
    const changes: Record<PhaseName, (isOver: () => boolean) => Promise<void>> = {
      quiet: async () => {},
      async publish(isOver) {
        for (const draft of prepared) if (!isOver()) await swap(draft);
      },
      async import(isOver) {
        while (!isOver()) {
          let draft = 0;
          await act('import', async () => {
            draft = await keeper.upload();
          });
          await swap(draft);
        }
      },
    };
    const phases: PublishingFigures['phases'] = [];
    for (const name of ['quiet', 'publish', 'import'] as const) {
      const swapsBefore = countSwaps(deeds);
      let isOver = false;
      let swaps = 0;
      const asking = askSteadily(ask, { rate: RATE, seconds }).finally(() => {
        isOver = true;
        swaps = countSwaps(deeds) - swapsBefore;
      });
      const [times] = await Promise.all([asking, changes[name](() => isOver)]);
      phases.push({
        name,
        questions: times.length,
        swaps,
        median: median(times),
        p99: quantile(times, 0.99),
        max: Math.max(...times),
      });
    }
    return { rate: RATE, phases, deeds: summarise(deeds) };
  } finally {
    core.close();
  }
}

const countSwaps = (deeds: readonly Deed[]): number => deeds.filter(({ name }) => name !== 'import').length;

function summarise(deeds: readonly Deed[]): PublishingFigures['deeds'] {
  return (['import', 'publish', 'undo'] as const).flatMap((name) => {
    const times = deeds.filter((deed) => deed.name === name).map(({ ms }) => ms);
    if (times.length === 0) return [];
    return [{ name, count: times.length, median: median(times), max: Math.max(...times) }];
  });
}

/** Questions of one town, from many people in many chats. */
function createAsker(core: Core, town: string): () => Promise<void> {
  const questions = townQuestions(core).filter((one) => one.town.fullName === town);
  let asked = 0;
  return async () => {
    const question = questions[asked % questions.length];
    asked += 1;
    const who = `asker-${asked % CHATS}`;
    const reply = await core.bot.handle({
      id: `question-${asked}`,
      platform: PLATFORM,
      chatId: who,
      userId: who,
      text: question?.question.q ?? '',
      town,
      at: core.now(),
      isPrivate: true,
    });
    if (!reply) throw new Error(`question ${asked} not answered`);
  };
}

/** The one who keeps the list: sends commands, and looks whether they did what they should. */
function createKeeper(core: Core) {
  const path = findDocument('txt');
  if (path === undefined) throw new Error('no published list to be changed');
  const text = readFileSync(path, 'utf8');
  const { id: townshipId, fullName: town } = findTown(core.towns, basename(path, '.txt'));
  const original = liveId();
  let sent = 0;

  function liveId(): number {
    const live = core.store.liveEdition(townshipId);
    if (!live) throw new Error(`${townshipId} has no live edition`);
    return live.id;
  }
  const send = async (command: Command, file?: InboundFile): Promise<void> => {
    sent += 1;
    const message: InboundMessage = {
      id: `command-${sent}`,
      platform: PLATFORM,
      chatId: KEEPER,
      userId: KEEPER,
      text: '',
      at: core.now(),
      isPrivate: true,
      command,
      ...(file ? { file } : {}),
    };
    await core.bot.handle(message);
  };
  const expectLive = (wanted: number, deed: string): void => {
    if (liveId() !== wanted) throw new Error(`${deed}: edition ${liveId()} is live, not ${wanted}`);
  };
  return {
    town,
    /** Sends the list with some rows changed. Gives the id of the draft. */
    async upload(): Promise<number> {
      const bytes = Buffer.from(changeRows(text, `（第${sent + 1}次调整）`));
      const before = core.store.drafts()[0]?.editionId;
      await send({ name: 'import', options: {} }, { name: basename(path), read: async () => bytes });
      const draft = core.store.drafts()[0]?.editionId;
      if (draft === undefined || draft === before) throw new Error('import: no new draft');
      return draft;
    },
    async publish(edition: number): Promise<void> {
      const confirm = confirmWords(townshipId, core);
      await send({ name: 'publish', options: { id: String(edition), confirm } });
      expectLive(edition, 'publish');
    },
    async undo(edition: number): Promise<void> {
      const options = { town: townshipId, id: String(original), basis: String(edition), undo: 'yes' };
      await send({ name: 'rollback', options });
      expectLive(original, 'rollback');
    },
  };
}

function changeRows(text: string, words: string): string {
  let rows = 0;
  return text.replace(/^\d+\t.*$/gm, (row) => {
    rows += 1;
    return rows % CHANGED_ROW === 0 ? row + words : row;
  });
}
