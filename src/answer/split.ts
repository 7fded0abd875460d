import type { Block, Reply, StepLine } from '../contract.js';
import { plainLines } from './plain.js';

/** Length of a block on a platform, in that platform's own unit. */
export type Measure = (block: Block) => number;

/** Characters of a block as plain text, line ends included. */
export const plainLength: Measure = (block) =>
  plainLines(block).reduce((sum, line) => sum + line.length + 1, 0);

/**
 * Cuts a reply into messages no longer than `limit`: between blocks first, then between lines of steps,
 * choices or text, then between sentences, and only a single sentence longer than a message in the middle.
 * No word is lost; the source line stays whole, and where it stands with what comes after it.
 */
export function splitReply(reply: Reply, limit: number, measure: Measure = plainLength): Reply[] {
  const messages: Block[][] = [[]];
  let room = limit;
  for (const block of reply.blocks.flatMap((whole) => pieces(whole, limit, measure))) {
    const length = measure(block);
    if (length > room && messages.at(-1)?.length !== 0) {
      messages.push([]);
      room = limit;
    }
    messages.at(-1)?.push(block);
    room -= length;
  }
  return messages.filter((blocks) => blocks.length > 0).map((blocks) => ({ blocks }));
}

/** A block as blocks that each fit. */
function pieces(block: Block, limit: number, measure: Measure): Block[] {
  if (measure(block) <= limit) return [block];
  switch (block.kind) {
    case 'steps':
      return group(
        block.lines.flatMap((line) => shortLines(line, limit)),
        (lines) => ({ ...block, lines }),
        limit,
        measure,
      );
    case 'choices':
      return group(block.choices, (choices) => ({ ...block, choices }), limit, measure);
    case 'fields':
      return group(
        block.fields.flatMap(({ name, value }) =>
          cutText(value, longest(limit)).map((part) => ({ name, value: part })),
        ),
        (fields) => ({ ...block, fields }),
        limit,
        measure,
      );
    case 'headline':
    case 'text':
    case 'notice':
      return cutText(block.text, longest(limit)).map((text) => ({ ...block, text }));
    case 'source':
    case 'actions':
      return [block];
  }
}

/** Room for a title or a number beside the longest piece of text. */
const longest = (limit: number): number => Math.max(1, Math.floor(limit * 0.8) - 20);

const shortLines = (line: StepLine, limit: number): StepLine[] =>
  cutText(line.text, longest(limit)).map((text) => ({ ...line, text }));

/** Fills blocks with as many parts as fit, in order. */
function group<T>(
  parts: readonly T[],
  make: (parts: T[]) => Block,
  limit: number,
  measure: Measure,
): Block[] {
  const groups: T[][] = [];
  for (const part of parts) {
    const open = groups.at(-1);
    if (open && measure(make([...open, part])) <= limit) open.push(part);
    else groups.push([part]);
  }
  return groups.map(make);
}

/** Text in parts of at most `limit` characters, cut after a sentence where there is one. */
function cutText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let left = text;
  while (left.length > limit) {
    const head = left.slice(0, limit);
    const stop = Math.max(...['\n', '。', '；', '，', '、'].map((mark) => head.lastIndexOf(mark)));
    let at = stop > limit / 3 ? stop + 1 : limit;
    // A character outside the basic plane is two units: never cut between them.
    if (/[\uD800-\uDBFF]/.test(left.charAt(at - 1))) at -= 1;
    parts.push(left.slice(0, Math.max(1, at)));
    left = left.slice(Math.max(1, at));
  }
  return left === '' ? parts : [...parts, left];
}
