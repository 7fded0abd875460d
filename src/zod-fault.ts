import { z } from 'zod';
import { zhCN } from 'zod/locales';

// Whoever edits a file or a setting by hand reads these sentences: they speak the language of the others.
z.config(zhCN());

const NAMED_MAX = 3;

/** The first things that are off, each with its place, in one line of Chinese. */
export function zodFault({ issues }: z.ZodError): string {
  const named = issues.slice(0, NAMED_MAX).map(({ path, message }) => {
    const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    return place === '' ? message : `${place.replace(/^\./, '')}（${message}）`;
  });
  return named.join('；') + (issues.length > NAMED_MAX ? `……共 ${issues.length} 处` : '');
}
