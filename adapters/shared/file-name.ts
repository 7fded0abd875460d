/** What no eye sees in a name, or what turns it around: controls, direction marks, broken characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** What a header, a terminal or a file system would read as something else. */
const SPECIAL = /["'`\\/:;*?<>|\s]+/g;
/** Longest name that every file system takes, in characters: 255 bytes, of which a character needs up to four. */
const NAME_MAX = 60;
/** Longest name of a document that came in, in characters. */
const SHOWN_NAME_MAX = 255;
const UNNAMED = 'document';

/** A document's name as its sender wrote it, fit to be shown; never used as a path. */
export function shownFileName(name: string | undefined): string {
  const seen = (name ?? '').replace(UNSEEN, '').trim();
  return seen === '' ? UNNAMED : [...seen].slice(-SHOWN_NAME_MAX).join('');
}

/** A name for a document that goes out: it needs no quoting in a header, and leads out of no folder. */
export function safeFileName(name: string): string {
  const plain = name.replace(SPECIAL, '_').replace(UNSEEN, '').replace(/^\.+/, '');
  if (plain === '') return UNNAMED;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - extension.length);
  return [...stem].slice(0, NAME_MAX - extension.length).join('') + extension;
}
