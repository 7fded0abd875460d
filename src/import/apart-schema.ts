import { z } from 'zod';
import type { ReadList } from '../duty.js';
import { declared, listKind, place, sections, severity, texts, township } from '../duty-schema.js';
import type { BotErrorCode } from '../errors.js';

/** What crosses the border between the program and the worker that reads one document. */

const notices = z.array(z.strictObject({ rule: z.string(), severity, place, text: z.string() }));

const duty = z.strictObject({
  list: listKind,
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

const readList: z.ZodType<ReadList> = z.strictObject({
  township,
  title: z.string(),
  issued: z.string(),
  declared,
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
