import { type AnswerCheck, checkAnswers, type Side } from '../learning/check-answers.js';
import { questionsOf } from '../learning/questions.js';
import type { PlannedFile } from '../library.js';
import { readLearnt, withLearnt } from '../search/learnt.js';
import { buildTownIndex, type TownIndex } from '../search/town-index.js';
import type { Store } from '../store/types.js';
import type { Loaded } from './loaded.js';

/**
 * Asks every township's own questions before and after a reload.
 * @param fresh documents that the reload would make live
 * @returns nothing where no answer can change
 */
export async function checkAll(
  before: Loaded,
  after: Loaded,
  fresh: readonly PlannedFile[],
  store: Store,
): Promise<AnswerCheck | undefined> {
  const isNew = after.fingerprint !== before.fingerprint;
  const checks: AnswerCheck[] = [];
  for (const { id } of before.towns.list()) {
    const file = fresh.find((one) => townOf(one) === id);
    const index = before.towns.index(id);
    if (!index || (!isNew && !file)) continue;
    const next = indexAfter(index, file, after, store);
    checks.push(
      await checkAnswers(questionsOf(index, store, next), sideOf(index, before), sideOf(next, after)),
    );
  }
  return checks.length === 0 ? undefined : checks.reduce(sumChecks);
}

function townOf(file: PlannedFile): string | undefined {
  if (file.kind === 'new') return file.input.township.id;
  return file.kind === 'draft' ? file.edition.townshipId : undefined;
}

/** The township's index as it will be: with its new document, linked with the new catalogue. */
function indexAfter(
  { township, editionId, duties }: TownIndex,
  file: PlannedFile | undefined,
  { library: { catalogue } }: Loaded,
  store: Store,
): TownIndex {
  const all =
    file?.kind === 'new'
      ? file.input.duties
      : file?.kind === 'draft'
        ? store.duties(file.edition.id)
        : duties.map(({ duty }) => duty);
  const linked = all.map((duty) => ({ duty, links: catalogue.linker.link(duty.name) }));
  const built = buildTownIndex(township, editionId, linked, catalogue);
  return withLearnt(built, readLearnt(township.id, store), catalogue);
}

const sideOf = (index: TownIndex, { library: { catalogue }, ranking }: Loaded): Side => ({
  index,
  catalogue,
  ranking,
});

const sumChecks = (a: AnswerCheck, b: AnswerCheck): AnswerCheck => ({
  asked: a.asked + b.asked,
  comparable: a.comparable + b.comparable,
  rightBefore: a.rightBefore + b.rightBefore,
  rightAfter: a.rightAfter + b.rightAfter,
  changes: [...a.changes, ...b.changes],
  fell: a.fell || b.fell,
});
