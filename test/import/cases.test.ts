import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dutyKey, LIST_KINDS, type Notice } from '../../src/duty.js';
import { readJsonFile } from '../../src/json-file.js';
import { CASES_FOLDER, readFile, refusalOf } from './tools.js';

/**
 * One folder a case: input.txt is a small list of a town that does not exist, with one fault; expected.json
 * says what the fault must become. A fix of the reader comes with a case here and needs no other change.
 */
const read = z.strictObject({
  shows: z.string(),
  title: z.string(),
  town: z.string(),
  issued: z.string(),
  counts: z.strictObject({ basic: z.number(), cooperative: z.number(), reclaimed: z.number() }),
  /** All of the edition's notices, as `rule: sentence`. */
  notices: z.array(z.string()),
  /** By `list number`; fields left out are not looked at, save `notices`, which are all there are. */
  duties: z.record(z.string(), z.looseObject({ notices: z.array(z.string()).optional() })).default({}),
});
const refused = z.strictObject({ shows: z.string(), refused: z.string() });
const expectedSchema = z.union([refused, read]);

const say = ({ rule, text }: Notice): string => `${rule}: ${text}`;

const cases = readdirSync(CASES_FOLDER).map((name) => ({
  name,
  input: join(CASES_FOLDER, name, 'input.txt'),
  expected: readJsonFile(join(CASES_FOLDER, name, 'expected.json'), expectedSchema),
}));

describe('faults of a published list', () => {
  it.each(cases)('$name: $expected.shows', ({ input, expected }) => {
    if ('refused' in expected) {
      expect(refusalOf(() => readFile(input))).toBe(expected.refused);
      return;
    }
    const list = readFile(input);
    const counts = Object.fromEntries(
      LIST_KINDS.map((kind) => [kind, list.duties.filter((duty) => duty.list === kind).length]),
    );
    expect({
      title: list.title,
      town: list.township.fullName,
      issued: list.issued,
      counts,
      notices: list.notices.map(say),
    }).toEqual({
      title: expected.title,
      town: expected.town,
      issued: expected.issued,
      counts: expected.counts,
      notices: expected.notices,
    });
    const seen = new Set(list.duties.map((duty) => dutyKey(duty).replace(':', ' ')));
    for (const key of Object.keys(expected.duties)) expect(seen).toContain(key);
    for (const duty of list.duties) {
      const { notices = [], ...fields } = expected.duties[dutyKey(duty).replace(':', ' ')] ?? {};
      expect(duty).toMatchObject(fields);
      expect(duty.notices.map(say), dutyKey(duty)).toEqual(notices);
    }
  });

  it('every case has an input of its own', () => {
    const inputs = cases.map(({ input }) => readFileSync(input, 'utf8'));
    expect(new Set(inputs).size).toBe(cases.length);
  });
});
