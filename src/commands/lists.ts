import { countByList } from '../answer/listing.js';
import type { Notice } from '../duty.js';
import { BotError } from '../errors.js';
import { prepareEdition, readListFile } from '../library.js';
import { speakError } from '../speak.js';
import { loadLibrary } from '../start.js';
import { openCore, print, say } from './shared.js';

interface JsonOption {
  readonly json?: boolean;
}

/** `check FILE…`: reads without storing; exit 1 when a file would be refused. */
export async function check(files: readonly string[], { json }: JsonOption): Promise<void> {
  const library = loadLibrary();
  for (const file of files) {
    try {
      const edition = prepareEdition(await readListFile(file, library), library, '', '');
      const counts = countByList(edition.duties);
      const notices = [...edition.notices, ...edition.duties.flatMap((duty) => duty.notices)];
      const { township, title, issued, declared } = edition;
      if (json) {
        const total = edition.duties.length;
        await print(
          JSON.stringify({ file, ok: true, township, title, issued, declared, counts, total, notices }),
        );
        continue;
      }
      const facts = { file, town: township.fullName, ...counts, total: edition.duties.length };
      await print(say('check.ok', { ...facts, notices: notices.length }));
      for (const notice of notices) await print(noticeLine(notice));
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      process.exitCode = 1;
      if (json) await print(JSON.stringify({ file, ok: false, code: error.code, reason: speakError(error) }));
      else await print(say('check.refused', { file, reason: speakError(error) }));
    }
  }
}

function noticeLine({ rule, place, text }: Notice): string {
  const { sheet, page, line } = place;
  const where = [
    sheet === undefined ? '' : say('check.place.sheet', { sheet }),
    page === undefined ? '' : say('check.place.page', { page }),
    line === undefined ? '' : say('check.place', { line }),
  ].join('');
  return say('check.notice', { rule, place: where, text });
}

/** `import FILE… [--publish]`: a draft, or live at once; a refused file changes nothing. */
export async function importFiles(
  files: readonly string[],
  { publish, json }: JsonOption & { readonly publish?: boolean },
): Promise<void> {
  const core = await openCore();
  try {
    for (const file of files) {
      try {
        const at = new Date(core.now()).toISOString();
        const input = prepareEdition(
          await readListFile(file, core.library),
          core.library,
          'command-line',
          at,
        );
        const edition = publish ? core.store.saveLive(input) : core.store.saveDraft(input);
        const facts = {
          file,
          town: input.township.fullName,
          total: input.duties.length,
          edition: edition.id,
          serial: edition.serial,
        };
        if (json) await print(JSON.stringify({ ...facts, ok: true, status: edition.status }));
        else await print(say(publish ? 'import.live' : 'import.draft', facts));
      } catch (error) {
        if (!(error instanceof BotError) || !error.code.startsWith('document-')) throw error;
        process.exitCode = 1;
        if (json)
          await print(JSON.stringify({ file, ok: false, code: error.code, reason: speakError(error) }));
        else process.stderr.write(`${say('check.refused', { file, reason: speakError(error) })}\n`);
      }
    }
  } finally {
    core.close();
  }
}

/** `lists`: one line a town with a live list. */
export async function lists({ json }: JsonOption): Promise<void> {
  const core = await openCore();
  try {
    for (const { township, live, counts } of core.store.townships()) {
      if (!live) continue;
      if (json) {
        await print(JSON.stringify({ town: township.fullName, township, counts, edition: live }));
        continue;
      }
      const facts = { town: township.fullName, ...counts, issued: live.issued };
      await print(say('lists.line', { ...facts, file: live.fileName, edition: live.serial }));
    }
  } finally {
    core.close();
  }
}
