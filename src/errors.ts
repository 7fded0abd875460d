/**
 * Breakage, as opposed to outcomes: a broken promise throws a `BotError` whose `code` is also the key of
 * the sentence for people in prompts/errors.json.
 */

/** What a sentence may be filled with. */
export type WordingParams = Readonly<Record<string, string | number>>;

export type BotErrorCode =
  | 'config-invalid'
  | 'data-generated'
  | 'data-invalid'
  | 'data-sentence-missing'
  | 'data-sentence-parameter'
  | 'data-syntax'
  | 'data-topic-double'
  | 'data-topic-unknown'
  | 'database-busy'
  | 'database-damaged'
  | 'database-full'
  | 'database-newer'
  | 'database-readonly'
  | 'database-unopenable'
  | 'document-binary'
  | 'document-damaged'
  | 'document-empty'
  | 'document-encrypted'
  | 'document-font-unreadable'
  | 'document-format-unknown'
  | 'document-is-folder'
  | 'document-missing'
  | 'document-no-list'
  | 'document-no-permission'
  | 'document-no-town'
  | 'document-other-town'
  | 'reload-document'
  | 'document-old-office'
  | 'document-scanned'
  | 'document-sheet-too-large'
  | 'document-too-heavy'
  | 'document-too-large'
  | 'document-too-many-pages'
  | 'document-too-slow'
  | 'document-two-towns'
  | 'document-unreadable'
  | 'document-zip-bomb'
  | 'file-missing'
  | 'file-unwritable'
  | 'log-unwritable'
  | 'output-closed'
  | 'platform-failed'
  | 'platform-second-copy'
  | 'platform-token-refused'
  | 'platform-unreachable'
  | 'town-ambiguous'
  | 'town-unknown'
  | 'unexpected';

/** `code` names the sentence, `params` fill it; `cause` keeps the original error for the log. */
export class BotError extends Error {
  override readonly name = 'BotError';

  constructor(
    readonly code: BotErrorCode,
    readonly params: WordingParams = {},
    options?: { cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(params)}`, options);
  }
}

/** The `code` of a Node system or SQLite error, or ''. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
