import { z } from 'zod';
import {
  articleSchema,
  checkArticles,
  checkCommands,
  checkKeyboard,
  checkText,
  keyboardSchema,
} from './checks.js';
import { Refusal } from './refusal.js';
import {
  type ChatState,
  checkFlood,
  keepFile,
  keepMessage,
  openChat,
  type StandInMessage,
  seconds,
  type World,
  withoutChain,
} from './world.js';

/**
 * The methods of the Bot API that the adapter may use, each as strict as the vendor or stricter: a field
 * that is not listed is refused, where the vendor would ignore it. https://core.telegram.org/bots/api#available-methods
 */
export interface Method {
  readonly schema: z.ZodType;
  run(world: World, payload: unknown): unknown;
}

function method<T extends z.ZodType>(schema: T, run: (world: World, given: z.output<T>) => unknown): Method {
  return { schema, run: (world, payload) => run(world, schema.parse(payload)) };
}

const chatId = z.union([z.number().int(), z.string()]);
const linkPreview = z.strictObject({ is_disabled: z.boolean() });
const replyParameters = z.strictObject({
  message_id: z.number().int(),
  allow_sending_without_reply: z.boolean().optional(),
});

/** https://core.telegram.org/bots/api#sending-files and #getfile */
const UPLOAD_BYTES_MAX = 50 * 1024 * 1024;
const DOWNLOAD_BYTES_MAX = 20 * 1024 * 1024;

const upload = z.strictObject({ name: z.string().min(1), bytes: z.instanceof(Buffer) });
/** In a form every field is a string; objects are JSON. */
const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

