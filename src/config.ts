import { join, resolve } from 'node:path';
import { config as readEnvFile } from 'dotenv';
import { z } from 'zod';
import { BotError } from './errors.js';
import { PROJECT_ROOT } from './root.js';

const days = z.coerce.number().int().min(0).max(3650);

/** Every setting, by its name in the environment or in `.env`; documented in .env.example. */
const schema = z.object({
  DATABASE_PATH: z.string().min(1).default('var/qingdan.sqlite'),
  QUERY_LOG_DAYS: days.default(90),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FILE: z.string().min(1).default('var/qingdan.log'),
  DEFAULT_TOWN: z.string().min(1).optional(),
});

export interface Config {
  /** Absolute path of the SQLite file. */
  readonly databasePath: string;
  readonly queryLogDays: number;
  readonly logLevel: z.output<typeof schema>['LOG_LEVEL'];
  /** Absolute path. */
  readonly logFile: string;
  /** The town meant when nobody names one. */
  readonly defaultTown: string | undefined;
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
    const detail = parsed.error.issues
      .map(({ path, message }) => `${path.join('.')}（${message}）`)
      .join('；');
    throw new BotError('config-invalid', { detail });
  }
  const { DATABASE_PATH, QUERY_LOG_DAYS, LOG_LEVEL, LOG_FILE, DEFAULT_TOWN } = parsed.data;
  return {
    databasePath: resolve(PROJECT_ROOT, DATABASE_PATH),
    queryLogDays: QUERY_LOG_DAYS,
    logLevel: LOG_LEVEL,
    logFile: resolve(PROJECT_ROOT, LOG_FILE),
    defaultTown: DEFAULT_TOWN,
  };
}
