import { distance } from 'fastest-levenshtein';

/** Letters, digits and Chinese characters only: what two copies of one text share. */
export function bareText(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/** How alike two texts are, 0 to 1: one minus the edit distance over the longer one's length. */
export function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - distance(a, b) / longest;
}
