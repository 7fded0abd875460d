import type { MessageEntity } from 'grammy/types';
import { Refusal } from './refusal.js';

/**
 * Telegram's HTML style: a small set of tags, four named entities, every tag closed in order.
 * https://core.telegram.org/bots/api#html-style
 */
const TAGS: Readonly<Record<string, MessageEntity['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  a: 'text_link',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export interface ParsedText {
  readonly text: string;
  readonly entities: { type: string; offset: number; length: number; url?: string }[];
}

interface OpenTag {
  readonly name: string;
  readonly offset: number;
  readonly url: string | undefined;
}

/** @throws Refusal with the vendor's words when the markup is not balanced or not supported */
export function parseHtml(html: string): ParsedText {
  const entities: ParsedText['entities'] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  const refuse = (what: string): never => {
    throw new Refusal(400, `Bad Request: can't parse entities: ${what}`);
  };
  const byte = (index: number): number => Buffer.byteLength(html.slice(0, index));
  while (at < html.length) {
    const character = html.charAt(at);
    if (character === '&') {
      const found = /^&(?:#(\d+)|#x([0-9a-fA-F]+)|([a-z]+));?/.exec(html.slice(at));
      const decoded = found && decode(found);
      text += decoded ?? '&';
      at += decoded === undefined || !found ? 1 : found[0].length;
    } else if (character !== '<') {
      text += character;
      at += 1;
    } else if (html.charAt(at + 1) === '/') {
      const end = html.indexOf('>', at);
      if (end === -1) refuse(`Unclosed end tag at byte offset ${byte(at)}`);
      const name = html
        .slice(at + 2, end)
        .trim()
        .toLowerCase();
      const tag = open.pop();
      if (!tag) return refuse(`Unexpected end tag at byte offset ${byte(at)}`);
      if (name !== '' && name !== tag.name) {
        refuse(`Unmatched end tag at byte offset ${byte(at)}, expected "</${tag.name}>", found "</${name}>"`);
      }
      close(tag, text.length, entities);
      at = end + 1;
    } else {
      const end = html.indexOf('>', at);
      if (end === -1) refuse(`Unclosed start tag at byte offset ${byte(at)}`);
      const [, name = '', rest = ''] = /^([a-z0-9-]*)(.*)$/is.exec(html.slice(at + 1, end)) ?? [];
      if (!(name.toLowerCase() in TAGS)) {
        refuse(`Unsupported start tag "${name.toLowerCase()}" at byte offset ${byte(at)}`);
      }
      open.push({ name: name.toLowerCase(), offset: text.length, url: /href="([^"]*)"/i.exec(rest)?.[1] });
      at = end + 1;
    }
  }
  const left = open.at(-1);
  if (left) refuse(`Can't find end tag corresponding to start tag "${left.name}"`);
  return trimmed(text, entities);
}

function decode([, decimal, hexadecimal, name = '']: RegExpExecArray): string | undefined {
  if (decimal) return String.fromCodePoint(Number(decimal));
  if (hexadecimal) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
  return NAMED[name];
}

function close(tag: OpenTag, end: number, entities: ParsedText['entities']): void {
  if (end === tag.offset) return;
  const entity = { type: TAGS[tag.name] ?? 'bold', offset: tag.offset, length: end - tag.offset };
  entities.push(tag.url === undefined ? entity : { ...entity, url: tag.url });
}

/** The server drops white space at both ends and moves the entities with the text. */
function trimmed(text: string, entities: ParsedText['entities']): ParsedText {
  const lead = text.length - text.trimStart().length;
  const short = text.trim();
  return {
    text: short,
    entities: entities.flatMap((entity) => {
      const offset = Math.max(0, entity.offset - lead);
      const length = Math.min(short.length, entity.offset - lead + entity.length) - offset;
      return length > 0 ? [{ ...entity, offset, length }] : [];
    }),
  };
}
