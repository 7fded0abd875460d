import { z } from 'zod';
import { createTelegram } from '../../adapters/telegram/index.js';
import { createPeople } from '../../test/standins/telegram/people.js';
import { startTelegramServer } from '../../test/standins/telegram/server.js';
import type { BenchedPlatform } from './platform.js';

/** The longest delay of a timer, in milliseconds: 24 days. */
const FOREVER_MS = 2 ** 31 - 1;

const answerSchema = z.object({ reply_parameters: z.object({ message_id: z.number() }) });

/** Neither the throttler of the adapter nor the stand-in's flood limit holds anything up. */
export const telegram: BenchedPlatform = {
  name: 'telegram',
  settings: ({ url, token }) => ({ telegram: { token, apiRoot: url, webhook: undefined } }),
  createAdapter: (options) => createTelegram({ ...options, pace: 'unlimited' }),
  async openStandin(chats, answered) {
    const server = await startTelegramServer({ flood: null });
    const people = createPeople(server);
    const groups = Array.from({ length: chats }, (_, at) => people.group(-1000 - at, `群${at}`));
    const askers = groups.map((_, at) => people.person(100 + at, `同事${at}`));
    const look = (): boolean => {
      for (const entry of server.transcript.splice(0)) {
        if (entry.kind === 'refused') throw new Error(`${entry.method} refused: ${entry.description}`);
        if (entry.kind !== 'call' || entry.method !== 'sendMessage') continue;
        const { data } = answerSchema.safeParse(entry.payload);
        if (data) answered(String(data.reply_parameters.message_id));
      }
      return false;
    };
    void server.until(look, 'the end', FOREVER_MS);
    return {
      door: { url: server.root, token: server.token },
      ask(chat, words) {
        const [group, asker] = [groups[chat], askers[chat]];
        if (!group || !asker) throw new RangeError(`no chat ${chat}`);
        server.world.chats.get(group.id)?.messages.clear();
        return String(people.say(group, asker, `@${server.world.me.username} ${words}`).message.message_id);
      },
    };
  },
};
