import type { Section } from '../duty.js';
import { splitBodies } from './headings.js';
import { cutSections, type ResolveBody } from './sections.js';

/** What a 承接部门及工作方式 cell says: `receiving` is empty when nobody receives the matter. */
export interface Reception {
  readonly receiving: readonly string[];
  readonly sections: readonly Section[];
}

const MARKER = '(?:[一二三四五]、|[（(][一二三四五\\d][）)]|\\d[.．、])?';
const RECEIVER = `${MARKER}承接(?:部门|单位|主体)\\s*[：:]`;
/** A receiver's label where a line or a sentence begins: each opens a part of its own. */
const PART_EDGE = new RegExp(`(?:^|(?<=[。；;]\\s*|\\n))(?=${RECEIVER})`);
const WITH_METHOD = new RegExp(
  `^${RECEIVER}([^：:]*?)${MARKER}(?:工作|承接|履职)?(?:方式|措施|办法)\\s*[：:]`,
);
const WITHOUT_METHOD = new RegExp(`^${RECEIVER}([^：:。；;]*)[。；;]?`);
const FIRST_LINE = new RegExp(`^${RECEIVER}\\s*([^\\n：:。；;]*)[。；;]?`);
const NOBODY = /^(?:暂?无|没有|取消.*|不再.*|[-—－/／]+)?$/;
const TAKEN_OVER = /^由([^，。；：]{2,60}?)(?:承接|承担|负责|办理|实施|组织)/;

/**
 * Cuts the cell 承接部门及工作方式 in its printed forms: 承接部门：X 工作方式：… (once or for each body),
 * X：工作方式：…, X：…, Y：…, 由X承接…, 承接部门：无, 取消….
 */
export function cutReception(text: string, resolve: ResolveBody): Reception {
  const parts = text.split(PART_EDGE).filter((part) => part !== '');
  const read = parts.map((part) =>
    new RegExp(`^${RECEIVER}`).test(part) ? cutLabelled(part, resolve) : cutPlain(part, resolve),
  );
  return {
    receiving: [...new Set(read.flatMap(({ receiving }) => receiving))],
    sections: read.flatMap(({ sections }) => sections),
  };
}

/** The same where the document prints 承接部门 and 工作方式 as two columns. */
export function cutReceptionColumns(bodies: string, method: string, resolve: ResolveBody): Reception {
  const names = splitNames(bodies);
  return withHeading(bodies, names, method, resolve);
}

function cutLabelled(part: string, resolve: ResolveBody): Reception {
  const found = WITH_METHOD.exec(part) ?? withoutMethod(part);
  const printed = found?.[0] ?? '';
  return withHeading(printed, splitNames(found?.[1] ?? ''), part.slice(printed.length), resolve);
}

/** Names may run over several lines; what is no name any more belongs to the method. */
function withoutMethod(part: string): RegExpExecArray | null {
  const all = WITHOUT_METHOD.exec(part);
  return all && splitBodies(bareNames(all[1] ?? ''), []) ? all : FIRST_LINE.exec(part);
}

function cutPlain(part: string, resolve: ResolveBody): Reception {
  const sections = cutSections(part, [], resolve);
  const headed = sections.flatMap(({ bodies }) => bodies);
  if (headed.length > 0) return { receiving: headed, sections };
  const inSentence = splitBodies(TAKEN_OVER.exec(part.replace(/\s/g, ''))?.[1] ?? '', []) ?? [];
  return { receiving: inSentence.map(resolve), sections };
}

function withHeading(
  printed: string,
  names: readonly string[],
  rest: string,
  resolve: ResolveBody,
): Reception {
  const bodies = [...new Set(names.map(resolve))];
  const [first, ...others] = cutSections(rest.trim(), names, resolve);
  const heading = printed.replace(/\s/g, '');
  if (heading === '') return { receiving: bodies, sections: first ? [first, ...others] : [] };
  const joins = first !== undefined && first.heading === undefined;
  const lead: Section = { heading, bodies, steps: joins ? first.steps : [] };
  return { receiving: bodies, sections: [lead, ...(first && !joins ? [first] : []), ...others] };
}

const bareNames = (names: string): string => names.trim().replace(/[。；;，,、\s]+$/, '');

function splitNames(printed: string): readonly string[] {
  const names = bareNames(printed);
  if (NOBODY.test(names)) return [];
  return splitBodies(names, []) ?? names.split(/[、，,\s]+/);
}
