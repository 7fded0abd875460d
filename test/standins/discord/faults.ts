import type { z } from 'zod';

/**
 * What the vendor answers when it refuses: HTTP status and JSON body.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly body: Readonly<Record<string, unknown>>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(JSON.stringify(body));
  }
}

const refuse = (status: number, code: number, message: string): Refusal =>
  new Refusal(status, { message, code });

export const unauthorized = (): Refusal => refuse(401, 0, '401: Unauthorized');
export const notFound = (): Refusal => refuse(404, 0, '404: Not Found');
export const unknownChannel = (): Refusal => refuse(404, 10003, 'Unknown Channel');
export const unknownGuild = (): Refusal => refuse(404, 10004, 'Unknown Guild');
export const unknownMember = (): Refusal => refuse(404, 10007, 'Unknown Member');
export const unknownMessage = (): Refusal => refuse(404, 10008, 'Unknown Message');
export const unknownWebhook = (): Refusal => refuse(404, 10015, 'Unknown Webhook');
export const unknownInteraction = (): Refusal => refuse(404, 10062, 'Unknown interaction');
export const alreadyAcknowledged = (): Refusal =>
  refuse(400, 40060, 'Interaction has already been acknowledged.');
export const missingAccess = (): Refusal => refuse(403, 50001, 'Missing Access');
export const notYourMessage = (): Refusal =>
  refuse(403, 50005, 'Cannot edit a message authored by another user');
export const cannotMessage = (): Refusal => refuse(403, 50007, 'Cannot send messages to this user');
export const tooLarge = (): Refusal => refuse(413, 40005, 'Request entity too large');
export const emptyMessage = (): Refusal => refuse(400, 50006, 'Cannot send an empty message');
export const missingPermissions = (): Refusal => refuse(403, 50013, 'Missing Permissions');
export const invalidWebhookToken = (): Refusal => refuse(401, 50027, 'Invalid Webhook Token');
export const noHistory = (): Refusal =>
  refuse(400, 160002, 'Cannot reply without permission to read message history');

/** https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit; seconds. */
export const rateLimited = (retryAfter: number, global = false): Refusal =>
  new Refusal(
    429,
    { message: 'You are being rate limited.', retry_after: retryAfter, global },
    {
      'retry-after': String(Math.max(1, Math.ceil(retryAfter))),
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
      'x-ratelimit-scope': global ? 'global' : 'user',
    },
  );

interface Detail {
  readonly code: string;
  readonly message: string;
}

/** `Invalid Form Body` with a tree of `_errors`, as the vendor answers a body that breaks a rule. */
export function invalidForm(path: readonly PropertyKey[], code: string, message: string): Refusal {
  return formRefusal([{ path, detail: { code, message } }]);
}

/** The vendor's answer for a body that its schema refuses. */
export function refuseIssues(issues: readonly z.core.$ZodIssue[]): Refusal {
  return formRefusal(issues.flatMap(detailsOf));
}

type Located = { readonly path: readonly PropertyKey[]; readonly detail: Detail };

function formRefusal(found: readonly Located[]): Refusal {
  const errors: Record<string, unknown> = {};
  for (const { path, detail } of found) {
    let node = errors;
    for (const key of path) {
      const next = node[String(key)];
      const child: Record<string, unknown> = isTree(next) ? next : {};
      node[String(key)] = child;
      node = child;
    }
    const before = Array.isArray(node._errors) ? node._errors : [];
    node._errors = [...before, detail];
  }
  return new Refusal(400, { code: 50035, message: 'Invalid Form Body', errors });
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function detailsOf(issue: z.core.$ZodIssue): Located[] {
  const { path } = issue;
  const one = (code: string, message: string): Located[] => [{ path, detail: { code, message } }];
  switch (issue.code) {
    case 'too_big':
      return one('BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`);
    case 'too_small':
      return one('BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`);
    case 'invalid_type':
      return issue.input === undefined
        ? one('BASE_TYPE_REQUIRED', 'This field is required')
        : one('BASE_TYPE_INVALID', issue.message);
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        detail: { code: 'UNKNOWN_FIELD', message: 'This field is not documented.' },
      }));
    case 'invalid_union':
      return (
        issue.errors[0]?.flatMap((inner) => detailsOf({ ...inner, path: [...path, ...inner.path] })) ?? []
      );
    case 'custom':
      return one(String(issue.params?.code ?? 'BASE_TYPE_INVALID'), issue.message);
    default:
      return one('BASE_TYPE_INVALID', issue.message);
  }
}
