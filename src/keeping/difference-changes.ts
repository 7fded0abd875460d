import { cellText, type Duty, type ListKind } from '../duty.js';
import { foldLayout } from './difference-fold.js';
import { diffText, type TextPiece } from './difference-text.js';

/** The cells whose wording is compared, as the published tables have them. */
export const CELLS = ['leadDuties', 'townshipDuties', 'workMethod', 'remark'] as const;
export type Cell = (typeof CELLS)[number];

/** A duty's place: 配合19. */
export interface Item {
  readonly list: ListKind;
  readonly number: number;
}

interface Rewording {
  readonly before: string;
  readonly after: string;
  /** Kept and old joined give `before`, kept and new joined give `after`. */
  readonly pieces: readonly TextPiece[];
}

/** One thing that is different about a duty that is in both editions. */
export type Change =
  /** Another number in the same list; `follows`: only because others came or went before it. */
  | { readonly kind: 'renumbered'; readonly from: number; readonly to: number; readonly follows: boolean }
  /** Another list, with the number there. */
  | { readonly kind: 'moved'; readonly from: Item; readonly to: Item }
  | ({ readonly kind: 'renamed' } & Rewording)
  | { readonly kind: 'category'; readonly before: string; readonly after: string }
  /**
   * The lead bodies of a cooperative duty, the receiving ones of a reclaimed one. None came and none went:
   * only their order is another.
   */
  | {
      readonly kind: 'bodies';
      readonly before: readonly string[];
      readonly after: readonly string[];
      readonly came: readonly string[];
      readonly went: readonly string[];
    }
  | ({ readonly kind: 'wording'; readonly cell: Cell } & Rewording)
  /** White space, punctuation or line breaks, in so many texts of the duty. */
  | { readonly kind: 'layout'; readonly texts: number };

export type ChangeKind = Change['kind'];

/** All that is different between the two, but their notices and where they stand in the file. */
export function changesOf(before: Duty, after: Duty, follows: boolean): Change[] {
  const category: Change[] = isReworded(before.category, after.category)
    ? [{ kind: 'category', before: before.category, after: after.category }]
    : [];
  const name: Change[] = isReworded(before.name, after.name)
    ? [{ kind: 'renamed', ...reworded(before.name, after.name) }]
    : [];
  const wording = CELLS.flatMap((cell): Change[] => {
    const [old, fresh] = [cellOf(before, cell), cellOf(after, cell)];
    return isReworded(old, fresh) ? [{ kind: 'wording', cell, ...reworded(old, fresh) }] : [];
  });
  return [
    ...placeChange(before, after, follows),
    ...name,
    ...category,
    ...bodiesChange(bodiesOf(before), bodiesOf(after)),
    ...wording,
    ...layoutChange(before, after),
  ];
}

/** The text of one cell, one section a line. */
export function cellOf(duty: Duty, cell: Cell): string {
  return cell === 'remark' ? duty.remark : cellText(duty[cell]);
}

/** Lead bodies, or receiving ones, by the duty's list. */
export const bodiesOf = (duty: Duty): readonly string[] =>
  duty.list === 'reclaimed' ? duty.receivingBodies : duty.leadBodies;

function placeChange(before: Duty, after: Duty, follows: boolean): Change[] {
  const place = ({ list, number }: Duty): Item => ({ list, number });
  if (before.list !== after.list) return [{ kind: 'moved', from: place(before), to: place(after) }];
  if (before.number === after.number) return [];
  return [{ kind: 'renumbered', from: before.number, to: after.number, follows }];
}

function bodiesChange(before: readonly string[], after: readonly string[]): Change[] {
  if (before.length === after.length && before.every((body, at) => body === after[at])) return [];
  const came = after.filter((body) => !before.includes(body));
  const went = before.filter((body) => !after.includes(body));
  return [{ kind: 'bodies', before, after, came, went }];
}

function layoutChange(before: Duty, after: Duty): Change[] {
  const texts = [
    [before.name, after.name],
    [before.category, after.category],
    ...CELLS.map((cell) => [cellOf(before, cell), cellOf(after, cell)]),
  ] as const;
  const count = texts.filter(([old = '', fresh = '']) => old !== fresh && !isReworded(old, fresh)).length;
  return count === 0 ? [] : [{ kind: 'layout', texts: count }];
}

const isReworded = (before: string, after: string): boolean =>
  before !== after && foldLayout(before) !== foldLayout(after);

const reworded = (before: string, after: string): Rewording => ({
  before,
  after,
  pieces: diffText(before, after),
});
