import type { NumberParagraph } from './docx-numbering.js';
import { isOn, readTags, type Tag, tagValue } from './docx-tags.js';

/** A paragraph's properties while its tags go by; one may stand inside another (a text box). */
interface OpenParagraph {
  style: string;
  list: string;
  level: string;
  removed: boolean;
}

/**
 * The document part with everything written out that a converter to HTML leaves to the reader's eye, and
 * without what it would show though nobody sees it:
 * - the numbers Word prints before paragraphs become text;
 * - hidden text, text boxes inside tables and bookmarks (between two rows they undo merged cells) are left out;
 * - columns that a row leaves free before its first cell become an empty cell.
 */
export function prepareDocument(xml: string, numberParagraph: NumberParagraph): string {
  let out = '';
  let from = 0;
  /** Nested tags of the name being left out; nothing between them is taken over. */
  let leftOut: { name: string; depth: number } | undefined;
  let tables = 0;
  let former = 0;
  let rowRemoved = false;
  let free = 0;
  let hidesRun = false;
  const paragraphs: OpenParagraph[] = [];
  const properties: string[] = [];

  const upTo = (at: number): void => {
    out += xml.slice(from, at);
    from = at;
  };
  const leaveOut = (tag: Tag, name = tag.name): void => {
    upTo(name === tag.name ? tag.start : tag.end);
    leftOut = { name, depth: 1 };
  };
  const replace = (tag: Tag, text: string): void => {
    upTo(tag.start);
    out += text;
    from = tag.end;
  };

  for (const tag of readTags(xml)) {
    const { name, kind } = tag;
    if (leftOut) {
      if (name !== leftOut.name || kind === 'empty') continue;
      leftOut.depth += kind === 'open' ? 1 : -1;
      if (leftOut.depth > 0) continue;
      from = name === 'w:r' ? tag.start : tag.end;
      leftOut = undefined;
      continue;
    }
    if (/^w:(?:p|r|tr)PrChange$/.test(name)) former += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
    if (former > 0) continue;
    const paragraph = paragraphs.at(-1);
    switch (name) {
      case 'w:bookmarkStart':
      case 'w:bookmarkEnd':
        replace(tag, '');
        break;
      case 'w:cr':
        replace(tag, '<w:br/>');
        break;
      case 'mc:Choice':
        if (kind === 'open') leaveOut(tag);
        break;
      case 'w:txbxContent':
        if (kind === 'open' && tables > 0) leaveOut(tag);
        break;
      case 'w:tbl':
        tables += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
        break;
      case 'w:tr':
        rowRemoved = false;
        break;
      case 'w:gridBefore':
        free = Number(tagValue(tag));
        break;
      case 'w:p':
        if (kind === 'open') paragraphs.push({ style: '', list: '', level: '', removed: rowRemoved });
        else if (kind === 'close') paragraphs.pop();
        break;
      case 'w:pStyle':
        if (paragraph) paragraph.style = tagValue(tag);
        break;
      case 'w:numId':
        if (paragraph) paragraph.list = tagValue(tag);
        break;
      case 'w:ilvl':
        if (paragraph) paragraph.level = tagValue(tag);
        break;
      case 'w:del':
        if (properties.at(-1) === 'w:trPr') rowRemoved = true;
        else if (properties.at(-2) === 'w:pPr' && paragraph) paragraph.removed = true;
        break;
      case 'w:vanish':
        if (properties.length === 1 && properties[0] === 'w:rPr') hidesRun = isOn(tag);
        break;
      case 'w:pPr':
      case 'w:rPr':
      case 'w:trPr':
        if (kind === 'open') properties.push(name);
        if (kind !== 'close') break;
        properties.pop();
        if (name === 'w:rPr' && hidesRun) {
          hidesRun = false;
          leaveOut(tag, 'w:r');
        }
        if (name === 'w:pPr' && paragraph && !paragraph.removed) {
          upTo(tag.end);
          out += run(numberParagraph(paragraph));
        }
        if (name === 'w:trPr' && free > 0) {
          upTo(tag.end);
          out += `<w:tc><w:tcPr><w:gridSpan w:val="${free}"/></w:tcPr><w:p/></w:tc>`;
          free = 0;
        }
        break;
    }
  }
  if (!leftOut) upTo(xml.length);
  return out;
}

/** A number without a stop must not run into a number that follows it. */
function run(label: string): string {
  if (label === '') return '';
  const gap = /[0-9A-Za-z]$/.test(label) ? ' ' : '';
  return `<w:r><w:t xml:space="preserve">${label}${gap}</w:t></w:r>`;
}
