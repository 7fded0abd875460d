/** What Discord would read as formatting: https://discord.com/developers/docs/reference#message-formatting */
const MARKS = /[\\*_~`|<\]]|^[ \t]*(?:#{1,3}(?= )|-#(?= )|>|[-+](?= )|\d+(?=[.)][ \t]))/gm;
const LINK = /(https?:\/\/[^\s<>]+)/;

/**
 * Official words so that they show as printed: nothing turns bold, a mention, a list (Discord numbers
 * lists anew) or a quotation. Addresses stay as they are, because a backslash would break them.
 */
export function escapeWords(text: string): string {
  return text
    .split(LINK)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(MARKS, escapeMark)))
    .join('');
}

/** A number is escaped behind it (`1\.`), anything else before its last sign. */
function escapeMark(mark: string): string {
  if (/\d$/.test(mark)) return `${mark}\\`;
  const space = mark.length - mark.trimStart().length;
  return `${mark.slice(0, space)}\\${mark.slice(space)}`;
}
