import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dutyKey, type Edition, type Notice } from './duty.js';
import { BotError, type BotErrorCode, systemCode } from './errors.js';
import { createNoticeMaker } from './import/notices.js';
import { hashBytes, type ReadList, readList } from './import/read-list.js';
import { PROJECT_ROOT } from './root.js';
import type { Catalogue } from './search/catalogue.js';
import { LINK_MARGIN, LINK_SURE } from './search/link.js';
import { dutyBodies } from './search/town-index.js';
import type { EditionInput, EditionLinks, Store } from './store/types.js';
import type { Say } from './wording.js';

/** Largest document that is read, in bytes. */
export const DOCUMENT_SIZE_MAX = 20 * 1024 * 1024;
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
    if (about.size > DOCUMENT_SIZE_MAX) {
      const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);
      throw new BotError('document-too-large', {
        size: megabytes(about.size),
        limit: megabytes(DOCUMENT_SIZE_MAX),
      });
    }
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
export function prepareEdition(
  read: ReadList,
  { catalogue, say }: LibraryTools,
  importedBy: string,
  importedAt: string,
): EditionInput {
  const { notices: linkNotices, ...links } = linkDuties(read, { catalogue, say });
  const bodies = [...new Set(read.duties.flatMap(dutyBodies))].map((fullName) => ({
    fullName,
    stem: catalogue.bodies.resolve(fullName, read.township).stem,
  }));
  return { ...read, importedBy, importedAt, bodies, links, notices: [...read.notices, ...linkNotices] };
}

function linkDuties(
  { duties }: Pick<ReadList, 'duties'>,
  { catalogue, say }: LibraryTools,
): EditionLinks & { readonly notices: readonly Notice[] } {
  const notice = createNoticeMaker(say);
  const notices: Notice[] = [];
  const links = duties.map((duty) => {
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
    return found;
  });
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

/**
 * Brings the store up to date with a folder of documents: new or changed ones are imported and made live,
 * the others are left alone. A refused document leaves its town's last edition live. Links made with an
 * older catalogue are made anew.
 * @param each told of every document when it is done
 */
export async function syncFolder(
  folder: string,
  store: Store,
  tools: LibraryTools,
  now: () => string,
  each: (imported: Imported, at: number, of: number) => void = () => {},
): Promise<void> {
  const files = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
  for (const [at, fileName] of files.entries()) {
    each(await syncFile(join(folder, fileName), store, tools, now), at + 1, files.length);
  }
  for (const { live } of store.townships()) if (live) refreshLinks(live, store, tools);
}

async function syncFile(
  path: string,
  store: Store,
  tools: LibraryTools,
  now: () => string,
): Promise<Imported> {
  const fileName = basename(path);
  try {
    const bytes = readBytes(path);
    const known = store.hasFile(hashBytes(bytes), fileName);
    if (known) return { fileName, edition: known, refusal: undefined, changed: false };
    const read = await readList(bytes, fileName, { bodies: tools.catalogue.bodies, say: tools.say });
    const edition = store.saveLive(prepareEdition(read, tools, 'data/lists', now()));
    return { fileName, edition, refusal: undefined, changed: true };
  } catch (error) {
    if (!(error instanceof BotError) || !error.code.startsWith('document-')) throw error;
    return { fileName, edition: undefined, refusal: error, changed: false };
  }
}

function refreshLinks(edition: Edition, store: Store, tools: LibraryTools): void {
  if (store.links(edition.id)?.catalogue === tools.catalogue.fingerprint) return;
  const { catalogue, links } = linkDuties({ duties: store.duties(edition.id) }, tools);
  store.saveLinks(edition.id, { catalogue, links });
}

/** A duty as `export` writes it: one JSON line. */
export function exportDuty(town: string, duty: ReturnType<Store['duties']>[number]): Record<string, unknown> {
  const { raw: _, ...facts } = duty;
  return { town, key: dutyKey(duty), ...facts };
}
