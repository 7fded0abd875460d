import type { DocumentPart } from '../../document.js';
import type { FlowEntry } from './flow.js';
import type { PageLine } from './pages.js';
import { glue, type PlacedLine, placeLine, wraps } from './paragraphs.js';
import { rowTexts } from './tables.js';

/** Two sizes nearer than this share are one. */
const SAME_SIZE = 0.1;
/** Lines of one paragraph stand at most this far apart, in character sizes. */
const LINE_DISTANCE_MAX = 2.6;
const SENTENCE_END = /[。！？：；]$/;

/** Rows as cells of text, lines outside tables as paragraphs. */
export function partsOf(entries: readonly FlowEntry[]): DocumentPart[] {
  const lines = entries.filter((entry) => 'line' in entry);
  const left = Math.min(...lines.map(({ line }) => line.left));
  const right = Math.max(...lines.map(({ line }) => line.right));
  const parts: DocumentPart[] = [];
  let open: { entry: PageLine; placed: PlacedLine; text: string } | undefined;
  const close = () => {
    if (open) parts.push({ kind: 'line', place: { page: open.entry.page }, text: open.text });
    open = undefined;
  };
  for (const entry of entries) {
    if (!('line' in entry)) {
      close();
      const { row, padding, bodies } = entry;
      parts.push({ kind: 'row', place: { page: row.page }, cells: rowTexts(row, padding, bodies) });
      continue;
    }
    const placed = placeLine(entry.line, left, right);
    let text = entry.line.text;
    if (
      open &&
      isOneParagraph(open.entry, entry) &&
      wraps(open.placed, placed, 0, Math.min(placed.before, open.placed.before))
    )
      text = open.text + glue(open.placed, placed, 0) + text;
    else close();
    // The paragraph begins where its first line stands.
    open = { entry: { ...entry, page: open?.entry.page ?? entry.page }, placed, text };
  }
  close();
  return parts;
}

function isOneParagraph(above: PageLine, below: PageLine): boolean {
  const { line: first } = above;
  const { line: second } = below;
  if (Math.abs(first.size - second.size) > SAME_SIZE * second.size) return false;
  if (below.top <= above.top) return !SENTENCE_END.test(first.text);
  return second.y - first.y <= LINE_DISTANCE_MAX * second.size;
}
