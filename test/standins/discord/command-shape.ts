import { z } from 'zod';
import { invalidForm, refuseIssues } from './faults.js';

/**
 * Application commands and interaction callbacks as documented.
 * https://discord.com/developers/docs/interactions/application-commands
 * https://discord.com/developers/docs/interactions/receiving-and-responding
 */
const COMMANDS_MAX = 100;
const COMMAND_CHARACTERS_MAX = 8000;
const LOCALES = [
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'fr',
  'ja',
  'ko',
  'ru',
  'zh-CN',
  'zh-TW',
] as const;

const slashName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, 'Invalid command name')
  .refine((name) => name === name.toLowerCase(), 'Command names must be lower case');
const menuName = z.string().min(1).max(32);
const described = z.string().min(1).max(100);
const localized = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(LOCALES), value).nullish();

const choice = z.strictObject({
  name: z.string().min(1).max(100),
  name_localizations: localized(z.string().min(1).max(100)),
  value: z.union([z.string().max(100), z.number()]),
});

const option = z
  .strictObject({
    type: z.int().min(3).max(11),
    name: slashName,
    name_localizations: localized(slashName),
    description: described,
    description_localizations: localized(described),
    required: z.boolean().optional(),
    choices: z.array(choice).max(25).optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    min_length: z.int().min(0).max(6000).optional(),
    max_length: z.int().min(1).max(6000).optional(),
    autocomplete: z.boolean().optional(),
  })
  .refine(({ autocomplete, choices }) => !autocomplete || !choices, {
    path: ['autocomplete'],
    message: 'Autocomplete cannot be set when choices are present',
  });

const options = z
  .array(option)
  .max(25)
  .superRefine((all, context) => {
    const optionalAt = all.findIndex(({ required }) => !required);
    const lateAt = all.findIndex(({ required }, at) => required && optionalAt !== -1 && at > optionalAt);
    if (lateAt !== -1) {
      context.addIssue({
        code: 'custom',
        path: [lateAt],
        message: 'Required options must be placed before non-required options',
        params: { code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID' },
      });
    }
    for (const names of [all.map(({ name }) => name), all.map((one) => one.name_localizations?.['zh-CN'])]) {
      const given = names.filter((name) => name !== undefined);
      if (new Set(given).size !== given.length) {
        context.addIssue({
          code: 'custom',
          message: 'Option names must be unique',
          params: { code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS' },
        });
      }
    }
  });

const shared = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  nsfw: z.boolean().optional(),
  contexts: z.array(z.int().min(0).max(2)).min(1).nullish(),
  integration_types: z.array(z.int().min(0).max(1)).min(1).optional(),
};

const slash = z.strictObject({
  ...shared,
  type: z.literal(1).optional(),
  name: slashName,
  name_localizations: localized(slashName),
  description: described,
  description_localizations: localized(described),
  options: options.optional(),
});
const menu = z.strictObject({
  ...shared,
  type: z.union([z.literal(2), z.literal(3)]),
  name: menuName,
  name_localizations: localized(menuName),
});

export type StoredCommand = z.output<typeof slash> | z.output<typeof menu>;

/** @throws Refusal as the vendor would for PUT /applications/{id}/commands */
export function checkCommands(body: unknown): readonly StoredCommand[] {
  const list = z.array(z.looseObject({ type: z.int().optional() })).safeParse(body, { reportInput: true });
  if (!list.success) throw refuseIssues(list.error.issues);
  if (list.data.length > COMMANDS_MAX) {
    throw invalidForm([], 'APPLICATION_COMMAND_TOO_MANY', 'Maximum number of application commands reached');
  }
  const commands = list.data.map((one, at): StoredCommand => {
    const parsed = (one.type ?? 1) === 1 ? slash.safeParse(one, { reportInput: true }) : menu.safeParse(one);
    if (!parsed.success) {
      throw refuseIssues(parsed.error.issues.map((issue) => ({ ...issue, path: [at, ...issue.path] })));
    }
    if (characters(parsed.data) > COMMAND_CHARACTERS_MAX) {
      throw invalidForm([at], 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)');
    }
    return parsed.data;
  });
  const names = commands.map(({ type, name }) => `${type ?? 1}:${name}`);
  if (new Set(names).size !== names.length) {
    throw invalidForm([], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
  }
  return commands;
}

/** Of a localized text only the longest version counts. */
function characters(command: StoredCommand): number {
  const longest = (text: string, other: Partial<Record<string, string>> | null | undefined): number =>
    Math.max(text.length, ...Object.values(other ?? {}).map((one) => one?.length ?? 0));
  if (!('description' in command)) return longest(command.name, command.name_localizations);
  return [command, ...(command.options ?? [])].reduce(
    (sum, one) =>
      sum +
      longest(one.name, one.name_localizations) +
      longest(one.description, one.description_localizations) +
      ('choices' in one
        ? (one.choices ?? []).reduce((n, { name, value }) => n + name.length + String(value).length, 0)
        : 0),
    0,
  );
}

const callback = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(4), data: z.unknown() }),
  z.strictObject({ type: z.literal(5), data: z.strictObject({ flags: z.int().optional() }).optional() }),
  z.strictObject({ type: z.literal(6) }),
  z.strictObject({ type: z.literal(7), data: z.unknown() }),
  z.strictObject({
    type: z.literal(8),
    data: z.strictObject({
      choices: z
        .array(
          z.strictObject({
            name: z.string().min(1).max(100),
            name_localizations: localized(z.string().min(1).max(100)),
            value: z.union([z.string().min(1).max(100), z.number()]),
          }),
        )
        .max(25),
    }),
  }),
]);
export type Callback = z.output<typeof callback>;

/** @throws Refusal as the vendor would for POST /interactions/{id}/{token}/callback */
export function checkCallback(body: unknown): Callback {
  const parsed = callback.safeParse(body, { reportInput: true });
  if (!parsed.success) throw refuseIssues(parsed.error.issues);
  return parsed.data;
}
