/**
 * What the machine that read the scan left in a cell: page layout is dropped, certain faults are repaired
 * and reported. A fault whose right reading is a guess (a missing or wrong character) stays as it is.
 */

export interface Cleaned {
  /** The words; a line break stands where the document had a block edge or white space. */
  readonly text: string;
  /** Each repaired word, as `before→after`. */
  readonly repairs: readonly string[];
  /** How many half-width marks became full-width. */
  readonly widened: number;
}

/** Elements whose tags are layout; any other 〈…〉-like text belongs to the sentence. */
const HTML_TAG =
  /<\/?(?:p|br|ol|ul|li|div|span|b|strong|i|em|u|sup|sub|font|table|tbody|thead|tr|td|th|h[1-6])(?:\s[^<>]*)?\/?>/gi;

export const CONTINUES_BELOW = /[（(]\s*(?:(?:未完\s*[，,、]?\s*)?(?:[见接转续]下页|待续)|未完)\s*[）)]/g;
export const CONTINUES_ABOVE = /[（(]\s*(?:[续接承][上前]页|续表?)\s*[）)]/g;
const EDITION_NOTE = /[（(]?\s*[本此]文有?删减\s*[）)]?/g;

const HAN = '\\u3400-\\u9fff';
const CHINESE = new RegExp(`[${HAN}]`);
const CLOSERS = '“”‘’（）《》〈〉【】、，。；：！？';

/** Whether a row or line says nothing but that the publication was shortened. */
export function isEditionNote(text: string): boolean {
  return text.replace(EDITION_NOTE, '').replace(/[\s|*]/g, '') === '' && /删减/.test(text);
}

/** Whether a cell carries that note among its words. */
export const hasEditionNote = (cell: string): boolean => cell.search(EDITION_NOTE) >= 0;

/** A cell without layout remains: tags, bold marks, page marks, edition notes. Spaces become line breaks. */
export function cleanCell(raw: string): Cleaned {
  const repairs: string[] = [];
  const bare = decodeEntities(raw)
    .replace(HTML_TAG, '\n')
    .replace(/\*\*/g, '')
    .replace(CONTINUES_BELOW, '\n')
    .replace(CONTINUES_ABOVE, '\n')
    .replace(EDITION_NOTE, '\n');
  const worded = repairWords(bare, repairs);
  const { marked, widened } = repairPunctuation(worded);
  const text = marked
    .split(/[\s\u3000]+/)
    .filter((piece) => piece !== '')
    .join('\n');
  return { text, repairs, widened };
}

/**
 * A cell that is one phrase (category, name, remark): a space between Chinese words can only be a fault
 * and is closed; one between two Latin words or numbers stays.
 */
export function cleanPhrase(raw: string): Cleaned {
  const { text, repairs, widened } = cleanCell(raw);
  const pieces = text.split('\n');
  const joined = pieces.reduce((left, right) => {
    const latin = /[A-Za-z0-9]$/.test(left) && /^[A-Za-z0-9]/.test(right);
    return latin ? `${left} ${right}` : left + right;
  });
  const closed = pieces.length > 1 && joined !== pieces.join(' ') ? [`${pieces.join(' ')}→${joined}`] : [];
  return { text: joined, repairs: [...repairs, ...closed], widened };
}

function decodeEntities(text: string): string {
  return text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

/** The machine wrote ` and ` for 和 and ` or ` for 或 between Chinese characters. */
function repairWords(text: string, repairs: string[]): string {
  const pattern = new RegExp(`(?<=[${HAN}${CLOSERS}])\\s*\\b(and|or)\\b\\s*(?=[${HAN}${CLOSERS}])`, 'g');
  return text.replace(pattern, (found, word: string, at: number) => {
    const right = word === 'and' ? '和' : '或';
    repairs.push(`${around(text, at, found, found)}→${around(text, at, found, right)}`);
    return right;
  });
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
};

/** Half-width punctuation right after a Chinese character becomes full-width; brackets only in pairs. */
function repairPunctuation(text: string): { marked: string; widened: number } {
  let widened = 0;
  // Brackets first: the mark behind one that became Chinese follows a Chinese character too.
  const bracketed = text.replace(/\(([^()]*)\)/g, (found, inner: string) => {
    if (!CHINESE.test(inner)) return found;
    widened += 1;
    return `（${inner}）`;
  });
  const marks = new RegExp(`(?<=[${HAN}${CLOSERS}])[,;:?!][ ]*`, 'g');
  const marked = bracketed.replace(marks, (found) => {
    widened += 1;
    return `${FULL_WIDTH[found.charAt(0)] ?? found}${found.length > 1 ? '\n' : ''}`;
  });
  return { marked, widened };
}

/** A repaired word between its neighbours, as it stood or (`shown`) as it stands now. */
function around(text: string, at: number, found: string, shown: string): string {
  const end = at + found.length;
  return (text.slice(Math.max(0, at - 3), at) + shown + text.slice(end, end + 3)).replace(/\s+/g, ' ');
}
