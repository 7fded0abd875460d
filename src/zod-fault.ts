import { z } from 'zod';
import { zhCN } from 'zod/locales';

// Whoever edits a file or a setting by hand reads these sentences: they speak the language of the others.
z.config(zhCN());

const NAMED_MAX = 3;

/**
 * The first things that are off, each with its place, in one line of Chinese.
 * @param lineOf the line (from 1) that something stands on, where it comes from a file
 */
export function zodFault(
  { issues }: z.ZodError,
  lineOf?: (path: readonly (string | number)[]) => number,
): string {
  const named = issues.slice(0, NAMED_MAX).map((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const place = path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
      .join('')
      .replace(/^\./, '');
    // A key that should not be there stands on a line of its own, below the object it is in.
    const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const line = lineOf === undefined ? '' : `第${lineOf([...path, ...extra])}行 `;
    return line + (place === '' ? issue.message : `${place}（${issue.message}）`);
  });
  return named.join('；') + (issues.length > NAMED_MAX ? `……共 ${issues.length} 处` : '');
}
