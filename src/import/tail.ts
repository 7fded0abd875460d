import type { Notice, Place } from '../duty.js';
import { bareText, similarity } from '../similar.js';
import { cleanCell } from './clean.js';
import type { NoticeMaker } from './notices.js';

const SAME_NAME_MIN = 0.8;
/** A shorter word stands in many names without repeating one. */
const REPEAT_LENGTH_MIN = 4;
/** A page's own number between two tables: — 12 —, 第3页. */
const PAGE_NUMBER = /^[\s\p{P}\p{S}]*(?:第?\d{1,4}页?)?[\s\p{P}\p{S}]*$/u;

/**
 * What to say of text that is no row: a tail that only repeats the names of duties is one notice, anything
 * else is reported piece by piece, so that nothing of a document is passed over in silence.
 */
export function noticeLeftovers(
  leftovers: readonly { readonly place: Place; readonly text: string }[],
  names: readonly string[],
  notice: NoticeMaker,
): Notice[] {
  const known = names.map(bareText);
  const repeats = (line: string): boolean => {
    const bare = bareText(line);
    return known.some(
      (name) =>
        (bare.length >= REPEAT_LENGTH_MIN && name.includes(bare)) ||
        bare.includes(name) ||
        similarity(name, bare) >= SAME_NAME_MIN,
    );
  };
  const notices: Notice[] = [];
  const repeated: { place: Place; lines: number }[] = [];
  for (const { place, text } of leftovers) {
    const lines = cleanCell(text)
      .text.split('\n')
      .filter((line) => !PAGE_NUMBER.test(line));
    const strange = lines.filter((line) => !repeats(line));
    if (strange.length < lines.length) repeated.push({ place, lines: lines.length - strange.length });
    for (const line of strange) {
      const rule = place.row === undefined ? 'stray-text' : 'row-without-number';
      notices.push(notice(rule, place, { text: line.slice(0, 40) }));
    }
  }
  const first = repeated[0];
  if (first) {
    const count = repeated.reduce((sum, { lines }) => sum + lines, 0);
    notices.push(notice('repeated-tail', first.place, { count }));
  }
  return notices;
}
