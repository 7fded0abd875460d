/** A tag of a Word document's XML, and where it stands in it. */
export interface Tag {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

/** All tags in order. What is between them, and whether they are in balance, is for the XML parser to say. */
export function* readTags(xml: string): Generator<Tag> {
  for (const found of xml.matchAll(/<(\/?)([\w-]+:[\w-]+)([^<>]*)>/g)) {
    const [whole, slash, name = '', attributes = ''] = found;
    const kind = slash === '/' ? 'close' : attributes.endsWith('/') ? 'empty' : 'open';
    yield { name, kind, attributes, start: found.index, end: found.index + whole.length };
  }
}

const PATTERNS = {
  value: /\sw:val\s*=\s*["']([^"']*)["']/,
  level: /\sw:ilvl\s*=\s*["']([^"']*)["']/,
  list: /\sw:numId\s*=\s*["']([^"']*)["']/,
  pattern: /\sw:abstractNumId\s*=\s*["']([^"']*)["']/,
  style: /\sw:styleId\s*=\s*["']([^"']*)["']/,
} as const;

/** One attribute of a tag, still escaped as in the XML; '' when it has none. */
export const tagValue = ({ attributes }: Tag, name: keyof typeof PATTERNS = 'value'): string =>
  PATTERNS[name].exec(attributes)?.[1] ?? '';

/** Whether a property such as `<w:vanish/>` is on. */
export const isOn = (tag: Tag): boolean => !/^(?:0|false|off)$/.test(tagValue(tag));
