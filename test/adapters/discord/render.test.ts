import type { APIEmbed } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiscordMessage, renderPlain, renderReply } from '../../../adapters/discord/render.js';
import type { Action, Block, Reply } from '../../../src/contract.js';
import { loadWording } from '../../../src/wording.js';
import { checkBody } from '../../standins/discord/message-shape.js';
import { unescaped } from '../../standins/discord/transcript.js';

const say = { say: loadWording('chat'), sayDiscord: loadWording('discord') };
const render = (...blocks: Block[]): readonly DiscordMessage[] => renderReply({ blocks }, say);
const body = ({ content, embeds, components }: DiscordMessage) => ({ content, embeds, components });

const embedWords = ({ title = '', description = '', footer }: APIEmbed): string =>
  [unescaped(title), unescaped(description), footer?.text ?? ''].join('\n');
const wordsOf = (messages: readonly DiscordMessage[]): string =>
  messages
    .map(({ content, embeds }) => [unescaped(content), ...embeds.map(embedWords)].join('\n'))
    .join('\n');
const bare = (text: string): string => text.replace(/\s/g, '');

const action = (number: number, role: Action['role'] = 'view'): Action => ({
  label: `按钮${number}`,
  text: `问${number}`,
  token: `t${number}`,
  ...(role ? { role } : {}),
});
const choice = (number: number, label = `配合第${number}项`) => ({
  number,
  label,
  detail: '县人社局牵头',
  action: { ...action(number, 'choose'), label },
});

describe('a card', () => {
  it('has the verdict as its title, the words below and the source in its footer', () => {
    const [message] = render(
      { kind: 'headline', text: '本镇配合，不是主责' },
      { kind: 'fields', fields: [{ name: '编号', value: '配合履职事项清单第19项' }] },
      { kind: 'steps', title: '本镇配合职责', lines: [{ kind: 'step', text: '1.宣传政策' }] },
      { kind: 'notice', text: '注意：原文缺一个部门' },
      { kind: 'source', text: '来源：萨罕镇清单，第240行。' },
    );
    expect(message?.content).toBe('');
    expect(message?.embeds).toEqual([
      {
        title: '本镇配合，不是主责',
        description:
          '**编号**　配合履职事项清单第19项\n\n**【本镇配合职责】**\n1.宣传政策\n\n⚠️ 注意：原文缺一个部门',
        footer: { text: '来源：萨罕镇清单，第240行。' },
      },
    ]);
  });

  it('keeps a verdict too long for a title whole, in its words', () => {
    const long = `由${'县人力资源和社会保障局、'.repeat(30)}牵头`;
    const [message] = render({ kind: 'headline', text: long }, { kind: 'source', text: '来源' });
    expect(message?.embeds[0]).toEqual({ description: `**${long}**`, footer: { text: '来源' } });
  });

  it('shows printed numbers and signs as printed', () => {
    const words = '1. 一是*重点*，_见_ <@123> `表`；# 不是标题';
    const messages = render(
      { kind: 'headline', text: '题' },
      { kind: 'text', text: `${words}\n1. 又一个一` },
    );
    expect(messages[0]?.embeds[0]?.description).toBe(
      '1\\. 一是\\*重点\\*，\\_见\\_ \\<@123> \\`表\\`；# 不是标题\n1\\. 又一个一',
    );
  });

  it('leaves addresses as they are', () => {
    const [message] = render({ kind: 'text', text: '见 https://example.org/a_b_c 第*页' });
    expect(message?.content).toBe('见 https://example.org/a_b_c 第\\*页');
  });

  it('is left out for mere words', () => {
    const [message] = render({ kind: 'text', text: '好的' });
    expect(message).toMatchObject({ content: '好的', embeds: [] });
  });
});

describe('an answer longer than a message', () => {
  const line = '组织开展高龄津贴政策宣传，受理申请并核实老人的年龄、户籍和居住情况。';
  const lines = Array.from({ length: Math.ceil(12_000 / line.length) }, (_, at) => ({
    kind: 'step' as const,
    text: `${at + 1}.${line}`,
  }));
  const long = render(
    { kind: 'headline', text: '本镇配合' },
    { kind: 'steps', title: '本镇配合职责', lines },
    { kind: 'source', text: '来源：清单第240行，指纹a1b2c3d4。' },
    { kind: 'actions', actions: [action(1), action(2, 'vote')] },
  );

  it('is several messages, each within the limits, with every word in order', () => {
    expect(long.length).toBeGreaterThan(2);
    for (const message of long) checkBody('channel', body(message));
    const words = bare(
      wordsOf(long)
        .replace(/（接上条 \d+\/\d+）/g, '')
        .replaceAll('【本镇配合职责】', ''),
    );
    expect(words).toBe(
      bare(`本镇配合${lines.map(({ text }) => text).join('')}来源：清单第240行，指纹a1b2c3d4。`),
    );
  });

  it('has the source whole and the buttons under its last message only', () => {
    expect(long.at(-1)?.embeds[0]?.footer?.text).toBe('来源：清单第240行，指纹a1b2c3d4。');
    expect(long.map(({ components }) => components.length)).toEqual([...long.slice(1).map(() => 0), 1]);
  });

  it('is told whole in plain form too, within the limit of plain words', () => {
    const pieces = long.flatMap(({ blocks }) => renderPlain(blocks));
    for (const content of pieces) checkBody('channel', { content });
    expect(bare(unescaped(pieces.join('')))).toContain(
      bare(
        lines
          .map(({ text }) => text)
          .slice(0, 20)
          .join(''),
      ),
    );
    expect(pieces.at(-1)).toContain('来源：清单第240行，指纹a1b2c3d4。');
  });
});

