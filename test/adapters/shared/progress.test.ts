import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../adapters/shared/progress.js';
import type { Reply } from '../../../src/contract.js';

const said = (text: string): Reply => ({ blocks: [{ kind: 'text', text }] });
const wordsOf = ({ blocks: [block] }: Reply): string => (block?.kind === 'text' ? block.text : '');

const begin = (show?: (words: string) => Promise<void>) => {
  const acts: string[] = [];
  const warned: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) });
  const progress = createProgress<number>(
    {
      onFirst: () => void acts.push('first'),
      async show(reply, shown = 0) {
        await show?.(wordsOf(reply));
        acts.push(`${shown}:${wordsOf(reply)}`);
        return shown + 1;
      },
      remove: async (shown) => void acts.push(`remove ${shown}`),
    },
    log,
    'm1',
  );
  return { acts, warned, progress };
};

describe('reports before an answer', () => {
  it('change what is shown, one after the other, and are taken away', async () => {
    const { acts, progress } = begin();
    await progress.report(said('一'));
    await progress.report(said('二'));
    await progress.remove();
    await progress.remove();
    expect(acts).toEqual(['first', '0:一', '1:二', 'remove 2']);
  });

  it('that come faster than they can be shown leave only the last', async () => {
    const { acts, progress } = begin(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const all = ['一', '二', '三', '四'].map((words) => progress.report(said(words)));
    await Promise.all(all);
    expect(acts.at(-1)).toContain('四');
    expect(acts.length).toBeLessThan(4);
  });

  it('show nothing once the answer is there', async () => {
    const { acts, progress } = begin();
    const late = progress.report(said('一'));
    await progress.close();
    await late;
    await progress.report(said('二'));
    expect(acts.filter((act) => act.includes('二'))).toEqual([]);
  });

  it('never fail, and what went wrong is in the log', async () => {
    const { acts, warned, progress } = begin(async (words) => {
      if (words === '坏') throw new Error('refused');
    });
    await progress.report(said('坏'));
    await progress.report(said('好'));
    expect(acts).toEqual(['first', '0:好']);
    expect(warned.join()).toContain('m1');
  });
});
