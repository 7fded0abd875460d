import { looksLikeBody } from '../bodies.js';
import { isPartMarker, leadingMarker } from './markers.js';

/** What a heading says: the bodies it names as printed, and the matter. */
export interface Heading {
  readonly bodies: readonly string[];
  readonly topic?: string;
}

const TOPIC_LENGTH_MAX = 40;
const SENTENCE = /[。；;！？]/;

/**
 * The heading a phrase is (without its colon), or nothing. A phrase is a heading when it names bodies
 * (A、B), a body with a matter in brackets or behind it, or a matter alone.
 * @param known bodies of the row's own column, as printed: they count even with an unusual ending
 */
export function parseHeading(phrase: string, known: readonly string[]): Heading | undefined {
  if (SENTENCE.test(phrase) || phrase.length > 160) return undefined;
  const marker = leadingMarker(phrase);
  const text = phrase.slice(marker.length).trim();
  const bodies = splitBodies(text, known);
  if (bodies) return { bodies };
  if (marker !== '' && !isPartMarker(marker)) return undefined;
  if (marker === '') {
    const bracketed = /^(.+?)[（(]([^（）()]+)[）)]$/.exec(text);
    const named = bracketed?.[1] === undefined ? undefined : splitBodies(bracketed[1], known);
    if (named && bracketed?.[2]) return { bodies: named, topic: bracketed[2] };
    const first = known.find((body) => text.startsWith(body) && text.length > body.length);
    if (first) return { bodies: [first], topic: text.slice(first.length) };
  }
  return text.length <= TOPIC_LENGTH_MAX && !/[，,]/.test(text) ? { bodies: [], topic: text } : undefined;
}

const ENDING = '(?:局|委|会|部|办|院|室|队|社|站|所|馆|联|中心|公司)';
const BETWEEN_BODIES = new RegExp(`[、，,\\s]+|(?<=${ENDING})(?:和|及|与)(?=.{2,}${ENDING}$)`);

/** The bodies of a list such as A、B 和 C, or nothing when a part of it is no body. */
export function splitBodies(text: string, known: readonly string[]): readonly string[] | undefined {
  const isBody = (part: string): boolean => known.includes(part) || looksLikeBody(part);
  if (known.includes(text)) return [text];
  const parts = text.split(BETWEEN_BODIES).filter((part) => part !== '');
  if (parts.length > 1 && parts.every(isBody)) return parts;
  return isBody(text) ? [text] : undefined;
}

/** Endings of a matter that stands above its steps without a colon: “三献”工作, 产地检疫. */
const BARE_TOPIC =
  /^[^，。；：、\d]{2,20}(?:工作|检疫|防治|防控|处置|教育|环节|建设|管理|服务|计划|晋升|任用|考核|监督)$/;
const BARE_TOPIC_LENGTH_MAX = 20;
const VERB_START =
  /^(?:对|将|向|按|由|负责|做好|开展|组织|配合|协助|加强|指导|落实|推进|参与|承担|完成|定期|及时|根据|制定|监督|督促)/;

/**
 * Whether a line of its own is a heading without a colon: a body, or a short matter that its steps follow.
 * @param next the line after it
 */
export function isBareHeading(line: string, next: string | undefined, known: readonly string[]): boolean {
  if (next === undefined || line.length > TOPIC_LENGTH_MAX || /[。；：，;:,]/.test(line)) return false;
  const marker = leadingMarker(line);
  if (marker !== '') return isPartMarker(marker) && leadingMarker(next) !== '' && line.length > marker.length;
  if (splitBodies(line, known)) return true;
  if (line.length > BARE_TOPIC_LENGTH_MAX || VERB_START.test(line)) return false;
  return leadingMarker(next) !== ''
    ? /^[^\d]{2,}$/.test(line) && BARE_TOPIC.test(line)
    : BARE_TOPIC.test(line) && /。$/.test(next);
}
