import type { NoteTexts } from '../store/learning-types.js';

/** What was asked of a note: which item, and what to set; what is not named stays, an empty text removes. */
export interface NoteChange {
  /** As it was said: 配合19. */
  readonly item: string;
  readonly texts: Readonly<Partial<NoteTexts>>;
}

/** Longest text of each field, in characters: a note is a line below the official text, not a second one. */
export const NOTE_LENGTH_MAX = { office: 40, contact: 60, remark: 200 } as const satisfies Record<
  keyof NoteTexts,
  number
>;
export const NOTE_FIELDS = ['office', 'contact', 'remark'] as const satisfies readonly (keyof NoteTexts)[];

const FIELD_OF_KEY: readonly (readonly [keyof NoteTexts, RegExp])[] = [
  ['office', /^(?:负责|责任)?(?:办公室|科室|站所|office)$/i],
  ['contact', /^(?:联系)?(?:电话|方式|人)$|^联系$|^contact$/i],
  ['remark', /^(?:备注|说明|remark)$/i],
];
const KEY =
  /(?:^|[\s,，;；、])((?:负责|责任)?(?:办公室|科室|站所)|联系(?:电话|方式|人)?|电话|备注|说明|office|contact|remark)\s*[=＝:：]/giu;

/** Reads 配合19 办公室=民政办 电话=0998-123 备注=周一办理; values may have spaces. */
export function readNoteLine(line: string): NoteChange {
  const found = [...line.matchAll(KEY)];
  const texts: Partial<Record<keyof NoteTexts, string>> = {};
  for (const [at, match] of found.entries()) {
    const field = FIELD_OF_KEY.find(([, pattern]) => pattern.test(match[1] ?? ''))?.[0];
    const end = found[at + 1]?.index ?? line.length;
    if (field) texts[field] = readValue(line.slice(match.index + match[0].length, end));
  }
  return { item: line.slice(0, found[0]?.index ?? line.length).trim(), texts };
}

/** Options of a command: an item and, each on its own, what to set. */
export function readNoteOptions(options: Readonly<Record<string, string>>): NoteChange {
  if (options.line !== undefined) return readNoteLine(options.line);
  // Where the whole line came as the first option, it is read like one.
  const line = readNoteLine(options.item ?? '');
  const texts: Partial<Record<keyof NoteTexts, string>> = { ...line.texts };
  for (const field of NOTE_FIELDS) {
    const value = options[field];
    if (value !== undefined) texts[field] = readValue(value);
  }
  return { item: line.item, texts };
}

/** Some platforms cannot send an empty text: a dash or 无 stands for it. */
function readValue(text: string): string {
  const value = text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，;；、]+|[\s,，;；、]+$/g, '');
  return /^(?:-|－|—|无|删除|清空)$/.test(value) ? '' : value;
}
