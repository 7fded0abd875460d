import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dutyKey, type Edition, type Notice, type ReadList } from './duty.js';
import { BotError, type BotErrorCode, systemCode } from './errors.js';
import { checkSize } from './import/document.js';
import { createNoticeMaker } from './import/notices.js';
import { hashBytes, readList } from './import/read-list.js';
import { PROJECT_ROOT } from './root.js';
import type { Catalogue } from './search/catalogue.js';
import { LINK_MARGIN, LINK_SURE } from './search/link.js';
import { dutyBodies } from './search/town-index.js';
import { atOnce, type Steps } from './slices.js';
import type { EditionInput, EditionLinks, Store, TopicLink } from './store/types.js';
import type { Say } from './wording.js';

export const LISTS_FOLDER = join(PROJECT_ROOT, 'data', 'lists');

export interface LibraryTools {
  readonly catalogue: Catalogue;
  /** Sentences of prompts/notices.json. */
  readonly say: Say;
}

/**
 * Reads a list from a file.
 * @throws BotError `document-…`, naming the file
 */
export async function readListFile(path: string, { catalogue, say }: LibraryTools): Promise<ReadList> {
  return readList(readBytes(path), basename(path), { bodies: catalogue.bodies, say });
}

function readBytes(path: string): Uint8Array {
  try {
    const about = statSync(path);
    if (about.isDirectory()) throw new BotError('document-is-folder', { file: path });
    checkSize(about.size);
    return readFileSync(path);
  } catch (cause) {
    throw cause instanceof BotError ? cause : fileFault(cause, path);
  }
}

const FILE_FAULTS: Readonly<Record<string, BotErrorCode>> = {
  ENOENT: 'document-missing',
  ENOTDIR: 'document-missing',
  EISDIR: 'document-is-folder',
  EACCES: 'document-no-permission',
  EPERM: 'document-no-permission',
};

/** Why a file that a person named cannot be read. */
export const fileFault = (cause: unknown, file: string): BotError =>
  new BotError(FILE_FAULTS[systemCode(cause)] ?? 'document-unreadable', { file }, { cause });

/** A read list as the store keeps it: bodies resolved, duties linked to topics, doubtful links noticed. */
export const prepareEdition = (...given: Parameters<typeof prepareSteps>): EditionInput =>
  atOnce(prepareSteps(...given));

/** As `prepareEdition`, in steps. */
export function* prepareSteps(
  read: ReadList,
  { catalogue, say }: LibraryTools,
  importedBy: string,
  importedAt: string,
): Steps<EditionInput> {
  const { notices: linkNotices, ...links } = yield* linkDuties(read, { catalogue, say });
  const bodies = [...new Set(read.duties.flatMap(dutyBodies))].map((fullName) => ({
    fullName,
    stem: catalogue.bodies.resolve(fullName, read.township).stem,
  }));
  return { ...read, importedBy, importedAt, bodies, links, notices: [...read.notices, ...linkNotices] };
}

function* linkDuties(
  { duties }: Pick<ReadList, 'duties'>,
  { catalogue, say }: LibraryTools,
): Steps<EditionLinks & { readonly notices: readonly Notice[] }> {
  const notice = createNoticeMaker(say);
  const notices: Notice[] = [];
  const links: (readonly TopicLink[])[] = [];
  for (const duty of duties) {
    const found = catalogue.linker.link(duty.name);
    const [first, second] = found;
    const params = { list: say(`list.${duty.list}`), number: duty.number };
    if (!first) notices.push(notice('topic-none', duty.source, params));
    else if (
      first.score < LINK_SURE &&
      (first.score < LINK_SURE - LINK_MARGIN || first.score - (second?.score ?? 0) < LINK_MARGIN)
    ) {
      const topic = catalogue.topic(first.topicId)?.title ?? first.topicId;
      notices.push(notice('topic-doubtful', duty.source, { ...params, topic }));
    }
    links.push(found);
    yield;
  }
  return { catalogue: catalogue.fingerprint, links, notices };
}

