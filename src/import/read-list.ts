import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { BodyCatalogue } from '../bodies.js';
import { LIST_KINDS, type ReadList, type Township } from '../duty.js';
import { BotError } from '../errors.js';
import type { Say } from '../wording.js';
import { checkDuties } from './checks.js';
import type { DocumentPart } from './document.js';
import { createDuty } from './duties.js';
import { findFormat } from './formats/registry.js';
import { parseHead } from './head.js';
import { joinRows } from './join.js';
import { createNoticeMaker } from './notices.js';
import { sortParts } from './rows.js';
import { noticeLeftovers } from './tail.js';

export interface ReadListTools {
  readonly bodies: BodyCatalogue;
  /** Sentences of prompts/notices.json. */
  readonly say: Say;
  /** The town that whoever brings the document says it is of. */
  readonly town?: Township | undefined;
}

/**
 * Reads a published list from a file's bytes, in stages: format → parts → rows → whole rows → duties →
 * checks. Pure: no file, clock or store.
 * @throws BotError `document-…` when there is no list to be read; a readable list with faults is returned
 *   with its notices.
 */
export async function readList(bytes: Uint8Array, fileName: string, tools: ReadListTools): Promise<ReadList> {
  const name = basename(fileName);
  if (bytes.length === 0) throw new BotError('document-empty');
  const parts = await findFormat(name).read(bytes);
  return listFromParts(parts, { name, sha256: hashBytes(bytes) }, tools);
}

/** SHA-256 of a file's bytes, in hex. */
export const hashBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The stages after the format. @throws BotError `document-…` */
export function listFromParts(
  parts: readonly DocumentPart[],
  { name, sha256 }: { readonly name: string; readonly sha256: string },
  { bodies, say, town }: ReadListTools,
): ReadList {
  const notice = createNoticeMaker(say);
  const sorted = sortParts(parts, notice);
  if (sorted.value.rows.length === 0) throw new BotError('document-no-list');
  const head = parseHead(sorted.value.head, sorted.value.titledTowns, name, town);
  const joined = joinRows(sorted.value.rows, notice);
  if (joined.value.rows.length === 0) throw new BotError('document-no-list');
  const duties = joined.value.rows
    .map((row) => createDuty(row, { township: head.township, fileName: name, bodies, notice }))
    .sort((a, b) => LIST_KINDS.indexOf(a.list) - LIST_KINDS.indexOf(b.list) || a.number - b.number);
  const names = {
    basic: say('list.basic'),
    cooperative: say('list.cooperative'),
    reclaimed: say('list.reclaimed'),
  };
  const checked = checkDuties(duties, { ...head, names, notice, bodies });
  const leftovers = noticeLeftovers(
    [...sorted.value.leftovers, ...joined.value.leftovers],
    duties.map((duty) => duty.name),
    notice,
  );
  return {
    ...head,
    fileName: name,
    sha256,
    duties: checked.duties,
    notices: [...sorted.notices, ...joined.notices, ...leftovers, ...checked.edition],
  };
}
