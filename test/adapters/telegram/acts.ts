import type { StandInChat, StandInMessage } from '../../standins/telegram/world.js';
import type { TelegramTest } from './start.js';

/** Reading a document and asking the list's own questions takes a while on a busy machine. */
const PATIENCE_MS = 40_000;

/** What the bot shows in a chat, that it did not show before, once somebody has done something. */
export async function answerIn(
  { people, server, quiet }: TelegramTest,
  chat: StandInChat,
  expected: RegExp,
  act: () => unknown,
): Promise<StandInMessage> {
  const words = (message: StandInMessage): string => `${message.message_id} ${message.text}`;
  const before = new Set(people.shown(chat).map(words));
  act();
  const found = () => people.shown(chat).find((one) => !before.has(words(one)) && expected.test(one.text));
  const where = chat.title ?? chat.first_name;
  await server.until(() => found() !== undefined, `${expected} in ${where}`, PATIENCE_MS);
  const message = found();
  if (!message) throw new Error('it is gone again');
  await quiet();
  return message;
}

/** What is shown where a button was pressed. */
export async function toastAfter(
  { calls, server, quiet }: TelegramTest,
  act: () => unknown,
): Promise<string> {
  const before = calls('answerCallbackQuery').length;
  act();
  await server.until(() => calls('answerCallbackQuery').length > before, 'a toast', PATIENCE_MS);
  await quiet();
  return String(calls('answerCallbackQuery').at(-1)?.text);
}
