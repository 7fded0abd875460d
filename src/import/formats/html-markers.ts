import type { DefaultTreeAdapterTypes } from 'parse5';
import { type NumeralStyle, printNumeral } from './numerals.js';

type Element = DefaultTreeAdapterTypes.Element;

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

/** https://www.w3.org/TR/css-counter-styles-3/ and the older attribute `type`. */
const STYLES: Readonly<Record<string, NumeralStyle>> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
  decimal: 'decimal',
  'decimal-leading-zero': 'decimal-zero',
  'lower-alpha': 'lower-alpha',
  'lower-latin': 'lower-alpha',
  'upper-alpha': 'upper-alpha',
  'upper-latin': 'upper-alpha',
  'lower-roman': 'lower-roman',
  'upper-roman': 'upper-roman',
  'cjk-ideographic': 'chinese',
  'simp-chinese-informal': 'chinese',
  'trad-chinese-informal': 'chinese',
  'cjk-decimal': 'chinese-digits',
  'cjk-heavenly-stem': 'heavenly-stems',
  none: 'none',
};

/** The number a browser prints before an item of a numbered list, with its stop; '' for bullets. */
export function itemMarker(item: Element): string {
  const list = item.parentNode;
  if (!list || !('tagName' in list) || list.tagName !== 'ol') return '';
  const style = styleOf(item) ?? styleOf(list) ?? 'decimal';
  const numeral = printNumeral(itemValue(item, list), style);
  if (numeral === '') return '';
  return style === 'chinese' || style === 'chinese-digits' || style === 'heavenly-stems'
    ? `${numeral}、`
    : `${numeral}.`;
}

function styleOf(element: Element): NumeralStyle | undefined {
  const css = /list-style(?:-type)?\s*:\s*([^;]+)/i.exec(attribute(element, 'style') ?? '')?.[1] ?? '';
  const named = css.split(/\s+/).find((word) => Object.hasOwn(STYLES, word.toLowerCase()));
  if (named !== undefined) return STYLES[named.toLowerCase()];
  const type = attribute(element, 'type') ?? '';
  return Object.hasOwn(STYLES, type) ? STYLES[type] : undefined;
}

/** Numbers of items already counted: each list is counted once. */
const counted = new WeakMap<Element, number>();

function itemValue(item: Element, list: Element): number {
  if (!counted.has(item)) {
    let next = wholeNumber(attribute(list, 'start')) ?? 1;
    for (const node of list.childNodes) {
      if (!('tagName' in node) || node.tagName !== 'li') continue;
      const value = wholeNumber(attribute(node, 'value')) ?? next;
      counted.set(node, value);
      next = value + 1;
    }
  }
  return counted.get(item) ?? 1;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*-?\d{1,6}\s*$/.test(text) ? Number(text) : undefined;
