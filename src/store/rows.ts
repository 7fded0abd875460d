import type { z } from 'zod';

/** A row, or none, as its schema has it. @throws ZodError */
export const parseRow = <T extends z.ZodType>(schema: T, row: unknown): z.output<T> | undefined =>
  derived(ones, schema, () => schema.optional()).parse(row) as z.output<T> | undefined;

/** Rows as their schema has them. @throws ZodError */
export const parseRows = <T extends z.ZodType>(schema: T, rows: unknown): z.output<T>[] =>
  derived(lists, schema, () => schema.array()).parse(rows) as z.output<T>[];

/** Making a schema costs more than reading with it: each is made once. */
const ones = new WeakMap<z.ZodType, z.ZodType>();
const lists = new WeakMap<z.ZodType, z.ZodType>();

function derived(made: WeakMap<z.ZodType, z.ZodType>, schema: z.ZodType, make: () => z.ZodType): z.ZodType {
  const known = made.get(schema);
  if (known) return known;
  const fresh = make();
  made.set(schema, fresh);
  return fresh;
}
