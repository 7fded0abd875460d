import type { InlineKeyboardButton, InlineQueryResultArticle } from 'grammy/types';
import { plainLines, plainText } from '../../src/answer/plain.js';
import { splitReply } from '../../src/answer/split.js';
import type { Action, ActionRole, Block, InlineResult, Reply } from '../../src/contract.js';
import type { Say } from '../../src/wording.js';
import { type Buttons, buttonsOf, splitParts } from '../shared/parts.js';

/** After entities are parsed: https://core.telegram.org/bots/api#sendmessage */
export const TELEGRAM_TEXT_MAX = 4096;
/** https://core.telegram.org/bots/api#answercallbackquery */
export const TELEGRAM_TOAST_MAX = 200;
/** https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const TELEGRAM_CALLBACK_DATA_BYTES_MAX = 64;
/** https://core.telegram.org/bots/api#inlinequeryresultarticle */
export const TELEGRAM_RESULT_ID_BYTES_MAX = 64;
/** Telegram states no limit; longer labels are cut by phones in the middle of a word. */
const TELEGRAM_LABEL_MAX = 40;
/** A keyboard of more than some 100 buttons is refused; no row here has more than five. */
const TELEGRAM_ROWS_MAX = 20;

/** One native message. */
export interface TelegramMessage {
  readonly html: string;
  /** The same words without markup, for when the markup is refused. */
  readonly plain: string;
  readonly keyboard: readonly (readonly InlineKeyboardButton.CallbackButton[])[];
}

/**
 * A reply as messages within Telegram's limits, in order; the buttons are under the last one.
 * @param say sentences of prompts/chat.json
 */
export function renderReply(reply: Reply, say: Say): TelegramMessage[] {
  const parts = splitParts(reply, TELEGRAM_TEXT_MAX, measure, say);
  const keyboard = keyboardOf(buttonsOf(reply));
  return parts.map((blocks, index) => ({
    html: joined(blocks, blockHtml),
    plain: joined(blocks, blockPlain),
    keyboard: index === parts.length - 1 ? keyboard : [],
  }));
}

/** Whether a private answer to a pressed button can be shown whole where it was pressed. */
export function fitsToast(reply: Reply): boolean {
  const { choices, actions } = buttonsOf(reply);
  const isBare = choices.length === 0 && actions.length === 0 && !reply.files?.length;
  return isBare && plainText(reply).length <= TELEGRAM_TOAST_MAX;
}

/** A private answer to a pressed button. */
export const renderToast = (reply: Reply): string => cut(plainText(reply), TELEGRAM_TOAST_MAX);

/**
 * One message is all that an article can be: what does not fit is left out, the source never.
 * @param more says where the rest is
 */
