import type { Database } from 'better-sqlite3';
import type { Edition, ListKind, Township } from '../duty.js';
import { parseRow, parseRows } from './rows.js';
import { countRow, editionRow, publicationRow, townshipRow } from './schema.js';
import type { EditionInput, Publication, TownshipSummary } from './types.js';

const EDITION_COLUMNS = `
  id, township_id AS townshipId, serial, title, issued, file_name AS fileName, sha256,
  imported_by AS importedBy, imported_at AS importedAt, status, declared`;

/** Townships, their editions, and which one is live. Writers expect to run inside a transaction. */
export function createEditions(db: Database) {
  // A later document that does not print the prefecture must not erase it.
  const putTownship = db.prepare(`
    INSERT INTO townships (id, name, county, prefecture, full_name)
    VALUES (@id, @name, @county, @prefecture, @fullName)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, county = excluded.county,
      full_name = excluded.full_name,
      prefecture = CASE excluded.prefecture WHEN '' THEN prefecture ELSE excluded.prefecture END`);
  const putEdition = db.prepare(`
    INSERT INTO editions (township_id, serial, title, issued, file_name, sha256, imported_by, imported_at,
      status, declared)
    VALUES (@townshipId, @serial, @title, @issued, @fileName, @sha256, @importedBy, @importedAt, 'draft',
      @declared)
    RETURNING ${EDITION_COLUMNS}`);
  const nextSerial = db
    .prepare('UPDATE townships SET last_serial = last_serial + 1 WHERE id = ? RETURNING last_serial')
    .pluck();
  const retireLive = db.prepare(
    `UPDATE editions SET status = 'retired' WHERE township_id = ? AND status = 'live'`,
  );
  const makeLive = db.prepare(
    `UPDATE editions SET status = 'live' WHERE id = ? RETURNING ${EDITION_COLUMNS}`,
  );
  const putPublication = db.prepare('INSERT INTO publications (edition_id, at) VALUES (?, ?)');
  const byId = db.prepare(`SELECT ${EDITION_COLUMNS} FROM editions WHERE id = ?`);
  const liveOf = db.prepare(
    `SELECT ${EDITION_COLUMNS} FROM editions WHERE township_id = ? AND status = 'live'`,
  );
  const ofTownship = db.prepare(
    `SELECT ${EDITION_COLUMNS} FROM editions WHERE township_id = ? ORDER BY id DESC`,
  );
  const ofFile = db.prepare(`
    SELECT ${EDITION_COLUMNS} FROM editions
    WHERE sha256 = @sha256 AND (@fileName IS NULL OR file_name = @fileName)
    ORDER BY status = 'live' DESC, id DESC LIMIT 1`);
  const publicationsOf = db.prepare(`
    SELECT p.edition_id AS editionId, p.at FROM publications p JOIN editions e ON e.id = p.edition_id
    WHERE e.township_id = ? ORDER BY p.id DESC`);
  const allTownships = db.prepare(
    'SELECT id, name, county, prefecture, full_name AS fullName FROM townships ORDER BY id',
  );
  const allLive = db.prepare(`SELECT ${EDITION_COLUMNS} FROM editions WHERE status = 'live'`);
  const liveCounts = db.prepare(`
    SELECT e.township_id AS townshipId, d.list, count(*) AS duties
    FROM editions e JOIN duties d ON d.edition_id = e.id
    WHERE e.status = 'live' GROUP BY e.township_id, d.list`);

  // Every import adds an edition and every publishing a publication, whichever process does it.
  const mark = db
    .prepare(
      `SELECT ifnull((SELECT max(id) FROM editions), 0) || ':' ||
        ifnull((SELECT max(id) FROM publications), 0)`,
    )
    .pluck();
  let kept: { readonly mark: unknown; readonly townships: readonly TownshipSummary[] } | undefined;

  const edition = (id: number): Edition | undefined => parseRow(editionRow, byId.get(id));

  // One transaction, so that another process publishing in between cannot mix two editions.
  const readTownships = db.transaction(() => ({
    townships: parseRows(townshipRow, allTownships.all()),
    live: parseRows(editionRow, allLive.all()),
    counts: parseRows(countRow, liveCounts.all()),
  }));

  /** Read anew only after a change: every message asks which townships there are. */
  const townships = (): readonly TownshipSummary[] => {
    const now = mark.get();
    if (kept !== undefined && kept.mark === now) return kept.townships;
    const { townships, live, counts } = readTownships();
    const countOf = (township: Township, list: ListKind) =>
      counts.find((row) => row.townshipId === township.id && row.list === list)?.duties ?? 0;
    const summaries = townships.map((township) => ({
      township,
      live: live.find(({ townshipId }) => townshipId === township.id),
      counts: {
        basic: countOf(township, 'basic'),
        cooperative: countOf(township, 'cooperative'),
        reclaimed: countOf(township, 'reclaimed'),
      },
    }));
    kept = { mark: now, townships: summaries };
    return summaries;
  };

  return {
    insertDraft(input: EditionInput): Edition {
      putTownship.run(input.township);
      return editionRow.parse(
        putEdition.get({
          townshipId: input.township.id,
          serial: nextSerial.get(input.township.id),
          title: input.title,
          issued: input.issued,
          fileName: input.fileName,
          sha256: input.sha256,
          importedBy: input.importedBy,
          importedAt: input.importedAt,
          declared: JSON.stringify(input.declared),
        }),
      );
    },

    makeLive(id: number, nowIso: string): Edition {
      const found = edition(id);
      if (!found) throw new Error(`no edition ${id}`);
      if (found.status === 'live') return found;
      retireLive.run(found.townshipId);
      putPublication.run(id, nowIso);
      return editionRow.parse(makeLive.get(id));
    },

    /** The live ones, which every answer cites, are at hand already. */
    edition(id: number): Edition | undefined {
      return townships().find(({ live }) => live?.id === id)?.live ?? edition(id);
    },

    editions: (townshipId: string): readonly Edition[] => parseRows(editionRow, ofTownship.all(townshipId)),

    liveEdition: (townshipId: string): Edition | undefined => parseRow(editionRow, liveOf.get(townshipId)),

    publications: (townshipId: string): readonly Publication[] =>
      parseRows(publicationRow, publicationsOf.all(townshipId)),

    hasFile: (sha256: string, fileName?: string): Edition | undefined =>
      parseRow(editionRow, ofFile.get({ sha256, fileName: fileName ?? null })),

    townships,
  };
}
