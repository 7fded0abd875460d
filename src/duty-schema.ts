import { z } from 'zod';
import { LIST_KINDS, type Severity } from './duty.js';

/** The words of the domain as schemas, for what crosses a border of the program: a database, a worker. */

export const texts = z.array(z.string());

export const listKind = z.enum(LIST_KINDS);

// Written as a map so that a word added to the type is missed by the compiler, not by a row.
export const severity = z.enum({ info: 'info', warning: 'warning' } satisfies { [S in Severity]: S });

export const place = z.strictObject({
  line: z.number().exactOptional(),
  page: z.number().exactOptional(),
  sheet: z.string().exactOptional(),
  row: z.number().exactOptional(),
});

export const sections = z.array(
  z.strictObject({
    heading: z.string().exactOptional(),
    bodies: texts,
    topic: z.string().exactOptional(),
    steps: z.array(z.strictObject({ marker: z.string().exactOptional(), text: z.string() })),
  }),
);

const declaredCounts = z
  .strictObject({
    duties: z.number().exactOptional(),
    categories: z.number().exactOptional(),
    bodies: z.number().exactOptional(),
  })
  .exactOptional();

export const declared = z.strictObject({
  total: z.number().exactOptional(),
  basic: declaredCounts,
  cooperative: declaredCounts,
  reclaimed: declaredCounts,
});

export const township = z.strictObject({
  id: z.string(),
  name: z.string(),
  county: z.string(),
  prefecture: z.string(),
  fullName: z.string(),
});
