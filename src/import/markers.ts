/** Numbers that begin a step, as printed: 1. 1、 （1） （一） 一、 一是 ① */
const MARKER =
  /^(?:\d{1,2}[.．、](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十百千万]{1,3}[、级类等])|[一二三四五六七八九十]{1,2}是(?=[^，。；]))/;

/** The marker a text begins with, or ''. */
export function leadingMarker(text: string): string {
  return MARKER.exec(text)?.[0] ?? '';
}

/** Whether a marker numbers whole parts of a cell (一、 or （一）) rather than single steps. */
export const isPartMarker = (marker: string): boolean =>
  /^[一二三四五六七八九十]{1,3}、$|^[（(][一二三四五六七八九十]{1,3}[)）]$/.test(marker);

/** The value of an Arabic marker (`12.` → 12), or nothing. */
export function arabicValue(marker: string): number | undefined {
  const digits = /^(\d{1,2})[.．、]$/.exec(marker)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
