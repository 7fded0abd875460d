import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/root.js';

export const SAHAN = '英吉沙县萨罕镇';

/** The published list of a township, as text. */
export const publishedList = (town = SAHAN): string =>
  readFileSync(join(PROJECT_ROOT, 'data', 'lists', `${town}.txt`), 'utf8');

/** A document of test/fixtures/documents. */
export const fixture = (format: string, name: string): Buffer =>
  readFileSync(join(PROJECT_ROOT, 'test', 'fixtures', 'documents', format, name));

/** The old-age allowance is another body's from now on. */
export function changedList(): string {
  const rows = publishedList().split('\n');
  const changed = rows.map((row) =>
    row.includes('老年人高龄津贴的发放管理')
      ? row.replaceAll('英吉沙县民政局', '英吉沙县卫生健康委员会')
      : row,
  );
  return changed.join('\n');
}

/** Less than half of the published list: what a file that broke off looks like. */
export function brokenOffList(): string {
  const rows = publishedList().split('\n');
  return rows.slice(0, Math.floor(rows.length / 2)).join('\n');
}
