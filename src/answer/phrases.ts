import type { StepLine } from '../contract.js';
import type { Duty, Section, Source, Township } from '../duty.js';
import type { Say } from '../wording.js';
import type { EditionFacts } from './answer.js';

/** 配合履职事项清单第19项 */
export const itemName = (duty: Duty, say: Say): string =>
  say('item', { list: say(`list.${duty.list}`), number: duty.number });

/** How a township speaks of itself, by what it is: 本镇, 本乡, 本街道. */
export function ownName({ name }: Township, say: Say): string {
  const kind = UNITS.find(([ending]) => name.endsWith(ending))?.[1] ?? 'other';
  return say(`own.${kind}`);
}
const UNITS = [
  ['镇', 'town'],
  ['乡', 'township'],
  ['街道', 'street'],
] as const;

/** Bodies named one by one in a sentence; the field of the card names all of them. */
const NAMED_MAX = 3;

/** Bodies in one phrase, or the wording for none. */
export function bodyNames(bodies: readonly string[], say: Say): string {
  if (bodies.length === 0) return say('verdict.bodies.none');
  const named = bodies.slice(0, NAMED_MAX).join(say('body.join'));
  return bodies.length > NAMED_MAX ? say('body.more', { bodies: named, count: bodies.length }) : named;
}

/** The source line of one duty: town, title, date, item, file, place, fingerprint. */
export function dutySource(duty: Duty, edition: EditionFacts, say: Say): string {
  return say('source', {
    title: edition.title,
    issued: issuedIn(edition, say),
    item: itemName(duty, say),
    file: duty.source.fileName,
    place: placeName(duty.source, say),
    fingerprint: duty.source.fingerprint,
  });
}

/** The source line of a whole list. */
export const listSource = (edition: EditionFacts, say: Say): string =>
  say('source.list', { title: edition.title, issued: issuedIn(edition, say), file: edition.fileName });

const issuedIn = ({ issued }: EditionFacts, say: Say): string =>
  issued === '' ? '' : say('source.issued', { issued });

function placeName({ line, page, sheet }: Source, say: Say): string {
  const parts = [
    sheet === undefined ? '' : say('source.place.sheet', { sheet }),
    page === undefined ? '' : say('source.place.page', { page }),
    line === undefined ? '' : say('source.place.line', { line }),
  ];
  return parts.join('');
}

/** A cell line by line: headings and steps as printed. */
export function stepLines(sections: readonly Section[]): StepLine[] {
  return sections.flatMap(({ heading, steps }) => [
    ...(heading === undefined ? [] : headingLines(heading)),
    ...steps.map(({ marker, text }) => ({ kind: 'step' as const, text: (marker ?? '') + text })),
  ]);
}

/** 承接部门：X and 工作方式： are two labels that the document prints in one cell, often without a space. */
const headingLines = (heading: string): StepLine[] =>
  heading.split(/(?<=.)(?=工作方式[：:])/).map((text) => ({ kind: 'heading', text: text.trim() }));

const ENDED = /^取消(?!乡|镇|街)|不再(?:开展|进行|承担)|^取消任务/;

/** Whether a reclaimed duty is done by nobody any more, by its own words. */
export function isEnded(duty: Duty): boolean {
  const texts = duty.workMethod.flatMap(({ steps }) => steps.map(({ text }) => text));
  return (
    duty.list === 'reclaimed' &&
    texts.length === 1 &&
    texts.every((text) => ENDED.test(text)) &&
    !/由.{2,20}(?:负责|承接)/.test(texts.join(''))
  );
}
