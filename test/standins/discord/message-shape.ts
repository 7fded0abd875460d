import { z } from 'zod';
import type { StandInFile } from '../multipart.js';
import { emptyMessage, invalidForm, Refusal, refuseIssues } from './faults.js';

/**
 * Message bodies as the vendor documents them; lengths are counted in UTF-16 units, which is never
 * kinder than the vendor's count.
 * https://discord.com/developers/docs/resources/message#create-message
 * https://discord.com/developers/docs/resources/message#embed-object-embed-limits
 * https://discord.com/developers/docs/components/reference
 */
const EMBEDS_TOTAL_MAX = 6000;

const snowflake = z.string().regex(/^\d{17,20}$/);
const words = (max: number) => z.string().min(1).max(max);

const embed = z.strictObject({
  title: z.string().max(256).optional(),
  type: z.literal('rich').optional(),
  description: z.string().max(4096).optional(),
  url: z.url().optional(),
  timestamp: z.string().optional(),
  color: z.int().min(0).max(0xffffff).optional(),
  footer: z.strictObject({ text: words(2048), icon_url: z.url().optional() }).optional(),
  author: z.strictObject({ name: words(256), url: z.url().optional() }).optional(),
  fields: z
    .array(z.strictObject({ name: words(256), value: words(1024), inline: z.boolean().optional() }))
    .max(25)
    .optional(),
});

type Embed = z.output<typeof embed>;

const embedLength = ({ title, description, footer, author, fields }: Embed): number =>
  [title, description, footer?.text, author?.name, ...(fields ?? []).flatMap((one) => [one.name, one.value])]
    .map((part) => part?.length ?? 0)
    .reduce((sum, length) => sum + length, 0);

const embeds = z
  .array(embed)
  .max(10)
  .superRefine((all, context) => {
    all.forEach((one, at) => {
      const texts = [one.title, one.description, one.footer?.text, one.author?.name];
      if (texts.some((text) => (text ?? '').trim() !== '') || one.fields?.length) return;
      const params = { code: 'BASE_TYPE_REQUIRED' };
      context.addIssue({
        code: 'custom',
        path: [at, 'description'],
        message: 'This field is required',
        params,
      });
    });
    if (all.reduce((sum, one) => sum + embedLength(one), 0) > EMBEDS_TOTAL_MAX) {
      context.addIssue({
        code: 'custom',
        message: `Embed size exceeds maximum size of ${EMBEDS_TOTAL_MAX}`,
        params: { code: 'MAX_EMBED_SIZE_EXCEEDED' },
      });
    }
  });

const emoji = z.strictObject({ id: snowflake.optional(), name: z.string().optional() });

const button = z
  .strictObject({
    type: z.literal(2),
    id: z.int().optional(),
    style: z.int().min(1).max(4),
    label: words(80).optional(),
    emoji: emoji.optional(),
    custom_id: words(100),
    disabled: z.boolean().optional(),
  })
  .refine(({ label, emoji: sign }) => label !== undefined || sign !== undefined, {
    path: ['label'],
    params: { code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED' },
    message: 'A label or an emoji is required',
  });

const select = z.strictObject({
  type: z.literal(3),
  id: z.int().optional(),
  custom_id: words(100),
  placeholder: z.string().max(150).optional(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
  options: z
    .array(
      z.strictObject({
        label: words(100),
        value: words(100),
        description: z.string().max(100).optional(),
        emoji: emoji.optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(25)
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, {
      params: { code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' },
      message: 'The specified option value is already used',
    }),
});

const row = z.strictObject({
  type: z.literal(1),
  id: z.int().optional(),
  components: z.union([z.array(button).min(1).max(5), z.array(select).min(1).max(1)]),
});

const components = z
  .array(row)
  .max(5)
  .superRefine((rows, context) => {
    const seen = new Set<string>();
    rows.forEach((one, at) => {
      one.components.forEach(({ custom_id: id }, place) => {
        if (seen.has(id)) {
          context.addIssue({
            code: 'custom',
            path: [at, 'components', place, 'custom_id'],
            message: 'Component custom id cannot be duplicated',
            params: { code: 'COMPONENT_CUSTOM_ID_DUPLICATED' },
          });
        }
        seen.add(id);
      });
    });
  });

const allowedMentions = z.strictObject({
  parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional(),
  roles: z.array(snowflake).max(100).optional(),
  users: z.array(snowflake).max(100).optional(),
  replied_user: z.boolean().optional(),
});

/** The bits a bot may set: suppress embeds, ephemeral, suppress notifications. */
const FLAGS_ALLOWED = (1 << 2) | (1 << 6) | (1 << 12);

const edited = {
  content: z.string().max(2000).nullish(),
  embeds: embeds.nullish(),
  components: components.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  flags: z
    .int()
    .refine((flags) => (flags & ~FLAGS_ALLOWED) === 0, 'Invalid flags')
    .nullish(),
  // One of each uploaded document, by its number.
  attachments: z
    .array(
      z.strictObject({
        id: z.string().regex(/^\d+$/),
        filename: z.string().optional(),
        title: z.string().max(1024).optional(),
        description: z.string().max(1024).optional(),
      }),
    )
    .max(10)
    .nullish(),
};

const posted = { ...edited, tts: z.boolean().optional() };

const shapes = {
  channel: z.strictObject({
    ...posted,
    nonce: z.union([z.string().max(25), z.int()]).optional(),
    enforce_nonce: z.boolean().optional(),
    message_reference: z
      .strictObject({
        type: z.literal(0).optional(),
        message_id: snowflake,
        channel_id: snowflake.optional(),
        guild_id: snowflake.optional(),
        fail_if_not_exists: z.boolean().optional(),
      })
      .optional(),
  }),
  // discord.js sends enforce_nonce: false with every interaction answer; the vendor lets it pass.
  interaction: z.strictObject({ ...posted, enforce_nonce: z.literal(false).optional() }),
  edit: z.strictObject({ ...posted, enforce_nonce: z.literal(false).optional() }),
};

export type ChannelBody = z.output<typeof shapes.channel>;
export type InteractionBody = z.output<typeof shapes.interaction>;

/** @throws Refusal as the vendor would */
export function checkBody<Kind extends keyof typeof shapes>(
  kind: Kind,
  body: unknown,
  files?: readonly StandInFile[],
): z.output<(typeof shapes)[Kind]>;
export function checkBody(
  kind: keyof typeof shapes,
  body: unknown,
  files: readonly StandInFile[] = [],
): ChannelBody {
  const parsed = shapes[kind].safeParse(body, { reportInput: true });
  if (!parsed.success) throw refuseIssues(parsed.error.issues);
  const { content, embeds: cards, components: rows } = parsed.data;
  const described = parsed.data.attachments?.map(({ id }) => id) ?? [];
  if (kind !== 'edit' && described.some((id) => Number(id) >= files.length)) {
    throw invalidForm(['attachments'], 'ATTACHMENT_NOT_FOUND', 'Attachment data not found');
  }
  const nothing = (content ?? '').trim() === '' && !cards?.length && !rows?.length && files.length === 0;
  const touched = content !== undefined || cards !== undefined || rows !== undefined;
  if (nothing && (kind !== 'edit' || touched)) throw emptyMessage();
  if (kind === 'channel' && ((parsed.data.flags ?? 0) & (1 << 6)) !== 0) {
    throw new Refusal(400, { code: 50035, message: 'Invalid Form Body', errors: { flags: { _errors: [] } } });
  }
  return parsed.data;
}
