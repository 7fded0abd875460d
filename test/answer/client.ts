import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../src/answer/answer.js';
import { compose } from '../../src/answer/compose.js';
import { plainText } from '../../src/answer/plain.js';
import { loadConfig } from '../../src/config.js';
import { type Core, startCore } from '../../src/start.js';

/** The whole core on the published lists, with a database of its own. */
export function openCore(): Promise<Core> {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-core-'));
  return startCore(loadConfig({ DATABASE_PATH: join(folder, 'db.sqlite'), QUERY_LOG_DAYS: '0' }));
}

/** What the bot said. */
export interface Said {
  readonly answer: Answer;
  /** The reply as plain text. */
  readonly text: string;
  /** Its first line. */
  readonly head: string;
}

/** One person in a conversation of their own: `const ask = client(core, '萨罕镇'); ask('配合19').text` */
export function client(core: Core, town?: string): (text: string) => Said {
  clients += 1;
  const chatId = `client-${clients}`;
  const [full] = town === undefined ? [] : core.towns.find(town);
  let count = 0;
  return (text) => {
    count += 1;
    const message = {
      id: `${chatId}-${count}`,
      platform: 'test',
      chatId,
      userId: 'somebody',
      text,
      at: core.now(),
      isPrivate: true,
      addressed: true,
    };
    const answer = core.bot.answer(full === undefined ? message : { ...message, town: full.fullName });
    const said = plainText(compose(answer, core.say));
    return { answer, text: said, head: said.split('\n')[0] ?? '' };
  };
}
let clients = 0;
