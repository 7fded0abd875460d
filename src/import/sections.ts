import type { Section, Step } from '../duty.js';
import { cutFragments } from './fragments.js';
import { parseHeading } from './headings.js';
import { leadingMarker } from './markers.js';

/** Makes canonical full names of bodies as printed. */
export type ResolveBody = (printed: string) => string;

interface OpenSection {
  heading?: string;
  bodies: string[];
  topic?: string;
  steps: Step[];
}

/**
 * Cuts a cleaned duty cell at its headings into sections and steps. Nothing is lost: heading + marker +
 * text, joined in order, are the cell without its white space.
 * @param known bodies of the row's own department column, as printed
 */
export function cutSections(text: string, known: readonly string[], resolve: ResolveBody): Section[] {
  const sections: OpenSection[] = [];
  const open = (heading: string, bodies: readonly string[], topic: string | undefined) => {
    const last = sections.at(-1);
    const named = bodies.map(resolve);
    if (
      last?.heading !== undefined &&
      last.steps.length === 0 &&
      (named.length === 0 || last.bodies.length === 0)
    ) {
      last.heading += heading;
      last.bodies.push(...named);
      if (topic !== undefined) last.topic = topic;
    } else {
      sections.push({ heading, bodies: named, ...(topic === undefined ? {} : { topic }), steps: [] });
    }
  };
  const add = (step: string) => {
    const marker = leadingMarker(step);
    const body = step.slice(marker.length).trim();
    if (sections.length === 0) sections.push({ bodies: [], steps: [] });
    sections.at(-1)?.steps.push(marker === '' ? { text: body } : { marker, text: body });
  };
  for (const { text: fragment, bareHeading } of cutFragments(text, known)) {
    const heading = bareHeading ? parseHeading(fragment, known) : undefined;
    const colon = bareHeading ? undefined : headingWithColon(fragment, known);
    if (heading) open(fragment, heading.bodies, heading.topic);
    else if (colon) {
      open(colon.printed, colon.bodies, METHOD.test(colon.printed) ? undefined : colon.topic);
      if (colon.rest !== '') add(colon.rest);
    } else add(fragment);
  }
  return sections;
}

const METHOD = /^(?:承接)?(?:工作)?方式[：:]$/;

function headingWithColon(fragment: string, known: readonly string[]) {
  const at = fragment.search(/[：:]/);
  if (at < 2) return undefined;
  const phrase = fragment.slice(0, at);
  const heading = parseHeading(phrase, known);
  if (!heading) return undefined;
  return { ...heading, printed: fragment.slice(0, at + 1), rest: fragment.slice(at + 1).trim() };
}
