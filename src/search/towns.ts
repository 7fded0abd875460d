import { LRUCache } from 'lru-cache';
import type { Township } from '../duty.js';
import { atOnce, inSlices, type Steps } from '../slices.js';
import type { Store } from '../store/types.js';
import type { Catalogue } from './catalogue.js';
import { readLearnt, withLearnt } from './learnt.js';
import { normalise } from './normalise.js';
import { indexTown, type TownIndex } from './town-index.js';

/** Townships with a live list, found by name, each with its index loaded when first asked for. */
export interface Towns {
  list(): readonly Township[];
  /** Towns a name may mean: 萨罕镇, 萨罕, 英吉沙县萨罕镇, 英吉沙县 (all of a county). */
  find(name: string): readonly Township[];
  /** Towns whose name stands in a text. */
  mentioned(text: string): readonly Township[];
  /** The index of the live edition, or nothing when the town has none. */
  index(townshipId: string): TownIndex | undefined;
  /** The index of any edition, live or not, made in slices: for a preview, and ready when it becomes live. */
  prepare(editionId: number): Promise<TownIndex | undefined>;
}

/** Indexes kept in memory at once. */
export const LOADED_TOWNS_MAX = 16;
/** Editions that are looked at before they are published. */
const PREVIEWED_MAX = 4;
/** An index nobody asks for this long is dropped (milliseconds). */
const IDLE_MS = 60 * 60 * 1000;

export function createTowns(store: Store, catalogue: Catalogue, loadedMax = LOADED_TOWNS_MAX): Towns {
  const loaded = new LRUCache<string, TownIndex>({ max: loadedMax, ttl: IDLE_MS, updateAgeOnGet: true });
  const previewed = new LRUCache<number, TownIndex>({ max: PREVIEWED_MAX, ttl: IDLE_MS });
  /** A note or a phrasing may have come or gone since, by any process. */
  const upToDate = (index: TownIndex): TownIndex => {
    const { id } = index.township;
    if (index.learntRevision === store.learntRevision(id)) return index;
    return withLearnt(index, readLearnt(id, store), catalogue);
  };
  const list = (): Township[] => store.townships().flatMap(({ township, live }) => (live ? [township] : []));
  return {
    list,
    find(name) {
      const wanted = normalise(name);
      if (wanted === '') return [];
      const exact = list().filter(({ fullName, name: short }) => fullName === wanted || short === wanted);
      if (exact.length > 0) return exact;
      return list().filter(
        ({ fullName, prefecture }) => fullName.includes(wanted) || (prefecture + fullName).endsWith(wanted),
      );
    },
    mentioned(text) {
      const said = list().filter(({ name }) => text.includes(name));
      const full = said.filter(({ fullName }) => text.includes(fullName));
      return full.length > 0 ? full : said;
    },
    index(townshipId) {
      const found = store.townships().find(({ township }) => township.id === townshipId);
      if (!found?.live) return undefined;
      const { township, live } = found;
      const known = loaded.get(townshipId);
      if (known?.editionId === live.id) {
        const fresh = upToDate(known);
        if (fresh !== known) loaded.set(townshipId, fresh);
        return fresh;
      }
      const made = previewed.get(live.id);
      const built = made ? upToDate(made) : atOnce(indexEdition(township, live.id, store, catalogue));
      previewed.delete(live.id);
      // Whoever undoes the publication gets it back at once.
      if (known) previewed.set(known.editionId, known);
      loaded.set(townshipId, built);
      return built;
    },
    async prepare(editionId) {
      const townshipId = store.edition(editionId)?.townshipId;
      const found = store.townships().find(({ township }) => township.id === townshipId);
      if (!found) return undefined;
      if (found.live?.id === editionId) return this.index(found.township.id);
      const made = previewed.get(editionId);
      const built = made
        ? upToDate(made)
        : await inSlices(indexEdition(found.township, editionId, store, catalogue));
      // Discarded while it was indexed.
      if (!store.edition(editionId)) return undefined;
      previewed.set(editionId, built);
      return built;
    },
  };
}

/** The index of any edition of a township, as it answers when it is live. */
function* indexEdition(
  township: Township,
  editionId: number,
  store: Store,
  catalogue: Catalogue,
): Steps<TownIndex> {
  const links = store.links(editionId)?.links ?? [];
  const duties = store.duties(editionId);
  yield;
  const linked = duties.map((duty, at) => ({ duty, links: links[at] ?? catalogue.linker.link(duty.name) }));
  const built = yield* indexTown(township, editionId, linked, catalogue);
  return withLearnt(built, readLearnt(township.id, store), catalogue);
}
