import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  renderArticle,
  renderReply,
  renderToast,
  TELEGRAM_TEXT_MAX,
} from '../../../adapters/telegram/render.js';
import type { Action, Block, Reply } from '../../../src/contract.js';
import { parseHtml } from '../../standins/telegram/html.js';

const say = (_: string, { part, parts }: Readonly<Record<string, string | number>> = {}): string =>
  `（接上条 ${part}/${parts}）`;
const render = (...blocks: Block[]) => renderReply({ blocks }, say);
const source: Block = { kind: 'source', text: '来源：萨罕镇清单，第3行，指纹 ab12。' };
const action = (label: string, more: Partial<Action> = {}): Action => ({
  label,
  text: label,
  token: label,
  ...more,
});

describe('a reply on Telegram', () => {
  it('stands as one message: verdict in bold, fields, steps as printed, the source at the end', () => {
    const [message, ...others] = render(
      { kind: 'headline', text: '这是本镇的事' },
      { kind: 'fields', fields: [{ name: '编号', value: '基本3' }] },
      {
        kind: 'steps',
        title: '本镇配合职责',
        lines: [
          { kind: 'heading', text: '县民政局' },
          { kind: 'step', text: '1.摸排；' },
        ],
      },
      { kind: 'notice', text: '注意：有一处存疑。' },
      source,
    );
    expect(others).toEqual([]);
    expect(message?.html).toBe(
      [
        '<b>这是本镇的事</b>',
        '<b>编号</b>：基本3',
        '',
        '<b>【本镇配合职责】</b>',
        '<b>县民政局</b>',
        '1.摸排；',
        '<i>注意：有一处存疑。</i>',
        '',
        '<i>来源：萨罕镇清单，第3行，指纹 ab12。</i>',
      ].join('\n'),
    );
    expect(parseHtml(message?.html ?? '').text).toBe(message?.plain);
  });

  it('shows the document’s own signs, not markup', () => {
    const text = '面积<5亩 & "特殊"情形 </b> &lt;原样&gt; <a href="tg://user?id=1">x</a>';
    const [message] = render({ kind: 'text', text });
    expect(parseHtml(message?.html ?? '')).toEqual({ text, entities: [] });
  });

  it('drops control characters and broken halves of characters, which Telegram refuses', () => {
    const [message] = render({ kind: 'headline', text: '高\u0000龄\uD83D津\u0007贴' });
    expect(message?.html).toBe('<b>高龄津贴</b>');
  });

  const choices = (labels: readonly string[]): Block => ({
    kind: 'choices',
    choices: labels.map((label, at) => ({
      number: at + 1,
      label,
      detail: '',
      action: action(`t${at + 1}`, { role: 'choose' }),
    })),
  });
  const rows = (...blocks: Block[]) =>
    render(...blocks)[0]?.keyboard.map((row) => row.map(({ text }) => text));

  it('has one row a candidate and groups the other buttons by what they are for', () => {
    const actions = [
      action('有用', { role: 'vote' }),
      action('全文', { role: 'view' }),
      action('相近事项'),
      action('别的镇呢'),
      action('没用', { role: 'vote' }),
      action('上一页', { role: 'page' }),
      action('下一页', { role: 'page' }),
      action('不是这个', { role: 'reject' }),
    ];
    expect(
      rows(choices(['老年人高龄津贴的发放管理', '违规领取高龄津贴的追缴']), { kind: 'actions', actions }),
    ).toEqual([
      ['1. 老年人高龄津贴的发放管理'],
      ['2. 违规领取高龄津贴的追缴'],
      ['全文', '相近事项'],
      ['别的镇呢'],
      ['上一页', '下一页'],
      ['不是这个'],
      ['有用', '没用'],
    ]);
  });

  it('has towns side by side, and of many long names only the numbers that stand before them', () => {
    expect(rows(choices(['萨罕镇', '策勒乡', '盐池镇']))).toEqual([
      ['1. 萨罕镇', '2. 策勒乡'],
      ['3. 盐池镇'],
    ]);
    expect(rows(choices(Array.from({ length: 7 }, () => '老年人高龄津贴的发放管理')))).toEqual([
      ['1', '2', '3', '4', '5'],
      ['6', '7'],
    ]);
  });

  it('has no button for what has no token, and shortens a label no phone can show', () => {
    const long = '农村五保供养对象分散供养人员生活补助资金发放和动态管理工作的监督检查以及其他有关事项';
    const [message] = render(
      { kind: 'text', text: '请选' },
      { kind: 'actions', actions: [{ label: '全文', text: '全文' }, action(long, { token: 'x' })] },
    );
    expect(message?.keyboard).toEqual([[{ text: `${long.slice(0, 39)}…`, callback_data: 'x' }]]);
  });

  it('keeps every word of a long answer, in messages Telegram takes, the buttons under the last', () => {
    const words = fc.stringMatching(/^[一-龥。；<>&"\n😀]{1,400}$/u);
    const block = fc.oneof(
      words.map((text): Block => ({ kind: 'text', text })),
      words.map((text): Block => ({ kind: 'notice', text })),
      fc.array(words, { minLength: 1, maxLength: 40 }).map(
        (lines): Block => ({
          kind: 'steps',
          title: '本镇配合职责',
          lines: lines.map((text) => ({ kind: 'step', text })),
        }),
      ),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
        const messages = render(...blocks, source, { kind: 'actions', actions: [action('全文')] });
        const bare = (text: string): string => text.replace(/（接上条 \d+\/\d+）|【本镇配合职责】|\s/g, '');
        for (const { html, plain } of messages) {
          const parsed = parseHtml(html);
          expect(parsed.text.length).toBeLessThanOrEqual(TELEGRAM_TEXT_MAX);
          expect(parsed.text).toBe(plain.trim());
        }
        const said = blocks.flatMap((one) =>
          one.kind === 'steps' ? one.lines.map(({ text }) => text) : 'text' in one ? one.text : [],
        );
        expect(bare(messages.map(({ plain }) => plain).join(''))).toBe(bare([...said, source.text].join('')));
        expect(messages.at(-1)?.plain).toContain(source.text);
        expect(messages.map(({ keyboard }) => keyboard.length)).toEqual([
          ...messages.slice(1).map(() => 0),
          1,
        ]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a toast', () => {
  it('is at most 200 characters', () => {
    const reply: Reply = { blocks: [{ kind: 'text', text: '只'.repeat(300) }] };
    expect(renderToast(reply)).toHaveLength(200);
    expect(renderToast({ blocks: [{ kind: 'text', text: '谢谢' }] })).toBe('谢谢');
  });
});

describe('an article', () => {
  const result = { id: 'r1', title: '高龄津贴', description: '本镇主责' };

  it('holds the whole reply when it fits', () => {
    const article = renderArticle(
      { ...result, reply: { blocks: [{ kind: 'headline', text: '是' }, source] } },
      '更多',
    );
    expect(article).toMatchObject({
      type: 'article',
      id: 'r1',
      title: '高龄津贴',
      input_message_content: { message_text: `<b>是</b>\n\n<i>${source.text}</i>`, parse_mode: 'HTML' },
    });
  });

  it('leaves out what does not fit, says so, and keeps the source', () => {
    const blocks: Block[] = [{ kind: 'text', text: '办理流程。'.repeat(2000) }, source];
    const article = renderArticle({ ...result, reply: { blocks } }, '全文请私聊');
    const content = article.input_message_content;
    const { text } = parseHtml('message_text' in content ? content.message_text : '');
    expect(text.length).toBeLessThanOrEqual(TELEGRAM_TEXT_MAX);
    expect(text.endsWith(`全文请私聊\n\n${source.text}`)).toBe(true);
  });
});
