import { z } from 'zod';
import { type ActionRole, CHAT_MODES, COMMANDS } from '../contract.js';
import { LIST_KINDS } from '../duty.js';
import { json } from './schema.js';

/** What the rows of the chat tables must look like when they are read back. */

const list = z.enum(LIST_KINDS);
const item = z.tuple([list, z.number().int()]);
const absent = <T extends z.ZodType>(schema: T) => schema.nullable().transform((value) => value ?? undefined);

// Written as a map so that a word added to the type is missed by the compiler, not by a row.
const role = z.enum({
  choose: 'choose',
  view: 'view',
  page: 'page',
  reject: 'reject',
  vote: 'vote',
  share: 'share',
  keep: 'keep',
} satisfies { [R in ActionRole]: R });

export const chatRow = z.strictObject({
  townshipId: absent(z.string()),
  mode: absent(z.enum(CHAT_MODES)),
});

export const townRow = z.strictObject({ townshipId: z.string() });

const action = z.strictObject({
  role,
  text: z.string(),
  town: z.string().exactOptional(),
  question: z.string().exactOptional(),
  item: item.readonly().exactOptional(),
  rejected: z.array(item.readonly()).exactOptional(),
  command: z
    .strictObject({ name: z.enum(COMMANDS), options: z.record(z.string(), z.string()) })
    .exactOptional(),
  useful: z.boolean().exactOptional(),
});

export const buttonRow = z.strictObject({ askerHash: z.string(), actions: json(z.array(action)) });

const truth = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1);

export const usefulRow = z.strictObject({ useful: truth });

export const voteRow = z.strictObject({
  platform: z.string(),
  userHash: z.string(),
  townshipId: z.string(),
  list,
  number: z.number().int(),
  question: z.string(),
  useful: truth,
  at: z.string(),
});