export function renderArticle(result: InlineResult, more: string): InlineQueryResultArticle {
  const { id, title, description, reply } = result;
  const [whole, ...others] = splitReply(reply, TELEGRAM_TEXT_MAX, measure);
  const blocks = whole && others.length === 0 ? whole.blocks : shortened(reply, more);
  return {
    type: 'article',
    id: cutBytes(id, TELEGRAM_RESULT_ID_BYTES_MAX),
    title,
    ...(description === '' ? {} : { description }),
    input_message_content: {
      message_text: joined(blocks, blockHtml),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
  };
}

function shortened({ blocks }: Reply, more: string): readonly Block[] {
  const sources = blocks.filter(({ kind }) => kind === 'source');
  const end: Block[] = [{ kind: 'notice', text: more }, ...sources];
  const room = TELEGRAM_TEXT_MAX - end.reduce((sum, block) => sum + measure(block), 0);
  const [first] = splitReply({ blocks: blocks.filter(({ kind }) => kind !== 'source') }, room, measure);
  return [...(first?.blocks ?? []), ...end];
}

/** Length after entities are parsed, with the line ends around the block. */
const measure = (block: Block): number => {
  const text = blockPlain(block);
  return text === '' ? 0 : text.length + 2;
};

function joined(blocks: readonly Block[], write: (block: Block) => string): string {
  return blocks.reduce((text, block) => {
    const part = write(block);
    if (part === '') return text;
    return text === '' ? part : `${text}${SPACED.has(block.kind) ? '\n\n' : '\n'}${part}`;
  }, '');
}

const SPACED: ReadonlySet<Block['kind']> = new Set(['steps', 'choices', 'source']);

/** A document's control characters are refused or shown as boxes. */
const cleanText = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');

/** https://core.telegram.org/bots/api#html-style */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const safe = (text: string): string => escapeHtml(cleanText(text));
const bold = (text: string): string => `<b>${safe(text)}</b>`;

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'headline':
      return block.text === '' ? '' : bold(block.text);
    case 'fields':
      return block.fields.map(({ name, value }) => `${bold(name)}：${safe(value)}`).join('\n');
    case 'steps': {
      const lines = block.lines.map(({ kind, text }) => (kind === 'heading' ? bold(text) : safe(text)));
      return [bold(`【${block.title}】`), ...lines].join('\n');
    }
    case 'notice':
    case 'source':
      return block.text === '' ? '' : `<i>${safe(block.text)}</i>`;
    case 'text':
    case 'choices':
    case 'actions':
      return safe(blockPlain(block));
  }
}

const blockPlain = (block: Block): string =>
  block.kind === 'actions' ? '' : cleanText(plainLines(block).join('\n'));

type Button = InlineKeyboardButton.CallbackButton;

/** Candidates first; then the other buttons, each kind on rows of its own. */
function keyboardOf({ choices, actions }: Buttons): Button[][] {
  const others = ROLE_ROWS.flatMap(({ roles, perRow }) => {
    const mine = actions.filter(({ role = 'view' }) => roles.includes(role));
    return inRows(
      mine.flatMap((action) => button(action, action.label) ?? []),
      perRow,
    );
  });
  return [...choiceRows(choices), ...others].slice(0, TELEGRAM_ROWS_MAX);
}

/** Short labels side by side; a few long ones one a row; many long ones, which the text spells out, by number. */
function choiceRows(choices: Buttons['choices']): Button[][] {
  const isShort = choices.every(({ label }) => label.length <= SHORT_LABEL_MAX);
  const isMany = choices.length > LONG_LABELS_MAX;
  const made = choices.flatMap(
    ({ number, label, action }) =>
      button(action, isMany && !isShort ? String(number) : `${number}. ${label}`) ?? [],
  );
  return inRows(made, isShort ? 2 : isMany ? 5 : 1);
}

/** As much as half the width of a phone shows. */
const SHORT_LABEL_MAX = 10;
const LONG_LABELS_MAX = 5;

const ROLE_ROWS: readonly { readonly roles: readonly ActionRole[]; readonly perRow: number }[] = [
  { roles: ['choose'], perRow: 1 },
  { roles: ['keep'], perRow: 2 },
  { roles: ['view'], perRow: 2 },
  { roles: ['page'], perRow: 2 },
  { roles: ['reject', 'share'], perRow: 2 },
  { roles: ['vote'], perRow: 2 },
];

function button({ token }: Action, label: string): Button | undefined {
  if (token === undefined || Buffer.byteLength(token) > TELEGRAM_CALLBACK_DATA_BYTES_MAX) return undefined;
  return { text: cut(cleanText(label), TELEGRAM_LABEL_MAX), callback_data: token };
}

const inRows = <T>(items: readonly T[], perRow: number): T[][] =>
  items.flatMap((_, at) => (at % perRow === 0 ? [items.slice(at, at + perRow)] : []));

/** Shortens with an ellipsis, never inside a character. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function cutBytes(text: string, max: number): string {
  let short = text;
  while (Buffer.byteLength(short) > max) short = short.slice(0, -1);
  return short;
}