export const METHODS: Readonly<Record<string, Method>> = {
  sendDocument: method(
    z.strictObject({
      chat_id: z.string(),
      document: upload,
      message_thread_id: z.coerce.number().int().optional(),
      reply_parameters: json(replyParameters).optional(),
    }),
    (world, { chat_id, document, message_thread_id, reply_parameters }) => {
      const state = openChat(world, chat_id);
      if (document.bytes.length > UPLOAD_BYTES_MAX) throw new Refusal(413, 'Request Entity Too Large');
      if (document.bytes.length === 0) throw new Refusal(400, 'Bad Request: file must be non-empty');
      if (state.closed === 'muted') {
        throw new Refusal(400, 'Bad Request: not enough rights to send documents to the chat');
      }
      const replied = reply_parameters && repliedTo(state, reply_parameters);
      const thread = checkThread(state, message_thread_id);
      checkFlood(world, state);
      state.sentAt.push(Date.now());
      return keepMessage(world, {
        from: world.me,
        chat: state.chat,
        date: seconds(),
        text: '',
        document: keepFile(world, document),
        ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true as const }),
        ...(replied ? { reply_to_message: withoutChain(replied) } : {}),
      });
    },
  ),
  getFile: method(z.strictObject({ file_id: z.string() }), (world, { file_id }) => {
    const file = world.files.get(file_id);
    if (!file) throw new Refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if (file.bytes.length > DOWNLOAD_BYTES_MAX) throw new Refusal(400, 'Bad Request: file is too big');
    return { file_id, file_unique_id: file_id, file_size: file.bytes.length, file_path: file.path };
  }),
  getMe: method(z.strictObject({}), (world) => world.me),
  sendMessage: method(
    z.strictObject({
      chat_id: chatId,
      text: z.string(),
      parse_mode: z.string().optional(),
      message_thread_id: z.number().int().optional(),
      link_preview_options: linkPreview.optional(),
      disable_notification: z.boolean().optional(),
      reply_parameters: replyParameters.optional(),
      reply_markup: keyboardSchema.optional(),
    }),
    (world, { chat_id, text, parse_mode, message_thread_id, reply_parameters, reply_markup }) => {
      const state = openChat(world, chat_id);
      const parsed = checkText(text, parse_mode);
      checkKeyboard(reply_markup);
      if (state.closed === 'muted') {
        throw new Refusal(400, 'Bad Request: not enough rights to send text messages to the chat');
      }
      const replied = reply_parameters && repliedTo(state, reply_parameters);
      const thread = checkThread(state, message_thread_id);
      checkFlood(world, state);
      state.sentAt.push(Date.now());
      return keepMessage(world, {
        from: world.me,
        chat: state.chat,
        date: seconds(),
        ...parsed,
        ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true as const }),
        ...(replied ? { reply_to_message: withoutChain(replied) } : {}),
        ...(reply_markup ? { reply_markup } : {}),
      });
    },
  ),
  editMessageText: method(
    z.strictObject({
      chat_id: chatId,
      message_id: z.number().int(),
      text: z.string(),
      parse_mode: z.string().optional(),
      link_preview_options: linkPreview.optional(),
      reply_markup: keyboardSchema.optional(),
    }),
    (world, { chat_id, message_id, text, parse_mode, reply_markup }) => {
      const state = openChat(world, chat_id);
      const before = ownMessage(world, state, message_id);
      const parsed = checkText(text, parse_mode);
      checkKeyboard(reply_markup);
      const { reply_markup: _, ...rest } = before;
      return change(state, before, { ...rest, ...parsed, ...(reply_markup ? { reply_markup } : {}) });
    },
  ),
  editMessageReplyMarkup: method(
    z.strictObject({
      chat_id: chatId,
      message_id: z.number().int(),
      reply_markup: keyboardSchema.optional(),
    }),
    (world, { chat_id, message_id, reply_markup }) => {
      const state = openChat(world, chat_id);
      const before = ownMessage(world, state, message_id);
      checkKeyboard(reply_markup);
      const { reply_markup: _, ...rest } = before;
      return change(state, before, { ...rest, ...(reply_markup ? { reply_markup } : {}) });
    },
  ),
  deleteMessage: method(
    z.strictObject({ chat_id: chatId, message_id: z.number().int() }),
    (world, { chat_id, message_id }) => {
      const state = openChat(world, chat_id);
      if (!state.messages.delete(message_id)) {
        throw new Refusal(400, 'Bad Request: message to delete not found');
      }
      return true;
    },
  ),
  sendChatAction: method(
    z.strictObject({
      chat_id: chatId,
      action: z.literal('typing'),
      message_thread_id: z.number().int().optional(),
    }),
    (world, { chat_id, message_thread_id }) => {
      checkThread(openChat(world, chat_id), message_thread_id);
      return true;
    },
  ),
  answerCallbackQuery: method(
    z.strictObject({
      callback_query_id: z.string(),
      text: z.string().optional(),
      show_alert: z.boolean().optional(),
    }),
    (world, { callback_query_id, text = '' }) => {
      if (text.length > 200) throw new Refusal(400, 'Bad Request: MESSAGE_TOO_LONG');
      if (!world.presses.delete(callback_query_id)) throw tooOld();
      return true;
    },
  ),
  answerInlineQuery: method(
    z.strictObject({
      inline_query_id: z.string(),
      results: z.array(articleSchema),
      cache_time: z.number().int().optional(),
      is_personal: z.boolean().optional(),
    }),
    (world, { inline_query_id, results }) => {
      checkArticles(results);
      if (!world.inlineQueries.delete(inline_query_id)) throw tooOld();
      return true;
    },
  ),
  setMyCommands: method(
    z.strictObject({
      commands: z.array(z.strictObject({ command: z.string(), description: z.string() })),
      scope: z
        .strictObject({
          type: z.enum(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']),
        })
        .optional(),
      language_code: z.string().optional(),
    }),
    (world, { commands, scope, language_code = '' }) => {
      checkCommands(commands);
      if (!/^([a-z]{2})?$/.test(language_code)) {
        throw new Refusal(400, 'Bad Request: invalid language code specified');
      }
      world.commands.set(`${scope?.type ?? 'default'}/${language_code}`, commands);
      return true;
    },
  ),
  getMyCommands: method(
    z.strictObject({
      scope: z.strictObject({ type: z.string() }).optional(),
      language_code: z.string().optional(),
    }),
    (world, { scope, language_code = '' }) =>
      world.commands.get(`${scope?.type ?? 'default'}/${language_code}`) ?? [],
  ),
  getChatMember: method(
    z.strictObject({ chat_id: chatId, user_id: z.number().int() }),
    (world, { chat_id, user_id }) => {
      const status = openChat(world, chat_id).members.get(user_id);
      if (!status) throw new Refusal(400, 'Bad Request: PARTICIPANT_ID_INVALID');
      return { status, user: { id: user_id, is_bot: false, first_name: '' } };
    },
  ),
};

const tooOld = (): Refusal =>
  new Refusal(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');

function repliedTo(
  { messages }: ChatState,
  given: { message_id: number; allow_sending_without_reply?: boolean | undefined },
): StandInMessage | undefined {
  const found = messages.get(given.message_id);
  if (!found && given.allow_sending_without_reply !== true) {
    throw new Refusal(400, 'Bad Request: message to be replied not found');
  }
  return found;
}

function checkThread(state: ChatState, thread: number | undefined): number | undefined {
  if (thread !== undefined && !state.threads.has(thread)) {
    throw new Refusal(400, 'Bad Request: message thread not found');
  }
  return thread;
}

function ownMessage(world: World, state: ChatState, id: number): StandInMessage {
  const message = state.messages.get(id);
  if (!message) throw new Refusal(400, 'Bad Request: message to edit not found');
  if (message.from.id !== world.me.id) throw new Refusal(400, "Bad Request: message can't be edited");
  return message;
}

function change(state: ChatState, before: StandInMessage, after: StandInMessage): StandInMessage {
  const shown = ({ text, entities = [], reply_markup = { inline_keyboard: [] } }: StandInMessage): string =>
    JSON.stringify([text, entities, reply_markup]);
  if (shown(before) === shown(after)) {
    throw new Refusal(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const kept = { ...after, edit_date: seconds() };
  state.messages.set(kept.message_id, kept);
  return kept;
}
