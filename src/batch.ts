import { z } from 'zod';
import type { Answer } from './answer/answer.js';
import type { InboundMessage } from './contract.js';
import type { ListKind, Verdict } from './duty.js';
import { zodFault } from './zod-fault.js';

/** One line of a batch; other keys are ignored. */
const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  town: z.string().optional(),
  q: z.string(),
});

/** One line of results: a contract, fields are only ever added. */
export interface BatchResult {
  readonly id: string | number;
  readonly verdict: Verdict;
  /** Best first, at most ten; the nearest ones where the verdict is `unlisted`. */
  readonly items: readonly (readonly [ListKind, number])[];
  readonly confidence: number;
  readonly ms: number;
  /** Why the question was not put: its town is unknown or ambiguous. */
  readonly error?: string;
}

export type BatchLine =
  | { readonly ok: true; readonly id: string | number; readonly town: string | undefined; readonly q: string }
  /** `detail`: what is off; nothing when the line is no JSON at all. */
  | { readonly ok: false; readonly detail?: string };

/** Reads one JSON line. */
export function parseBatchLine(line: string): BatchLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false };
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return { ok: false, detail: zodFault(parsed.error) };
  const { id, town, q } = parsed.data;
  return { ok: true, id, town, q };
}

/** A question of a batch or an evaluation as a message of a conversation of its own. */
export function freshMessage(text: string, town: string | undefined, at: number): InboundMessage {
  fresh += 1;
  const id = `fresh-${fresh}`;
  const message = { id, platform: 'command-line', chatId: id, userId: 'command-line', text, at };
  return town === undefined ? message : { ...message, town };
}
let fresh = 0;

export function batchResult(id: string | number, answer: Answer, ms: number): BatchResult {
  return {
    id,
    verdict: answer.verdict,
    items: answer.items.slice(0, 10),
    confidence: Number(answer.confidence.toFixed(4)),
    ms: Number(ms.toFixed(3)),
  };
}
