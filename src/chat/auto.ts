import { readIntent } from '../answer/intent.js';
import type { Response } from '../answer/respond.js';
import { normaliseQuestion } from '../search/normalise.js';

/** Least confidence of an answer nobody asked the bot for: above the one of an answer to a question put to it. */
const AUTO_CONFIDENCE_MIN = 0.9;
/** Shorter ones leave out what they are about (补贴找谁): asking back would be right, and nobody asked (characters). */
const AUTO_TEXT_MIN = 6;
/** Longer messages are notices and reports, not questions (characters). */
const AUTO_TEXT_MAX = 80;

const ASKING =
  /[?？]|[吗嘛]$|谁|哪|怎么|咋|什么|啥|如何|多少|几[项条]|是不是|归不归|管不管|要不要|该不该|用不用|能不能|有没有/;

/** Whether group talk that is not addressed to the bot is a question about a matter at all. */
export function isQuestion(text: string): boolean {
  const read = normaliseQuestion(text);
  if (read.length < AUTO_TEXT_MIN || text.length > AUTO_TEXT_MAX || text.includes('\n')) return false;
  if (readIntent(read, { categories: [], isBody: () => false }).kind !== 'matter') return false;
  return ASKING.test(read);
}

/** Only one certain duty is said unasked; never a doubt, never that something is not listed. */
export const isSure = ({ answer }: Response): boolean =>
  answer.kind === 'duty' && answer.confidence >= AUTO_CONFIDENCE_MIN;
