import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/answer/plain.js';
import { plainLength, splitReply } from '../../src/answer/split.js';
import type { Block, Reply } from '../../src/contract.js';

const words = fc.stringMatching(/^[\u4e00-\u9fa5a-z0-9，。；、😀𠮷]{1,120}$/u);
const line = fc.record({ kind: fc.constantFrom('heading' as const, 'step' as const), text: words });
const choice = fc.record({
  number: fc.integer({ min: 1, max: 10 }),
  label: fc.stringMatching(/^[\u4e00-\u9fa5]{1,40}$/u),
  detail: fc.stringMatching(/^[\u4e00-\u9fa5]{0,30}$/u),
  action: fc.constant({ label: '选', text: '配合19' }),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('headline' as const, 'text' as const, 'notice' as const), text: words }),
  fc.record({
    kind: fc.constant('steps' as const),
    title: fc.constant('本镇配合职责'),
    lines: fc.array(line),
  }),
  fc.record({ kind: fc.constant('choices' as const), choices: fc.array(choice, { maxLength: 10 }) }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: fc.constant('牵头部门'), value: words }), { maxLength: 5 }),
  }),
);
const SOURCE: Block = {
  kind: 'source',
  text: '来源：萨罕镇履职事项清单（2025年7月），配合履职事项清单第19项；文件“萨罕镇.txt”第213行，指纹9ddf11c5。',
};
const reply: fc.Arbitrary<Reply> = fc
  .array(block, { minLength: 1, maxLength: 8 })
  .map((blocks) => ({ blocks: [...blocks, SOURCE] }));
const limit = fc.integer({ min: 160, max: 2000 });

/** All the words of a reply in order; titles and names that a cut repeats are left out. */
const spoken = ({ blocks }: Reply): string =>
  blocks
    .map((one) => {
      switch (one.kind) {
        case 'steps':
          return one.lines.map(({ text }) => text).join('');
        case 'choices':
          return one.choices.map(({ number, label, detail }) => `${number}${label}${detail}`).join('');
        case 'fields':
          return one.fields.map(({ value }) => value).join('');
        case 'actions':
          return '';
        default:
          return one.text;
      }
    })
    .join('');

const lengthOf = ({ blocks }: Reply): number => blocks.reduce((sum, one) => sum + plainLength(one), 0);

describe('a long reply is split so that', () => {
  it('no word is lost, doubled or moved', () => {
    fc.assert(
      fc.property(reply, limit, (whole, max) => {
        expect(splitReply(whole, max).map(spoken).join('')).toBe(spoken(whole));
      }),
    );
  });

  it('every message is within the limit', () => {
    fc.assert(
      fc.property(reply, limit, (whole, max) => {
        for (const message of splitReply(whole, max)) expect(lengthOf(message)).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('the source stands whole in one message', () => {
    fc.assert(
      fc.property(reply, limit, (whole, max) => {
        const sources = splitReply(whole, max).flatMap(({ blocks }) =>
          blocks.filter(({ kind }) => kind === 'source'),
        );
        expect(sources).toEqual([SOURCE]);
      }),
    );
  });

  it('no character is cut in two', () => {
    fc.assert(
      fc.property(reply, limit, (whole, max) => {
        for (const message of splitReply(whole, max)) expect(plainText(message).isWellFormed()).toBe(true);
      }),
    );
  });

  it('a reply that fits stays one message', () => {
    fc.assert(
      fc.property(reply, (whole) => {
        fc.pre(whole.blocks.every((one) => plainLength(one) > 0));
        expect(splitReply(whole, lengthOf(whole))).toEqual([whole]);
      }),
    );
  });
});

describe('the places where it is cut', () => {
  const steps = (...texts: string[]): Block => ({
    kind: 'steps',
    title: '本镇配合职责',
    lines: texts.map((text) => ({ kind: 'step', text })),
  });

  it('are the edges of steps, and the title stands above each part', () => {
    const text = (marker: number): string => `${marker}.${'宣传'.repeat(30)}。`;
    const parts = splitReply({ blocks: [steps(text(1), text(2), text(3))] }, 150);
    expect(parts.map(({ blocks }) => blocks)).toEqual([[steps(text(1), text(2))], [steps(text(3))]]);
  });

  it('are the ends of sentences within a step that is longer than a message', () => {
    const sentence = `${'摸排'.repeat(40)}。`;
    const parts = splitReply({ blocks: [steps(sentence.repeat(4))] }, 200);
    for (const { blocks } of parts)
      for (const one of blocks) {
        expect(one.kind).toBe('steps');
        if (one.kind === 'steps') expect(one.lines.every(({ text }) => text.endsWith('。'))).toBe(true);
      }
    expect(parts.length).toBeGreaterThan(1);
  });
});
