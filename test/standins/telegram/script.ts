import { z } from 'zod';
import type { Entry, TelegramServer } from './server.js';

const named = z.looseObject({ first_name: z.string() });
const saidSchema = z.looseObject({ from: named, chat: z.looseObject({ id: z.number() }), text: z.string() });
const pressSchema = z.looseObject({
  from: named,
  data: z.string(),
  message: z.looseObject({
    chat: z.looseObject({ id: z.number() }),
    reply_markup: z
      .looseObject({
        inline_keyboard: z.array(z.array(z.looseObject({ text: z.string(), callback_data: z.string() }))),
      })
      .optional(),
  }),
});
const toastSchema = z.looseObject({ text: z.string() });

/** The transcript as a script that a person can read: who said what, and the buttons under it. */
export function readScript(server: TelegramServer): string {
  return server.transcript.flatMap(lines).join('\n');
}

function lines(entry: Entry): string[] {
  if (entry.kind === 'refused') return [`（拒绝）${entry.method}：${entry.code} ${entry.description}`];
  if (entry.kind === 'update') {
    const { message, edited_message, callback_query } = entry.update;
    const said = saidSchema.safeParse(message ?? edited_message);
    if (said.success)
      return [`${said.data.from.first_name}${edited_message ? '（改）' : ''}：${said.data.text}`];
    const press = pressSchema.safeParse(callback_query);
    if (!press.success) return [];
    const { from, data, message: under } = press.data;
    const label = under.reply_markup?.inline_keyboard
      .flat()
      .find(({ callback_data }) => callback_data === data);
    return [`${from.first_name}按：[${label?.text ?? data}]`];
  }
  if (entry.method === 'answerCallbackQuery') {
    const toast = toastSchema.safeParse(entry.payload);
    return toast.success ? [`（只给本人看）${toast.data.text}`] : [];
  }
  if (entry.method !== 'sendMessage' && entry.method !== 'editMessageText') return [];
  const shown = pressableSchema.safeParse(entry.result);
  if (!shown.success) return [];
  const { from, text, reply_markup } = shown.data;
  const rows = reply_markup?.inline_keyboard ?? [];
  return [
    `${from.first_name}${entry.method === 'editMessageText' ? '（改）' : ''}：${text}`,
    ...rows.map((row) => row.map((button) => `[${button.text}]`).join(' ')),
  ];
}

const pressableSchema = z.looseObject({
  from: named,
  text: z.string(),
  reply_markup: z
    .looseObject({ inline_keyboard: z.array(z.array(z.looseObject({ text: z.string() }))) })
    .optional(),
});
