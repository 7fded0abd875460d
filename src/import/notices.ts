import type { Notice, Place, Severity } from '../duty.js';
import type { WordingParams } from '../errors.js';
import type { Say } from '../wording.js';

/** Rules by how much they matter to a reader: an `info` records a certain repair, a `warning` a doubt. */
const SEVERITY = {
  'repaired-cell': 'info',
  'repaired-punctuation': 'info',
  'edition-note': 'info',
  'repeated-tail': 'info',
  'stray-text': 'info',
  'split-row': 'info',
  'split-row-differs': 'warning',
  'row-without-number': 'warning',
  'row-width': 'warning',
  'number-unreadable': 'warning',
  'number-gap': 'warning',
  'number-double': 'warning',
  'declared-count': 'warning',
  'declared-categories': 'warning',
  'declared-bodies': 'warning',
  'empty-cell': 'warning',
  'body-not-in-text': 'warning',
  'body-not-in-column': 'warning',
  'body-repeated': 'info',
  'body-garbled': 'warning',
  'nobody-receives': 'info',
  'same-name': 'warning',
  'same-name-other-list': 'warning',
  'list-missing': 'warning',
  'topic-none': 'info',
  'topic-doubtful': 'info',
} as const satisfies Record<string, Severity>;

export type NoticeRule = keyof typeof SEVERITY;

/** Makes notices; the sentences stand in prompts/notices.json under the rule's id. */
export type NoticeMaker = (rule: NoticeRule, place: Place, params?: WordingParams) => Notice;

export const createNoticeMaker =
  (say: Say): NoticeMaker =>
  (rule, place, params) => ({
    rule,
    severity: SEVERITY[rule],
    place: onlyPlace(place),
    text: say(rule, params),
  });

/** The place alone, when a duty's whole source was handed in. */
function onlyPlace({ line, page, sheet, row }: Place): Place {
  return {
    ...(line === undefined ? {} : { line }),
    ...(page === undefined ? {} : { page }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(row === undefined ? {} : { row }),
  };
}

/** A value and what was noticed while making it: the shape every stage of reading gives back. */
export interface Result<T> {
  readonly value: T;
  readonly notices: readonly Notice[];
}
