import type { Block } from '../contract.js';
import type { Say } from '../wording.js';
import { type Difference, type DutyChange, dutyOf } from './difference.js';
import type { Change } from './difference-changes.js';
import { excerpts, shortName } from './difference-excerpt.js';
import { bodiesLabel, isLoud, itemLabel, percent, quietKind } from './difference-rows.js';
import type { TextPiece } from './difference-text.js';

/** Changes on one page of a chat. */
const PAGE_CHANGES_MAX = 10;
/** Characters on one page, so that it stays one message; a page has at least one change, however long. */
const PAGE_CHARACTERS_MAX = 1500;

/** One page of what changes, as plain lines. */
export interface DifferencePage {
  readonly title: string;
  readonly lines: readonly string[];
}

const COUNTED = [
  'added',
  'removed',
  'moved',
  'renamed',
  'category',
  'bodies',
  'wording',
  'renumbered',
  'layout',
  'unchanged',
] as const;

/** How many duties change in which way, one line a kind. Sentences of prompts/keeping.json. */
export function differenceSummary({ counts, lostShare, isSame }: Difference, say: Say): Block[] {
  return [
    {
      kind: 'text',
      text: isSame
        ? say('difference.none')
        : [say('difference.head'), ...countLines({ counts, lostShare }, say)].join('\n'),
    },
  ];
}

/** One line for each kind of change there is. */
export const countLines = (
  { counts, lostShare }: Pick<Difference, 'counts' | 'lostShare'>,
  say: Say,
): string[] =>
  COUNTED.filter((kind) => counts[kind] > 0).map((kind) =>
    say(`difference.count.${kind}`, { count: counts[kind], percent: percent(lostShare) }),
  );

/**
 * Every change, shortened to what differs: this is a comparison, not an answer. Numbers that only shifted
 * and other layout are one line each, on the last page. No page when nothing is different.
 */
export function differencePages({ changes }: Difference, say: Say): DifferencePage[] {
  const entries = changes
    .filter((change) => quietKind(change) === undefined)
    .map((change) => ({ item: itemLabel(dutyOf(change), say), lines: entryLines(change, say) }));
  const quiet = (['follow', 'layout'] as const).flatMap((kind) => {
    const count = changes.filter((change) => quietKind(change) === kind).length;
    return count === 0 ? [] : [say(`difference.${kind}`, { count })];
  });
  const pages: Entry[][] = [];
  let size = 0;
  for (const entry of entries) {
    const length = entry.lines.join('\n').length;
    const page = pages.at(-1);
    if (page && page.length < PAGE_CHANGES_MAX && size + length <= PAGE_CHARACTERS_MAX) page.push(entry);
    else {
      pages.push([entry]);
      size = 0;
    }
    size += length;
  }
  if (pages.length === 0)
    return quiet.length === 0 ? [] : [{ title: say('difference.page.title'), lines: quiet }];
  return pages.map((page, at) => ({
    title: titleOf(page[0]?.item ?? '', page.at(-1)?.item ?? '', say),
    lines: [...page.flatMap(({ lines }) => lines), ...(at === pages.length - 1 ? quiet : [])],
  }));
}

const titleOf = (first: string, last: string, say: Say): string =>
  first === last
    ? say('difference.page.one', { item: first })
    : say('difference.page.range', { first, last });

interface Entry {
  /** 配合19 */
  readonly item: string;
  readonly lines: readonly string[];
}

function entryLines(change: DutyChange, say: Say): string[] {
  const duty = dutyOf(change);
  const facts = { item: itemLabel(duty, say), name: shortName(duty.name) };
  if (change.kind !== 'changed') {
    const { kind, resembles } = change;
    const near = resembles && { item: itemLabel(resembles, say), name: shortName(resembles.name) };
    return [
      say(`difference.entry.${kind}`, facts),
      ...(near ? [say(`difference.${kind}.resembles`, near)] : []),
    ];
  }
  const was = itemLabel(change.before, say);
  return [
    was === facts.item
      ? say('difference.entry.changed', facts)
      : say('difference.entry.was', { ...facts, was }),
    ...change.changes.filter(isLoud).flatMap((one) => changeLines(one, change, say)),
  ];
}

function changeLines(change: Change, duties: Extract<DutyChange, { kind: 'changed' }>, say: Say): string[] {
  const label = (key: string): string => say(`difference.label.${key}`);
  switch (change.kind) {
    case 'layout':
      return [];
    case 'moved':
    case 'renumbered': {
      const [before, after] = [itemLabel(duties.before, say), itemLabel(duties.after, say)];
      return [say(`difference.${change.kind}`, { before, after })];
    }
    case 'category':
      return oldAndNew(label('category'), change.before, change.after, say);
    case 'bodies':
      return bodiesLines(change, bodiesLabel(duties.before.list, duties.after.list, say), say);
    case 'renamed':
      return excerptLines(label('name'), change.pieces, say);
    case 'wording':
      // A cell that the other list does not have says nothing that the move does not say.
      if (change.after === '' && change.cell !== 'remark' && duties.before.list !== duties.after.list)
        return [];
      return excerptLines(label(change.cell), change.pieces, say);
  }
}

function bodiesLines(
  { after, came, went }: Extract<Change, { kind: 'bodies' }>,
  label: string,
  say: Say,
): string[] {
  const line = (key: string, bodies: readonly string[]): string =>
    say(`difference.bodies.${key}`, { label, bodies: bodies.join(say('difference.join')) });
  if (came.length === 0 && went.length === 0) return [line('order', after)];
  return [
    ...(came.length === 0 ? [] : [line('came', came)]),
    ...(went.length === 0 ? [] : [line('went', went)]),
  ];
}

function excerptLines(label: string, pieces: readonly TextPiece[], say: Say): string[] {
  const { old, fresh } = excerpts(pieces, say);
  return oldAndNew(label, old, fresh, say);
}

const oldAndNew = (label: string, old: string, fresh: string, say: Say): string[] => [
  say('difference.old', { label, text: old || say('difference.nothing') }),
  say('difference.new', { label, text: fresh || say('difference.nothing') }),
];