describe('buttons', () => {
  it('are one a candidate for up to five, with the words of the candidate', () => {
    const [message] = render({ kind: 'choices', choices: [1, 2, 3].map((at) => choice(at)) });
    expect(message?.components).toHaveLength(1);
    expect(message?.components[0]?.components.map((part) => ('label' in part ? part.label : ''))).toEqual([
      '1. 配合第1项',
      '2. 配合第2项',
      '3. 配合第3项',
    ]);
  });

  it('are a menu for more candidates, whose lines say whose matter each is', () => {
    const [message] = render({
      kind: 'choices',
      choices: Array.from({ length: 9 }, (_, at) => choice(at + 1)),
    });
    const [menu] = message?.components[0]?.components ?? [];
    expect(menu).toMatchObject({ placeholder: '请选择', custom_id: 'select:0' });
    expect(menu && 'options' in menu ? menu.options[8] : undefined).toEqual({
      label: '9. 配合第9项',
      description: '县人社局牵头',
      value: 't9',
    });
  });

  it('stand in groups: what leads on, then votes and sharing', () => {
    const views = [1, 3, 5].map((number) => action(number));
    const actions = [...views, action(2, 'vote'), action(6, 'vote'), action(4, 'share')];
    const [message] = render({ kind: 'headline', text: '题' }, { kind: 'actions', actions });
    const ids = message?.components.map(({ components }) => components.map((part) => part.custom_id));
    expect(ids).toEqual([
      ['t1', 't3', 't5'],
      ['t2', 't6', 't4'],
    ]);
  });

  it('are left out where the core keeps no token for them', () => {
    const actions = [{ label: '全文', text: '全文' }];
    const [message] = render({ kind: 'headline', text: '题' }, { kind: 'actions', actions });
    expect(message?.components).toEqual([]);
  });
});

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
const nasty = fc.oneof(
  word,
  fc.constantFrom(
    '*',
    '\\',
    '1. 一',
    '> 引',
    '```',
    '<@1234567890123456789>',
    '[a](https://b.c)',
    '- 一',
    '||x||',
  ),
  fc.string({ unit: fc.constantFrom('*', '_', '~', '、', '。', '𠮷', '字'), minLength: 1, maxLength: 6000 }),
);
const step = fc.record({ kind: fc.constantFrom('step' as const, 'heading' as const), text: nasty });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('headline', 'text', 'notice', 'source'), text: nasty }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: word, value: nasty }), { maxLength: 40 }),
  }),
  fc.record({ kind: fc.constant('steps' as const), title: word, lines: fc.array(step, { maxLength: 60 }) }),
  fc.record({
    kind: fc.constant('choices' as const),
    choices: fc
      .uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 60 })
      .chain((numbers) => fc.tuple(...numbers.map((number) => nasty.map((label) => choice(number, label))))),
  }),
  fc.record({
    kind: fc.constant('actions' as const),
    actions: fc.array(
      fc.integer({ min: 1, max: 300 }).map((number) => action(number)),
      { maxLength: 40 },
    ),
  }),
);

it('never makes a message that Discord refuses, whatever is to be said', () => {
  const visible = (reply: Reply): boolean =>
    reply.blocks.some((one) => 'text' in one && one.text.trim() !== '');
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
      const reply = { blocks: [...blocks, { kind: 'text' as const, text: '完' }] };
      fc.pre(visible(reply));
      for (const message of renderReply(reply, say)) checkBody('channel', body(message));
      for (const content of renderPlain(reply.blocks)) checkBody('channel', { content });
    }),
    { numRuns: 300 },
  );
});

it('shows every source whole, in one message, up to what a footer holds', () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 6 }),
      fc.string({ minLength: 1, maxLength: 300 }),
      (blocks, text) => {
        const messages = renderReply({ blocks: [...blocks, { kind: 'source', text }] }, say);
        expect(messages.some(({ embeds }) => embeds.some(({ footer }) => footer?.text.includes(text)))).toBe(
          true,
        );
      },
    ),
    { numRuns: 200 },
  );
});
