/** A stretch of a compared text: in both, only in the old one, or only in the new one. */
export interface TextPiece {
  readonly kind: 'kept' | 'old' | 'new';
  readonly text: string;
}

/** Cells of the table that one comparison may fill; a larger stretch counts as rewritten. */
const TABLE_CELLS_MAX = 300_000;
/** A kept stretch shorter than this between two changed ones is noise: it makes both harder to read. */
const ISLAND_MIN = 2;
/** Two texts that share less than this of the longer one were written anew. */
const KEPT_SHARE_MIN = 0.3;

/**
 * What became of `before` in `after`, stretch by stretch: kept and old joined give `before`, kept and new
 * joined give `after`. Of a replaced stretch the old comes first.
 */
export function diffText(before: string, after: string): TextPiece[] {
  const byClause = diffTokens(clauses(before), clauses(after));
  const pieces = tidy(byClause).flatMap((piece, at, all) => refined(piece, all[at - 1], all[at + 1]));
  const tidied = joinIslands(tidy(pieces));
  const kept = tidied.reduce((sum, { kind, text }) => sum + (kind === 'kept' ? text.length : 0), 0);
  const longest = Math.max(before.length, after.length);
  return kept < longest * KEPT_SHARE_MIN ? replaced(before, after) : tidied;
}

/** A replaced clause is compared again by its characters. */
function refined(
  piece: TextPiece,
  previous: TextPiece | undefined,
  next: TextPiece | undefined,
): readonly TextPiece[] {
  if (piece.kind === 'old' && next?.kind === 'new')
    return diffTokens(Array.from(piece.text), Array.from(next.text));
  return piece.kind === 'new' && previous?.kind === 'old' ? [] : [piece];
}

/** Cut after punctuation, so that long cells are compared in words that belong together. */
const clauses = (text: string): string[] =>
  text.match(/[^，。；：、\n]*[，。；：、\n]|[^，。；：、\n]+$/gu) ?? [];

/** Common beginning and end, and the longest common subsequence of what lies between. */
function diffTokens(before: readonly string[], after: readonly string[]): TextPiece[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    { kind: 'kept', text: before.slice(0, start).join('') },
    ...diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    { kind: 'kept', text: before.slice(before.length - end).join('') },
  ];
}

function diffMiddle(before: readonly string[], after: readonly string[]): TextPiece[] {
  if (before.length * after.length > TABLE_CELLS_MAX) return replaced(before.join(''), after.join(''));
  const width = after.length + 1;
  const longest = commonLengths(before, after);
  const pieces: TextPiece[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    const [old = '', fresh = ''] = [before[i], after[j]];
    if (old === fresh) {
      pieces.push({ kind: 'kept', text: old });
      i++;
      j++;
    } else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) {
      pieces.push({ kind: 'old', text: old });
      i++;
    } else {
      pieces.push({ kind: 'new', text: fresh });
      j++;
    }
  }
  return [...pieces, ...replaced(before.slice(i).join(''), after.slice(j).join(''))];
}

/** At `i * width + j`: how much the texts from token i and token j on have in common, in tokens. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] =
        before[i] === after[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  return lengths;
}

const replaced = (before: string, after: string): TextPiece[] =>
  tidy([
    { kind: 'old', text: before },
    { kind: 'new', text: after },
  ]);

/** Neighbours of one kind joined; between two kept stretches one old and one new at most, in this order. */
function tidy(pieces: readonly TextPiece[]): TextPiece[] {
  const tidied: TextPiece[] = [];
  let old = '';
  let fresh = '';
  const flush = (): void => {
    if (old !== '') tidied.push({ kind: 'old', text: old });
    if (fresh !== '') tidied.push({ kind: 'new', text: fresh });
    old = '';
    fresh = '';
  };
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    if (kind === 'old') old += text;
    if (kind === 'new') fresh += text;
    if (kind !== 'kept') continue;
    const last = tidied.at(-1);
    if (old === '' && fresh === '' && last?.kind === 'kept')
      tidied[tidied.length - 1] = { kind, text: last.text + text };
    else {
      flush();
      tidied.push({ kind, text });
    }
  }
  flush();
  return tidied;
}

/** A lone kept character between two changed stretches becomes part of them. */
function joinIslands(pieces: readonly TextPiece[]): TextPiece[] {
  const isIsland = ({ kind, text }: TextPiece, at: number): boolean =>
    kind === 'kept' && at > 0 && at < pieces.length - 1 && Array.from(text).length < ISLAND_MIN;
  return tidy(
    pieces.flatMap((piece, at) => (isIsland(piece, at) ? replaced(piece.text, piece.text) : [piece])),
  );
}
