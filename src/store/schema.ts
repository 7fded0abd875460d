import { z } from 'zod';
import type { EditionStatus, Verdict } from '../duty.js';
import { declared, listKind, place, sections, severity, texts, township } from '../duty-schema.js';
import type { BodyRole } from './types.js';

/** What rows must look like when they are read back. Columns are renamed in the SELECT, not here. */

const count = z.number().int().nonnegative();

/** A column that holds JSON. */
export const json = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value, context) => {
    try {
      if (typeof value === 'string') return JSON.parse(value);
      throw new TypeError('no text');
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON', input: value });
      return z.NEVER;
    }
  }, schema);

// Written as maps so that a word added to the type is missed by the compiler, not by a row.
const editionStatus = z.enum({
  draft: 'draft',
  live: 'live',
  retired: 'retired',
} satisfies { [S in EditionStatus]: S });

const verdict = z.enum({
  ours: 'ours',
  assist: 'assist',
  reclaimed: 'reclaimed',
  unlisted: 'unlisted',
  unclear: 'unclear',
  info: 'info',
} satisfies { [V in Verdict]: V });

const bodyRole = z.enum({ lead: 'lead', receiving: 'receiving', named: 'named' } satisfies {
  [R in BodyRole]: R;
});

export const townshipRow = township;

export const editionRow = z.strictObject({
  id: count,
  townshipId: z.string(),
  serial: count,
  title: z.string(),
  issued: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  importedBy: z.string(),
  importedAt: z.string(),
  status: editionStatus,
  declared: json(declared),
});

export const countRow = z.strictObject({ townshipId: z.string(), list: listKind, duties: count });

export const publicationRow = z.strictObject({ editionId: count, at: z.string() });

export const dutyRow = z.strictObject({
  id: count,
  list: listKind,
  number: z.number().int(),
  category: z.string(),
  name: z.string(),
  remark: z.string(),
  leadBodies: json(texts),
  leadDuties: json(sections),
  townshipDuties: json(sections),
  receivingBodies: json(texts),
  workMethod: json(sections),
  fileName: z.string(),
  fingerprint: z.string(),
  place: json(place),
  raw: json(z.array(texts)),
});

/** `dutyId` is null for a notice on the document as a whole. */
export const noticeRow = z.strictObject({
  dutyId: count.nullable(),
  rule: z.string(),
  severity,
  place: json(place),
  text: z.string(),
});

export const bodyRow = z.strictObject({ fullName: z.string(), stem: z.string() });

export const bodyLinkRow = z.strictObject({ list: listKind, number: z.number().int(), role: bodyRole });

export const queryRow = z.strictObject({
  at: z.string(),
  platform: z.string(),
  chatHash: z.string(),
  userHash: z.string(),
  townshipId: z.string().nullable(),
  text: z.string(),
  verdict,
  dutyList: listKind.nullable(),
  dutyNumber: z.number().int().nullable(),
  confidence: z.number(),
  ms: z.number(),
});

export const settingRow = z.strictObject({ value: z.string() });

export const countedRow = z.strictObject({ rows: count });
