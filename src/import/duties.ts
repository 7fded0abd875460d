import { createHash } from 'node:crypto';
import type { BodyCatalogue } from '../bodies.js';
import type { Duty, Notice, Place, Section, Township } from '../duty.js';
import { type Cleaned, cleanCell, cleanPhrase, hasEditionNote } from './clean.js';
import type { ColumnKind } from './columns.js';
import { parseDepartmentColumn } from './department-column.js';
import type { WholeRow } from './join.js';
import type { NoticeMaker } from './notices.js';
import { cutReception, cutReceptionColumns, type Reception } from './reception.js';
import { cutSections } from './sections.js';

/** What turning a row into a duty needs to know of its document. */
export interface DutyContext {
  readonly township: Township;
  readonly fileName: string;
  readonly bodies: BodyCatalogue;
  readonly notice: NoticeMaker;
}

/** One whole row as a duty: cells cleaned, bodies resolved, duty cells cut into sections. */
export function createDuty(whole: WholeRow, context: DutyContext): Duty {
  const { row, number } = whole;
  const notices: Notice[] = [...whole.notices];
  let widened = 0;
  const report = (cleaned: Cleaned): string => {
    widened += cleaned.widened;
    for (const repair of cleaned.repairs)
      notices.push(context.notice('repaired-cell', row.place, { repair }));
    return cleaned.text;
  };
  const phrase = (kind: ColumnKind): string => report(cleanPhrase(row.cells[kind] ?? ''));
  const cell = (kind: ColumnKind): string => report(cleanCell(row.cells[kind] ?? ''));

  const { printed, repeated } = parseDepartmentColumn(cell('leadBodies'));
  for (const body of repeated) notices.push(context.notice('body-repeated', row.place, { body }));
  const resolve = (body: string): string => {
    const { fullName, stem } = context.bodies.resolve(body, context.township);
    const known = context.bodies.lookalike(stem);
    if (known !== undefined)
      notices.push(context.notice('body-garbled', row.place, { body: fullName, known }));
    return fullName;
  };
  const sections = (kind: ColumnKind): Section[] => {
    const text = cell(kind);
    return text === '' ? [] : cutSections(text, printed, resolve);
  };
  const reception = row.list === 'reclaimed' ? readReception(cell, resolve) : { receiving: [], sections: [] };
  const leadBodies = [...new Set(printed.map(resolve))];
  const leadDuties = sections('leadDuties');
  const townshipDuties = sections('townshipDuties');
  const category = phrase('category');
  const name = phrase('name');
  const remark = phrase('remark');
  if (widened > 0) notices.push(context.notice('repaired-punctuation', row.place, { count: widened }));
  if (whole.raw.flat().some(hasEditionNote)) notices.push(context.notice('edition-note', row.place));
  if (row.list === 'reclaimed' && reception.receiving.length === 0)
    notices.push(context.notice('nobody-receives', row.place));
  return {
    list: row.list,
    number,
    category,
    name,
    remark,
    leadBodies,
    leadDuties,
    townshipDuties,
    receivingBodies: reception.receiving,
    workMethod: reception.sections,
    notices: dropRepeats(notices),
    source: source(row.place, context.fileName, whole.raw),
    raw: whole.raw,
  };
}

/** The reception is one column, or two (承接部门 | 工作方式). */
function readReception(cell: (kind: ColumnKind) => string, resolve: (body: string) => string): Reception {
  const one = cell('reception');
  return one === ''
    ? cutReceptionColumns(cell('receivingBodies'), cell('workMethod'), resolve)
    : cutReception(one, resolve);
}

function source(place: Place, fileName: string, raw: readonly (readonly string[])[]): Duty['source'] {
  const fingerprint = createHash('sha256').update(JSON.stringify(raw)).digest('hex').slice(0, 8);
  return { fileName, ...place, fingerprint };
}

function dropRepeats(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map((notice) => [`${notice.rule} ${notice.text}`, notice])).values()];
}
