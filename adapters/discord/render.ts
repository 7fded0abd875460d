import type { APIEmbed } from 'discord.js';
import { plainLines } from '../../src/answer/plain.js';
import { splitReply } from '../../src/answer/split.js';
import type { Block, Reply } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';
import { buttonsOf, splitParts } from '../shared/parts.js';
import { type ComponentRow, renderRows } from './components.js';
import { escapeWords } from './escape.js';
import {
  DISCORD_CONTENT_MAX,
  DISCORD_EMBED_DESCRIPTION_MAX,
  DISCORD_EMBED_FOOTER_MAX,
  DISCORD_EMBED_TITLE_MAX,
  DISCORD_EMBEDS_TOTAL_MAX,
} from './limits.js';

/** One message in Discord's own words; `blocks` is what it says, for the plain form. */
export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly ComponentRow[];
  readonly blocks: readonly Block[];
}

export interface RenderSay {
  /** Sentences of prompts/chat.json. */
  readonly say: Say;
  /** Sentences of prompts/discord.json. */
  readonly sayDiscord: Say;
}

/** A source longer than this leaves the footer and is told as text, so that it too is shown whole. */
const SOURCE_MAX = Math.min(
  DISCORD_EMBED_FOOTER_MAX,
  DISCORD_EMBEDS_TOTAL_MAX - DISCORD_EMBED_DESCRIPTION_MAX,
);
/** A message is cut again, shorter, while signs to escape make it too long. */
const CUT_SHORTER = 0.6;
const CUT_MIN = 200;

/**
 * A reply as one or more messages within Discord's limits: a card (embed) with its title, words, source in
 * the footer, and all buttons under the last one. A reply of mere text is a message without a card.
 */
export function renderReply(reply: Reply, { say, sayDiscord }: RenderSay): readonly DiscordMessage[] {
  const whole: Reply = { ...reply, blocks: reply.blocks.map(fittingSource) };
  const isCard = whole.blocks.some(({ kind }) => kind !== 'text' && kind !== 'actions');
  const max = isCard ? DISCORD_EMBED_DESCRIPTION_MAX : DISCORD_CONTENT_MAX;
  const parts = cutToFit(max, (limit) => splitParts(whole, limit, blockLength, say));
  const { choices, actions } = buttonsOf(reply);
  const rows = renderRows(choices, actions, sayDiscord);
  const shown = parts.length === 0 && rows.length > 0 ? [[]] : parts;
  return shown.map((blocks, at) => ({
    content: isCard ? '' : wordsOf(blocks),
    embeds: isCard ? [renderEmbed(blocks)] : [],
    components: at === shown.length - 1 ? rows : [],
    blocks,
  }));
}

/** The same words without card and buttons, in messages that any channel takes. */
export function renderPlain(blocks: readonly Block[]): readonly string[] {
  const words = { blocks: blocks.filter(({ kind }) => kind !== 'actions') };
  const cut = (limit: number) => splitReply(words, limit, plainWordsLength).map((part) => part.blocks);
  return cutToFit(DISCORD_CONTENT_MAX, cut, plainWordsLength).map((part) =>
    part.map((block) => plainLines(block).map(escapeWords).join('\n')).join('\n'),
  );
}

const fittingSource = (block: Block): Block =>
  block.kind === 'source' && block.text.length > SOURCE_MAX ? { kind: 'text', text: block.text } : block;

type Parts = readonly (readonly Block[])[];

function cutToFit(max: number, cut: (limit: number) => Parts, measure = blockLength): Parts {
  let limit = max;
  for (;;) {
    const parts = cut(limit);
    const fits = parts.every((blocks) => blocks.reduce((sum, block) => sum + measure(block), 0) <= max);
    if (fits || limit < CUT_MIN) return parts;
    limit = Math.floor(limit * CUT_SHORTER);
  }
}

function renderEmbed(blocks: readonly Block[]): APIEmbed {
  const source = blocks.flatMap((block) => (block.kind === 'source' ? [block.text] : [])).join('\n');
  const [first] = blocks;
  const title = first?.kind === 'headline' ? escapeWords(first.text) : '';
  const asTitle = title !== '' && title.length <= DISCORD_EMBED_TITLE_MAX;
  const words = wordsOf((asTitle ? blocks.slice(1) : blocks).filter(({ kind }) => kind !== 'source'));
  return {
    ...(asTitle ? { title } : {}),
    ...(words === '' ? {} : { description: words }),
    ...(source === '' ? {} : { footer: { text: source } }),
  };
}

const wordsOf = (blocks: readonly Block[]): string => blocks.flatMap(blockLines).join('\n').trim();

const blockLength = (block: Block): number =>
  block.kind === 'source'
    ? block.text.length + 1
    : blockLines(block).reduce((sum, line) => sum + line.length + 1, 0);

const plainWordsLength = (block: Block): number =>
  plainLines(block).reduce((sum, line) => sum + escapeWords(line).length + 1, 0);

const bold = (words: string): string => (words.trim() === '' ? '' : `**${words.trim()}**`);

/** A block as lines of a card; an empty line sets the parts of a card apart. */
function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'headline':
      return [bold(escapeWords(block.text))];
    case 'fields':
      return block.fields.map(({ name, value }) => `${bold(escapeWords(name))}　${escapeWords(value)}`);
    case 'steps':
      return [
        '',
        bold(escapeWords(`【${block.title}】`)),
        ...block.lines.map(({ kind, text }) =>
          kind === 'heading' ? bold(escapeWords(text)) : escapeWords(text),
        ),
      ];
    case 'choices':
      return block.choices.flatMap(({ number, label, detail }) => {
        const line = `${number}\\. ${escapeWords(label)}`;
        return detail === '' ? [line] : [line, `　${escapeWords(detail)}`];
      });
    case 'notice':
      return ['', `⚠️ ${escapeWords(block.text)}`];
    case 'text':
      return block.text.split('\n').map(escapeWords);
    case 'actions':
    case 'source':
      return [];
  }
}
