import type { Duty, ListKind } from '../duty.js';
import type { Say } from '../wording.js';
import { type DutyChange, dutyOf } from './difference.js';
import { bodiesOf, CELLS, type Change, cellOf, type Item } from './difference-changes.js';
import type { TextPiece } from './difference-text.js';

/** One thing of a duty, old beside new; `old` has kept and old stretches, `fresh` kept and new ones. */
export interface ChangeRow {
  /** 乡镇配合职责 */
  readonly label: string;
  readonly old: readonly TextPiece[];
  readonly fresh: readonly TextPiece[];
}

/** A duty that only took another number because others came or went, or only looks another way. */
export type QuietKind = 'follow' | 'layout';

/** Whether a change is worth a line of its own, or only to be counted. */
export function quietKind(change: DutyChange): QuietKind | undefined {
  if (change.kind !== 'changed' || change.changes.some(isLoud)) return undefined;
  return change.changes.some(({ kind }) => kind === 'layout') ? 'layout' : 'follow';
}

/** Whether a change is more than a shifted number or another layout. */
export const isLoud = (change: Change): boolean =>
  change.kind !== 'layout' && !(change.kind === 'renumbered' && change.follows);

/** 配合19 */
export const itemLabel = ({ list, number }: Item, say: Say): string =>
  say('difference.item', { list: say(`difference.list.${list}`), number });

/** How many per cent, whole ones, but never 0% of something. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return share > 0 && rounded === 0 ? '<1%' : `${rounded}%`;
}

/** What is different, side by side; of an added or removed duty all it says, on its one side. */
export function changeRows(change: DutyChange, say: Say): ChangeRow[] {
  if (change.kind === 'changed')
    return change.changes.flatMap((one) => rowOf(one, change.before, change.after, say));
  const label = (key: string): string => say(`difference.label.${key}`);
  const duty = dutyOf(change);
  const texts = [
    { label: label('category'), text: duty.category },
    { label: bodiesLabel(duty.list, duty.list, say), text: bodiesOf(duty).join(say('difference.join')) },
    ...CELLS.map((cell) => ({ label: label(cell), text: cellOf(duty, cell) })),
  ].filter(({ text }) => text !== '');
  return texts.map((row) => {
    const pieces: readonly TextPiece[] = [{ kind: 'kept', text: row.text }];
    const [old, fresh] = change.kind === 'added' ? [[], pieces] : [pieces, []];
    return { label: row.label, old, fresh };
  });
}

function rowOf(change: Change, before: Duty, after: Duty, say: Say): ChangeRow[] {
  const label = (key: string): string => say(`difference.label.${key}`);
  const whole = (name: string, old: string, fresh: string): ChangeRow[] => [
    { label: name, old: [{ kind: 'old', text: old }], fresh: [{ kind: 'new', text: fresh }] },
  ];
  switch (change.kind) {
    case 'layout':
      return [];
    case 'moved':
    case 'renumbered':
      return isLoud(change) ? whole(label('place'), itemLabel(before, say), itemLabel(after, say)) : [];
    case 'category':
      return whole(label('category'), change.before, change.after);
    case 'bodies':
      return [bodiesRow(change, bodiesLabel(before.list, after.list, say), say)];
    case 'renamed':
      return [{ label: label('name'), ...sides(change.pieces) }];
    case 'wording':
      return [{ label: label(change.cell), ...sides(change.pieces) }];
  }
}

const sides = (pieces: readonly TextPiece[]) => ({
  old: pieces.filter(({ kind }) => kind !== 'new'),
  fresh: pieces.filter(({ kind }) => kind !== 'old'),
});

function bodiesRow(
  { before, after, came, went }: Extract<Change, { kind: 'bodies' }>,
  label: string,
  say: Say,
): ChangeRow {
  const joined = (bodies: readonly string[], kind: 'old' | 'new', marked: readonly string[]): TextPiece[] =>
    bodies.flatMap((body, at): TextPiece[] => [
      ...(at === 0 ? [] : [{ kind: 'kept' as const, text: say('difference.join') }]),
      { kind: marked.includes(body) ? kind : 'kept', text: body },
    ]);
  return { label, old: joined(before, 'old', went), fresh: joined(after, 'new', came) };
}

/** The bodies of a list by their column; of two lists with different columns, simply bodies. */
export function bodiesLabel(before: ListKind, after: ListKind, say: Say): string {
  const column = (list: ListKind): string => (list === 'reclaimed' ? 'receivingBodies' : 'leadBodies');
  return say(`difference.label.${column(before) === column(after) ? column(after) : 'bodies'}`);
}
