import { describe, expect, it } from 'vitest';
import { buttonsOf, splitParts } from '../../../adapters/shared/parts.js';
import { plainLines } from '../../../src/answer/plain.js';
import { plainLength } from '../../../src/answer/split.js';
import type { Block, Reply } from '../../../src/contract.js';
import { loadWording } from '../../../src/wording.js';

const say = loadWording('chat');
const textOf = (blocks: readonly Block[]) => blocks.flatMap(plainLines).join('\n');
const action = { label: '全文', text: '配合19 全文', token: 'abc' };
const long: Reply = {
  blocks: [
    { kind: 'headline', text: '这是本镇的事。' },
    {
      kind: 'steps',
      title: '职责',
      lines: Array.from({ length: 300 }, (_, at) => ({
        kind: 'step',
        text: `${at}.${'核实材料，'.repeat(8)}`,
      })),
    },
    { kind: 'source', text: '来源：清单第19项。' },
    { kind: 'actions', actions: [action] },
  ],
};

describe('a long reply in parts', () => {
  const parts = splitParts(long, 2000, plainLength, say);

  it('keeps every part within the limit, numbers those after the first and loses no word', () => {
    expect(parts.length).toBeGreaterThan(6);
    for (const [at, part] of parts.entries()) {
      expect(textOf(part).length).toBeLessThanOrEqual(2000);
      if (at > 0) expect(textOf(part)).toMatch(new RegExp(`^（接上条 ${at + 1}/${parts.length}）`));
    }
    const whole = parts.map(textOf).join('\n');
    for (let at = 0; at < 300; at += 1) expect(whole).toContain(`${at}.${'核实材料，'.repeat(8)}`);
    expect(textOf(parts.at(-1) ?? [])).toContain('来源：清单第19项。');
  });

  it('leaves the buttons to be put where the platform puts them', () => {
    expect(parts.flat().some(({ kind }) => kind === 'actions')).toBe(false);
    expect(buttonsOf(long)).toEqual({ choices: [], actions: [action] });
  });
});

describe('a short reply', () => {
  it('is one part without a number', () => {
    const short: Reply = { blocks: [{ kind: 'text', text: '好' }] };
    expect(splitParts(short, 2000, plainLength, say)).toEqual([short.blocks]);
  });
});
