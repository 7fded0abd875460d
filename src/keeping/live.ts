import type { Edition } from '../duty.js';
import { applyFile, type Imported, type PlannedFile } from '../library.js';
import type { AuditEntry } from '../store/keeping-types.js';
import type { Store } from '../store/types.js';
import { followThrough } from './check.js';
import { compareEditions, type Difference } from './difference.js';

/** An edition that has become live. */
export interface MadeLive {
  readonly edition: Edition;
  /** Names of the items with something learnt that it does not have. */
  readonly dormant: readonly string[];
}

/**
 * Makes an edition live, and what was learnt of the items follows them: both or neither.
 * @param basisId the live edition it was compared with; with another one nothing is done
 */
export function makeLive(
  editionId: number,
  basisId: number | undefined,
  entry: AuditEntry,
  difference: Difference,
  store: Store,
): MadeLive | 'gone' | 'changed' {
  return store.together(() => {
    const edition = store.replaceLive(editionId, basisId, entry);
    if (typeof edition === 'string') return edition;
    return { edition, dormant: followThrough(edition, difference, { store }) };
  });
}

/** Does what was planned for a document of data/lists; what was learnt of its town's items follows them. */
export function applyDocument(
  file: PlannedFile,
  store: Store,
  iso: string,
): Imported & Pick<MadeLive, 'dormant'> {
  return store.together(() => {
    const former = new Map(store.townships().map(({ township, live }) => [township.id, live]));
    const applied = applyFile(file, store, iso);
    const { edition, changed } = applied;
    const old = edition && former.get(edition.townshipId);
    if (!changed || !edition || !old) return { ...applied, dormant: [] };
    const difference = compareEditions(store.duties(old.id), store.duties(edition.id));
    return { ...applied, dormant: followThrough(edition, difference, { store }) };
  });
}
