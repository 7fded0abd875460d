import { z } from 'zod';
import { type ParsedText, parseHtml } from './html.js';
import { Refusal } from './refusal.js';

/** Limits of https://core.telegram.org/bots/api, where each method and object states its own. */
const TEXT_MAX = 4096;
const CALLBACK_DATA_BYTES_MAX = 64;
const BUTTONS_A_ROW_MAX = 8;
const BUTTONS_MAX = 100;
const COMMANDS_MAX = 100;
const COMMAND_DESCRIPTION_MAX = 256;
const INLINE_RESULTS_MAX = 50;
const INLINE_RESULT_ID_BYTES_MAX = 64;

/** @throws Refusal */
export function checkText(text: string, parseMode: string | undefined): ParsedText {
  if (parseMode !== undefined && parseMode !== 'HTML') {
    throw new Refusal(400, 'Bad Request: unsupported parse_mode');
  }
  const parsed = parseMode === 'HTML' ? parseHtml(text) : { text: text.trim(), entities: [] };
  if (parsed.text === '') throw new Refusal(400, 'Bad Request: message text is empty');
  if (parsed.text.length > TEXT_MAX) throw new Refusal(400, 'Bad Request: message is too long');
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)) {
    throw new Refusal(400, 'Bad Request: strings must be encoded in UTF-8');
  }
  return parsed;
}

export const keyboardSchema = z.strictObject({
  inline_keyboard: z.array(
    z.array(
      z.strictObject({
        text: z.string(),
        callback_data: z.string().optional(),
        url: z.string().optional(),
        switch_inline_query_current_chat: z.string().optional(),
      }),
    ),
  ),
});
export type Keyboard = z.output<typeof keyboardSchema>;

/** @throws Refusal */
export function checkKeyboard(keyboard: Keyboard | undefined): void {
  const rows = keyboard?.inline_keyboard ?? [];
  for (const row of rows) {
    if (row.length > BUTTONS_A_ROW_MAX) throw new Refusal(400, 'Bad Request: BUTTON_ROW_TOO_LONG');
  }
  const buttons = rows.flat();
  if (buttons.length > BUTTONS_MAX) throw new Refusal(400, 'Bad Request: reply markup is too long');
  for (const { text, callback_data, url, switch_inline_query_current_chat } of buttons) {
    if (text.trim() === '')
      throw new Refusal(400, 'Bad Request: text buttons are unallowed in the inline keyboard');
    const kinds = [callback_data, url, switch_inline_query_current_chat].filter((kind) => kind !== undefined);
    if (kinds.length !== 1) {
      throw new Refusal(400, "Bad Request: can't parse inline keyboard button: exactly one type is needed");
    }
    const bytes = Buffer.byteLength(callback_data ?? 'x');
    if (bytes < 1 || bytes > CALLBACK_DATA_BYTES_MAX) {
      throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
    }
  }
}

/** @throws Refusal */
export function checkCommands(commands: readonly { command: string; description: string }[]): void {
  if (commands.length > COMMANDS_MAX) throw new Refusal(400, 'Bad Request: BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > COMMAND_DESCRIPTION_MAX) {
      throw new Refusal(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
    }
  }
  if (new Set(commands.map(({ command }) => command)).size !== commands.length) {
    throw new Refusal(400, 'Bad Request: BOT_COMMAND_DUPLICATE');
  }
}

export const articleSchema = z.strictObject({
  type: z.literal('article'),
  id: z.string(),
  title: z.string().min(1),
  description: z.string().optional(),
  input_message_content: z.strictObject({
    message_text: z.string(),
    parse_mode: z.string().optional(),
    link_preview_options: z.strictObject({ is_disabled: z.boolean() }).optional(),
  }),
  reply_markup: keyboardSchema.optional(),
});

/** @throws Refusal */
export function checkArticles(results: readonly z.output<typeof articleSchema>[]): void {
  if (results.length > INLINE_RESULTS_MAX) throw new Refusal(400, 'Bad Request: RESULTS_TOO_MUCH');
  for (const { id, input_message_content: content, reply_markup } of results) {
    const bytes = Buffer.byteLength(id);
    if (bytes < 1 || bytes > INLINE_RESULT_ID_BYTES_MAX) {
      throw new Refusal(400, 'Bad Request: RESULT_ID_INVALID');
    }
    checkText(content.message_text, content.parse_mode);
    checkKeyboard(reply_markup);
  }
  if (new Set(results.map(({ id }) => id)).size !== results.length) {
    throw new Refusal(400, 'Bad Request: RESULT_ID_DUPLICATE');
  }
}
