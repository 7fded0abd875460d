import type { Database } from 'better-sqlite3';
import { type Duty, LIST_KINDS, type Notice } from '../duty.js';
import { parseRows } from './rows.js';
import { dutyRow, noticeRow } from './schema.js';

/** The order of the lists in a published document, as SQL. */
export const LIST_ORDER = `CASE list ${LIST_KINDS.map((list, at) => `WHEN '${list}' THEN ${at}`).join(' ')} END`;

/** Duties and notices of an edition. Writers expect to run inside a transaction. */
export function createDuties(db: Database) {
  const putDuty = db.prepare(`
    INSERT INTO duties (edition_id, list, number, category, name, remark, lead_bodies, lead_duties,
      township_duties, receiving_bodies, work_method, source_file, source_fingerprint, source_place, raw)
    VALUES (@editionId, @list, @number, @category, @name, @remark, @leadBodies, @leadDuties,
      @townshipDuties, @receivingBodies, @workMethod, @fileName, @fingerprint, @place, @raw)`);
  const putNotice = db.prepare(`
    INSERT INTO notices (edition_id, duty_id, rule, severity, place, text)
    VALUES (@editionId, @dutyId, @rule, @severity, @place, @text)`);
  const dutiesOf = db.prepare(`
    SELECT id, list, number, category, name, remark, lead_bodies AS leadBodies, lead_duties AS leadDuties,
      township_duties AS townshipDuties, receiving_bodies AS receivingBodies, work_method AS workMethod,
      source_file AS fileName, source_fingerprint AS fingerprint, source_place AS place, raw
    FROM duties WHERE edition_id = ? ORDER BY ${LIST_ORDER}, number, id`);
  const noticesOf = db.prepare(`
    SELECT duty_id AS dutyId, rule, severity, place, text FROM notices WHERE edition_id = ? ORDER BY id`);

  const readNotices = (editionId: number) => {
    const byDuty = new Map<number | null, Notice[]>();
    for (const { dutyId, ...notice } of parseRows(noticeRow, noticesOf.all(editionId))) {
      const known = byDuty.get(dutyId);
      if (known) known.push(notice);
      else byDuty.set(dutyId, [notice]);
    }
    return (dutyId: number | null): readonly Notice[] => byDuty.get(dutyId) ?? [];
  };

  return {
    insertNotices(editionId: number, dutyId: number | bigint | null, notices: readonly Notice[]): void {
      for (const { place, ...notice } of notices) {
        putNotice.run({ editionId, dutyId, ...notice, place: JSON.stringify(place) });
      }
    },

    /** Gives the id of the duty's row, to which its notices and bodies are tied. */
    insertDuty(editionId: number, duty: Duty): number | bigint {
      const { fileName, fingerprint, ...place } = duty.source;
      return putDuty.run({
        editionId,
        list: duty.list,
        number: duty.number,
        category: duty.category,
        name: duty.name,
        remark: duty.remark,
        leadBodies: JSON.stringify(duty.leadBodies),
        leadDuties: JSON.stringify(duty.leadDuties),
        townshipDuties: JSON.stringify(duty.townshipDuties),
        receivingBodies: JSON.stringify(duty.receivingBodies),
        workMethod: JSON.stringify(duty.workMethod),
        fileName,
        fingerprint,
        place: JSON.stringify(place),
        raw: JSON.stringify(duty.raw),
      }).lastInsertRowid;
    },

    duties(editionId: number): readonly Duty[] {
      const noticesOn = readNotices(editionId);
      return dutyRow
        .array()
        .parse(dutiesOf.all(editionId))
        .map(({ id, fileName, fingerprint, place, ...cells }) => ({
          ...cells,
          notices: noticesOn(id),
          source: { fileName, fingerprint, ...place },
        }));
    },

    notices: (editionId: number): readonly Notice[] => readNotices(editionId)(null),
  };
}
