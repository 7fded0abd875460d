import type { Database } from 'better-sqlite3';
import type { Body } from '../bodies.js';
import type { Duty } from '../duty.js';
import { LIST_ORDER } from './duties.js';
import { parseRows } from './rows.js';
import { bodyLinkRow, bodyRow } from './schema.js';
import type { BodyLink, BodyRole } from './types.js';

/** The departments of an edition and the duties that speak of them. Writers run inside a transaction. */
export function createBodies(db: Database) {
  const putBody = db.prepare(`
    INSERT INTO bodies (edition_id, full_name, stem) VALUES (@editionId, @fullName, @stem)
    ON CONFLICT (edition_id, full_name) DO NOTHING`);
  const putLink = db.prepare(`
    INSERT INTO duty_bodies (body_id, duty_id, role)
    SELECT id, @dutyId, @role FROM bodies WHERE edition_id = @editionId AND full_name = @fullName
    ON CONFLICT DO NOTHING`);
  const bodiesOf = db.prepare(
    'SELECT full_name AS fullName, stem FROM bodies WHERE edition_id = ? ORDER BY id',
  );
  const linksOf = db.prepare(`
    SELECT d.list, d.number, l.role
    FROM bodies b JOIN duty_bodies l ON l.body_id = b.id JOIN duties d ON d.id = l.duty_id
    WHERE b.edition_id = ? AND b.full_name = ? ORDER BY ${LIST_ORDER}, d.number, d.id, l.role`);

  const insertBodies = (editionId: number, bodies: readonly Body[]): void => {
    for (const { fullName, stem } of bodies) putBody.run({ editionId, fullName, stem });
  };

  return {
    insertBodies,

    /** A body that only the duty names is kept too: losing a link would hide the duty from its body. */
    linkBodies(editionId: number, dutyId: number | bigint, duty: Duty): void {
      for (const [fullName, role] of rolesOf(duty)) {
        insertBodies(editionId, [{ fullName, stem: fullName }]);
        putLink.run({ editionId, dutyId, fullName, role });
      }
    },

    bodies: (editionId: number): readonly Body[] => parseRows(bodyRow, bodiesOf.all(editionId)),

    bodyLinks: (editionId: number, fullName: string): readonly BodyLink[] =>
      parseRows(bodyLinkRow, linksOf.all(editionId, fullName)),
  };
}

/** `named` only where the duty's columns do not already say more. */
function rolesOf(duty: Duty): readonly (readonly [fullName: string, role: BodyRole])[] {
  const inColumns = new Set([...duty.leadBodies, ...duty.receivingBodies]);
  const inText = [...duty.leadDuties, ...duty.townshipDuties, ...duty.workMethod]
    .flatMap(({ bodies }) => bodies)
    .filter((fullName) => !inColumns.has(fullName));
  return [
    ...duty.leadBodies.map((fullName) => [fullName, 'lead'] as const),
    ...duty.receivingBodies.map((fullName) => [fullName, 'receiving'] as const),
    ...inText.map((fullName) => [fullName, 'named'] as const),
  ];
}
