import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Edition, LIST_KINDS, type Township } from '../duty.js';
import { BotError, systemCode } from '../errors.js';
import { exportDocx } from '../export/docx.js';
import { exportXlsx } from '../export/xlsx.js';
import { exportDuty } from '../library.js';
import type { Core } from '../start.js';
import { findTown, openCore, print, say, UsageError } from './shared.js';

/** The formats people open, by file ending. */
const WRITERS = { '.docx': exportDocx, '.xlsx': exportXlsx };
const isWritten = (ending: string): ending is keyof typeof WRITERS => Object.hasOwn(WRITERS, ending);

interface ExportOptions {
  readonly town?: string;
  readonly to?: string;
}

/** `export`: one duty a line, always as JSON; `--to FILE`: one town's list as a document for people. */
export async function exportDuties({ town, to }: ExportOptions): Promise<void> {
  const ending = to === undefined ? '' : extname(to).toLowerCase();
  if (to !== undefined && !isWritten(ending))
    throw new UsageError(say('export.ending', { known: Object.keys(WRITERS).join(' ') }));
  const core = await openCore();
  try {
    const wanted = town === undefined ? core.towns.list() : [findTown(core.towns, town)];
    if (to === undefined || !isWritten(ending)) await printDuties(core, wanted);
    else await writeDocument(core, wanted, to, ending);
  } finally {
    core.close();
  }
}

async function printDuties(core: Core, wanted: readonly Township[]): Promise<void> {
  for (const { id, fullName } of wanted) {
    const live = core.store.liveEdition(id);
    const duties = live ? core.store.duties(live.id) : [];
    for (const list of LIST_KINDS) {
      for (const duty of duties)
        if (duty.list === list) await print(JSON.stringify(exportDuty(fullName, duty)));
    }
  }
}

async function writeDocument(
  core: Core,
  wanted: readonly Township[],
  file: string,
  ending: keyof typeof WRITERS,
): Promise<void> {
  const [town] = wanted;
  const live: Edition | undefined = town && core.store.liveEdition(town.id);
  if (!town || !live || wanted.length > 1) {
    const names = wanted.map(({ fullName }) => fullName).join('、');
    throw new UsageError(say('export.which', { names }));
  }
  const duties = core.store.duties(live.id);
  const bytes = await WRITERS[ending](town, live, duties);
  try {
    await writeFile(file, bytes);
  } catch (cause) {
    throw new BotError('file-unwritable', { file, reason: systemCode(cause) }, { cause });
  }
  await print(say('export.done', { town: town.fullName, total: duties.length, file }));
}
