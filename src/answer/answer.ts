import type { Duty, ListKind, Township, Verdict } from '../duty.js';
import type { Wish } from '../search/lexicon.js';
import type { NoteTexts } from '../store/learning-types.js';
import type { View } from './intent.js';

/** A duty of a town, enough to name it. */
export interface DutyOfTown {
  readonly town: Township;
  readonly duty: Duty;
}

/** A candidate of an `unclear` answer. */
export interface Candidate {
  readonly duty: Duty;
  /** What tells it apart from the others, in one sentence; may be empty. */
  readonly difference: string;
}

interface Common {
  readonly verdict: Verdict;
  /** 0 to 1: how sure the first item is the one that is meant. */
  readonly confidence: number;
  /** Ranked items behind the answer, best first, also where the verdict is `unlisted`. */
  readonly items: readonly (readonly [ListKind, number])[];
}

/** What the bot has decided to say; `compose` finds the words. */
export type Answer = Common &
  (
    | {
        readonly kind: 'duty';
        readonly town: Township;
        readonly edition: EditionFacts;
        readonly duty: Duty;
        readonly view: View;
        readonly wish: Wish | undefined;
        /** What the township itself adds to the item. */
        readonly note?: NoteTexts | undefined;
      }
    | {
        readonly kind: 'unclear';
        readonly town: Township;
        readonly candidates: readonly Candidate[];
        /** What was answered before was turned down: these are what is left, however unlikely. */
        readonly rejected?: true;
      }
    | { readonly kind: 'unlisted'; readonly town: Township; readonly nearest: readonly Duty[] }
    | {
        readonly kind: 'listing';
        readonly town: Township;
        readonly edition: EditionFacts;
        readonly of: ListingSubject;
        readonly duties: readonly Duty[];
        readonly page: number;
        readonly pages: number;
        /** Duties of all pages by list. */
        readonly counts: Readonly<Record<ListKind, number>>;
      }
    | {
        readonly kind: 'summary';
        readonly town: Township;
        readonly edition: EditionFacts;
        readonly counts: Readonly<Record<ListKind, number>>;
      }
    | {
        readonly kind: 'comparison';
        readonly subject: DutyOfTown;
        readonly others: readonly { readonly town: Township; readonly duty: Duty | undefined }[];
      }
    | {
        readonly kind: 'choose-town';
        readonly towns: readonly Township[];
        readonly text: string;
        readonly why: 'unbound' | 'ambiguous';
      }
    | { readonly kind: 'help' }
    | { readonly kind: 'no-town' }
    | { readonly kind: 'no-context' }
    /** Fewer were offered than the number chosen. */
    | { readonly kind: 'no-choice'; readonly count: number }
    /** 下一条 after the last item of a list, 上一条 before its first. */
    | { readonly kind: 'no-neighbour'; readonly by: 1 | -1 }
    | {
        readonly kind: 'no-number';
        readonly town: Township;
        readonly list: ListKind | undefined;
        readonly number: number;
        readonly last: Readonly<Record<ListKind, number>>;
      }
    | { readonly kind: 'town-set'; readonly town: Township }
    | { readonly kind: 'small-talk' }
    | { readonly kind: 'nothing' }
  );

export type ListingSubject =
  | { readonly kind: 'list'; readonly list: ListKind }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'body'; readonly name: string; readonly bodies: readonly string[] }
  | { readonly kind: 'near'; readonly duty: Duty };

/** What an answer cites of its edition. */
export interface EditionFacts {
  readonly title: string;
  readonly issued: string;
  readonly fileName: string;
  readonly importedAt: string;
}

/** Answers about no item at all. */
export function info<T extends object>(facts: T): T & Common {
  return { verdict: 'info', confidence: 1, items: [], ...facts };
}

export const itemOf = (duty: Duty): readonly [ListKind, number] => [duty.list, duty.number];
