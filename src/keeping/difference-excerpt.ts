import type { Say } from '../wording.js';
import type { TextPiece } from './difference-text.js';

/** Kept characters that are shown on each side of a difference. */
const CONTEXT = 12;
/** Characters of one differing stretch; its middle is left out. */
const MARKED_MAX = 50;
/** Differing places that are shown; the others are counted. */
const PLACES_MAX = 2;
/** Characters of a duty's name. */
const NAME_MAX = 60;

const GAP = '…';

/**
 * Both sides of a comparison, shortened to what differs and a few characters around it; the differing
 * stretches are marked. An empty side is empty.
 */
export function excerpts(pieces: readonly TextPiece[], say: Say): { old: string; fresh: string } {
  const { shown, left } = firstPlaces(pieces);
  const more = left === 0 ? '' : say('difference.more-places', { count: left });
  const side = (kind: 'old' | 'new'): string => {
    const text = shown
      .map((piece, at) => {
        if (piece.kind === 'kept') return context(piece.text, at === 0, at === shown.length - 1);
        return piece.kind === kind ? say('difference.mark', { text: shorten(piece.text, MARKED_MAX) }) : '';
      })
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
    return text;
  };
  const withMore = (text: string): string => (text === '' ? '' : text + more);
  return { old: withMore(side('old')), fresh: withMore(side('new')) };
}

/** A name that fits a line of a comparison. */
export const shortName = (name: string): string => shorten(name, NAME_MAX);

/** The pieces up to the last place that is shown, and how many places come after it. */
function firstPlaces(pieces: readonly TextPiece[]): { shown: readonly TextPiece[]; left: number } {
  const starts = pieces.flatMap((piece, at) =>
    piece.kind !== 'kept' && (pieces[at - 1]?.kind ?? 'kept') === 'kept' ? [at] : [],
  );
  const end = starts[PLACES_MAX];
  return end === undefined
    ? { shown: pieces, left: 0 }
    : { shown: pieces.slice(0, end), left: starts.length - PLACES_MAX };
}

function context(text: string, isFirst: boolean, isLast: boolean): string {
  const letters = Array.from(text);
  const room = isFirst || isLast ? CONTEXT : 2 * CONTEXT;
  if (letters.length <= room + 1) return text;
  const head = isFirst ? '' : letters.slice(0, CONTEXT).join('');
  const tail = isLast ? '' : letters.slice(-CONTEXT).join('');
  return head + GAP + tail;
}

function shorten(text: string, most: number): string {
  const letters = Array.from(text);
  if (letters.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return letters.slice(0, half).join('') + GAP + letters.slice(-half).join('');
}
