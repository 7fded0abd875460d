import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from './json-file.js';
import { PROJECT_ROOT } from './root.js';

/** The version in package.json. */
export const VERSION = readJsonFile(
  join(PROJECT_ROOT, 'package.json'),
  z.object({ version: z.string() }),
).version;
