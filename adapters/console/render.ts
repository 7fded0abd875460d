import { plainText } from '../../src/answer/plain.js';
import type { Reply } from '../../src/contract.js';

/** A reply as terminal text; control characters that came with a document or a question are dropped. */
export function renderReply(reply: Reply): string {
  return plainText(reply).replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '');
}