/** What start-up did with one document of a folder. */
export interface Imported {
  readonly fileName: string;
  readonly edition: Edition | undefined;
  /** Why a document was refused. */
  readonly refusal: BotError | undefined;
  readonly changed: boolean;
}

/** What is to be done with one document of a folder: nothing is written yet. */
export type PlannedFile = { readonly fileName: string } & (
  | { readonly kind: 'known'; readonly edition: Edition }
  | { readonly kind: 'new'; readonly input: EditionInput }
  /** Imported before as a draft: putting it into the folder publishes it. */
  | { readonly kind: 'draft'; readonly edition: Edition }
  | { readonly kind: 'refused'; readonly refusal: BotError }
);

/**
 * Brings the store up to date with a folder of documents: new or changed ones are imported and made live,
 * the others are left alone. A refused document leaves its town's last edition live. Links made with an
 * older catalogue are made anew.
 * @param each told of every document when it is done
 * @param apply does what was planned for one
 */
export async function syncFolder(
  folder: string,
  store: Store,
  tools: LibraryTools,
  now: () => string,
  each: (imported: Imported, at: number, of: number) => void = () => {},
  apply: (planned: PlannedFile, store: Store, now: string) => Imported = applyFile,
): Promise<void> {
  const files = listDocuments(folder);
  for (const [at, fileName] of files.entries()) {
    const planned = await planFile(join(folder, fileName), store, tools, now());
    each(apply(planned, store, now()), at + 1, files.length);
  }
  for (const { live } of store.townships()) if (live) atOnce(refreshLinks(live, store, tools));
}

const listDocuments = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();

/** Reads all new and changed documents of a folder without writing anything. @throws BotError for no refusal */
export async function planFolder(
  folder: string,
  store: Store,
  tools: LibraryTools,
  now: string,
): Promise<readonly PlannedFile[]> {
  const planned: PlannedFile[] = [];
  for (const fileName of listDocuments(folder)) {
    planned.push(await planFile(join(folder, fileName), store, tools, now));
  }
  return planned;
}

async function planFile(path: string, store: Store, tools: LibraryTools, now: string): Promise<PlannedFile> {
  const fileName = basename(path);
  try {
    const bytes = readBytes(path);
    const edition = store.hasFile(hashBytes(bytes), fileName);
    if (edition) return { fileName, kind: edition.status === 'draft' ? 'draft' : 'known', edition };
    const read = await readList(bytes, fileName, { bodies: tools.catalogue.bodies, say: tools.say });
    return { fileName, kind: 'new', input: prepareEdition(read, tools, 'data/lists', now) };
  } catch (error) {
    if (!(error instanceof BotError) || !error.code.startsWith('document-')) throw error;
    return { fileName, kind: 'refused', refusal: error };
  }
}

/** Does what was planned for one document. */
export function applyFile(planned: PlannedFile, store: Store, now: string): Imported {
  const { fileName } = planned;
  switch (planned.kind) {
    case 'known':
      return { fileName, edition: planned.edition, refusal: undefined, changed: false };
    case 'draft':
      return { fileName, edition: store.publish(planned.edition.id, now), refusal: undefined, changed: true };
    case 'new':
      return { fileName, edition: store.saveLive(planned.input), refusal: undefined, changed: true };
    case 'refused':
      return { fileName, edition: undefined, refusal: planned.refusal, changed: false };
  }
}

/** Links the duties of an edition anew when they were linked with another catalogue. */
export function* refreshLinks(edition: Edition, store: Store, tools: LibraryTools): Steps<void> {
  if (store.links(edition.id)?.catalogue === tools.catalogue.fingerprint) return;
  const { catalogue, links } = yield* linkDuties({ duties: store.duties(edition.id) }, tools);
  store.saveLinks(edition.id, { catalogue, links });
}

/** A duty as `export` writes it: one JSON line. */
export function exportDuty(town: string, duty: ReturnType<Store['duties']>[number]): Record<string, unknown> {
  const { raw: _, ...facts } = duty;
  return { town, key: dutyKey(duty), ...facts };
}
