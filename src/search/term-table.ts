/** Numbers of known terms, read-only. */
export interface TermTable {
  readonly size: number;
  /** The number of a term; nothing for an unknown one. */
  find(term: string): number | undefined;
}

/**
 * The terms of a text, one a line, numbered from 0 in their order. A hash table over the text itself: a Map of
 * a hundred thousand short strings takes longer to fill than everything else at a start, and some megabytes.
 */
export function createTermTable(text: string): TermTable {
  const starts = lineStarts(text);
  const size = starts.length - 1;
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * size))) - 1;
  // One more than the number of the term kept in a slot; 0 for an empty slot.
  const slots = new Int32Array(mask + 1);
  for (let term = 0; term < size; term += 1) {
    let slot = hash(text, starts[term]!, starts[term + 1]! - 1) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = term + 1;
  }
  return {
    size,
    find(term) {
      let slot = hash(term, 0, term.length) & mask;
      for (let kept = slots[slot]!; kept !== 0; kept = slots[slot]!) {
        const start = starts[kept - 1]!;
        if (starts[kept]! - 1 - start === term.length && text.startsWith(term, start)) return kept - 1;
        slot = (slot + 1) & mask;
      }
      return undefined;
    },
  };
}

/** Where each line begins, and where one more would. */
function lineStarts(text: string): Uint32Array {
  if (text === '') return Uint32Array.of(0);
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  starts.push(text.length + 1);
  return Uint32Array.from(starts);
}

/** FNV-1a over UTF-16 units. */
function hash(text: string, from: number, to: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value ^ (value >>> 15);
}
