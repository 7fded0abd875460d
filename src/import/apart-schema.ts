import { z } from 'zod';
import { LIST_KINDS, type Severity } from '../duty.js';
import type { BotErrorCode } from '../errors.js';
import type { ReadList } from './read-list.js';

/** What crosses the border between the program and the worker that reads one document. */

const texts = z.array(z.string());

const place = z.strictObject({
  line: z.number().exactOptional(),
  page: z.number().exactOptional(),
  sheet: z.string().exactOptional(),
  row: z.number().exactOptional(),
});

const severity = z.enum({ info: 'info', warning: 'warning' } satisfies { [S in Severity]: S });
const notices = z.array(z.strictObject({ rule: z.string(), severity, place, text: z.string() }));

const sections = z.array(
  z.strictObject({
    heading: z.string().exactOptional(),
    bodies: texts,
    topic: z.string().exactOptional(),
    steps: z.array(z.strictObject({ marker: z.string().exactOptional(), text: z.string() })),
  }),
);

const duty = z.strictObject({
  list: z.enum(LIST_KINDS),
  number: z.number(),
  category: z.string(),
  name: z.string(),
  remark: z.string(),
  leadBodies: texts,
  leadDuties: sections,
  townshipDuties: sections,
  receivingBodies: texts,
  workMethod: sections,
  notices,
  source: place.extend({ fileName: z.string(), fingerprint: z.string() }),
  raw: z.array(texts),
});

const counts = z.strictObject({
  duties: z.number().exactOptional(),
  categories: z.number().exactOptional(),
  bodies: z.number().exactOptional(),
});

const township = z.strictObject({
  id: z.string(),
  name: z.string(),
  county: z.string(),
  prefecture: z.string(),
  fullName: z.string(),
});

const readList: z.ZodType<ReadList> = z.strictObject({
  township,
  title: z.string(),
  issued: z.string(),
  declared: z.strictObject({
    total: z.number().exactOptional(),
    basic: counts.exactOptional(),
    cooperative: counts.exactOptional(),
    reclaimed: counts.exactOptional(),
  }),
  fileName: z.string(),
  sha256: z.string(),
  duties: z.array(duty),
  notices,
});

/** What the worker is given. */
export const apartInput = z.strictObject({
  bytes: z.instanceof(Uint8Array),
  fileName: z.string(),
  town: township.exactOptional(),
});

const isCode = (value: unknown): boolean => typeof value === 'string' && /^[a-z]+(?:-[a-z]+)+$/.test(value);

/** What the worker says, once: the list, or why there is none. */
export const apartOutcome = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), list: readList }),
  z.strictObject({
    ok: z.literal(false),
    code: z.custom<BotErrorCode>(isCode),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type ApartOutcome = z.output<typeof apartOutcome>;
