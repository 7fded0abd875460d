/** Writes data/words.txt: jieba's dictionary without rare words. Run: npm run fit:words */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dict } from '@node-rs/jieba/dict.js';
import { PROJECT_ROOT } from '../src/root.js';

/** Times a word was seen in jieba's corpus; what is rarer is a name or a slip more often than a word. */
const SEEN_MIN = 30;

const kept = Buffer.from(dict)
  .toString('utf8')
  .split('\n')
  .filter((line) => Number(line.split(' ')[1] ?? 0) >= SEEN_MIN || /^.( |$)/u.test(line));
writeFileSync(join(PROJECT_ROOT, 'data', 'words.txt'), `${kept.join('\n')}\n`);
