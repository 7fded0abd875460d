import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../json-file.js';
import { PROJECT_ROOT } from '../root.js';

const schema = z.array(z.strictObject({ kind: z.string(), text: z.string().min(1) }));

/**
 * Messages that no duty list answers though they may share words with one (data/no-duty.json): small talk,
 * notices, office matters, questions for other levels. What resembles them is more likely unlisted.
 */
export function loadNoDuty(path = join(PROJECT_ROOT, 'data', 'no-duty.json')): string[] {
  return readJsonFile(path, schema).map(({ text }) => text);
}
