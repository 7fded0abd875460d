import type { StepLine } from '../contract.js';
import type { Duty, Section, Source } from '../duty.js';
import type { Say } from '../wording.js';
import type { EditionFacts } from './answer.js';

/** 配合履职事项清单第19项 */
export const itemName = (duty: Duty, say: Say): string =>
  say('item', { list: say(`list.${duty.list}`), number: duty.number });

/** Bodies in one phrase, or the wording for none. */
export const bodyNames = (bodies: readonly string[], say: Say): string =>
  bodies.length === 0 ? say('verdict.bodies.none') : bodies.join(say('body.join'));

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
    ...(heading === undefined ? [] : [{ kind: 'heading' as const, text: heading }]),
    ...steps.map(({ marker, text }) => ({ kind: 'step' as const, text: (marker ?? '') + text })),
  ]);
}

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
