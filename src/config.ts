import { join, resolve } from 'node:path';
import { config as readEnvFile } from 'dotenv';
import { z } from 'zod';
import { BotError } from './errors.js';
import { PROJECT_ROOT } from './root.js';
import { zodFault } from './zod-fault.js';

const days = z.coerce.number().int().min(0).max(3650);
const flag = z.enum(['0', '1']).transform((value) => value === '1');
const port = z.coerce.number().int().min(1).max(65_535);

/** `telegram:123456, discord:987654` */
const owners = z
  .string()
  .transform((value) => value.split(/[,，;；\s]+/).filter((part) => part !== ''))
  .pipe(z.array(z.string().regex(/^[a-z]+:.+$/, '每个写成 平台:编号，例如 telegram:123456')));

/** Every setting, by its name in the environment or in `.env`; documented in .env.example. */
const schema = z.object({
  DATABASE_PATH: z.string().min(1).default('var/qingdan.sqlite'),
  QUERY_LOG_DAYS: days.default(90),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FILE: z.string().min(1).default('var/qingdan.log'),
  DEFAULT_TOWN: z.string().min(1).optional(),
  CONSOLE: flag.optional(),
  OWNER_IDS: owners.default([]),
  QUESTIONS_PER_MINUTE: z.coerce.number().int().min(0).max(10_000).default(20),
  AUTO_PAUSE_SECONDS: z.coerce.number().int().min(0).max(86_400).default(60),
  BUTTON_DAYS: days.default(30),
  DISCORD_TOKEN: z.string().trim().min(1).optional(),
  SHARDS: z.union([z.literal('auto'), z.coerce.number().int().min(1).max(1000)]).default('auto'),
  TELEGRAM_TOKEN: z.string().trim().min(1).optional(),
  TELEGRAM_API_ROOT: z.url().default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: z.url().optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, '16 到 256 个字母、数字、_ 或 -')
    .optional(),
  TELEGRAM_WEBHOOK_PORT: port.default(8443),
});

type Settings = z.output<typeof schema>;

export interface Config {
  /** Absolute path of the SQLite file. */
  readonly databasePath: string;
  readonly queryLogDays: number;
  readonly logLevel: Settings['LOG_LEVEL'];
  /** Absolute path. */
  readonly logFile: string;
  /** The town meant when nobody names one. */
  readonly defaultTown: string | undefined;
  /** Whether the console runs; undecided means beside platforms only where a person sits at a terminal. */
  readonly console: boolean | undefined;
  /** People who may do everything in every chat: `platform:id`. */
  readonly ownerIds: readonly string[];
  /** Messages of one person that are answered in a minute; 0 means no limit. */
  readonly questionsPerMinute: number;
  /** Least time between two answers that nobody asked the bot for, in one chat (mode `auto`). */
  readonly autoPauseSeconds: number;
  /** Days a button works. */
  readonly buttonDays: number;
  readonly discord: { readonly token: string | undefined; readonly shards: number | 'auto' };
  readonly telegram: {
    readonly token: string | undefined;
    /** The vendor's, or a Bot API server of one's own. */
    readonly apiRoot: string;
    /** Instead of long polling: where the vendor delivers, behind a reverse proxy with TLS. */
    readonly webhook: { readonly url: string; readonly secret: string; readonly port: number } | undefined;
  };
}

/**
 * Settings of this process.
 * @throws BotError `config-invalid`, naming each setting that is off
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const fromFile: Record<string, string> = {};
  readEnvFile({ path: join(PROJECT_ROOT, '.env'), processEnv: fromFile, quiet: true });
  const given = Object.entries({ ...fromFile, ...environment }).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw new BotError('config-invalid', { detail: zodFault(parsed.error) });
  }
  const settings = parsed.data;
  return {
    databasePath: resolve(PROJECT_ROOT, settings.DATABASE_PATH),
    queryLogDays: settings.QUERY_LOG_DAYS,
    logLevel: settings.LOG_LEVEL,
    logFile: resolve(PROJECT_ROOT, settings.LOG_FILE),
    defaultTown: settings.DEFAULT_TOWN,
    console: settings.CONSOLE,
    ownerIds: settings.OWNER_IDS,
    questionsPerMinute: settings.QUESTIONS_PER_MINUTE,
    autoPauseSeconds: settings.AUTO_PAUSE_SECONDS,
    buttonDays: settings.BUTTON_DAYS,
    discord: { token: settings.DISCORD_TOKEN, shards: settings.SHARDS },
    telegram: {
      token: settings.TELEGRAM_TOKEN,
      apiRoot: settings.TELEGRAM_API_ROOT,
      webhook: webhookOf(settings),
    },
  };
}

function webhookOf(settings: Settings): Config['telegram']['webhook'] {
  const {
    TELEGRAM_WEBHOOK_URL: url,
    TELEGRAM_WEBHOOK_SECRET: secret,
    TELEGRAM_WEBHOOK_PORT: port,
  } = settings;
  if (url === undefined) return undefined;
  if (secret === undefined) {
    throw new BotError('config-invalid', {
      detail: 'TELEGRAM_WEBHOOK_SECRET（设置了 TELEGRAM_WEBHOOK_URL 就必须有）',
    });
  }
  return { url, secret, port };
}
