import { TELEGRAM_TEXT_MAX } from '../../../adapters/telegram/render.js';
import { testAdapter } from '../../contracts/adapter.js';
import { echo, prepareTelegram } from './start.js';

const PINO_ERROR = 50;

testAdapter('telegram', async () => {
  const { adapter, people, server, logged } = await prepareTelegram({ handle: echo });
  const li = people.person(42, '小李');
  const own = people.privateChat(li);
  const group = people.group(-5, '工作群');
  return {
    adapter,
    say: (text) => void people.say(own, li, text),
    bring: (file) => void people.bring(own, li, file, { caption: '/import' }),
    received: async () =>
      people.shown(own).flatMap(({ document }) => server.world.files.get(document?.file_id ?? '') ?? []),
    group: {
      overhear: (text) => void people.say(group, li, text),
      mention: (text) => void people.say(group, li, `@qingdan_bot ${text}`),
      sayAsBot: (text) => void people.say(group, server.world.me, text),
    },
    sent: () => [...people.shown(own), ...people.shown(group)].map(({ text }) => text),
    loggedErrors: () => logged.filter((line) => JSON.parse(line).level >= PINO_ERROR).length,
    limit: { max: TELEGRAM_TEXT_MAX, measure: (text) => text.length },
    close: () => server.close(),
  };
});
