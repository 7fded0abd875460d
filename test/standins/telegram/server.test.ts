import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPeople, type People } from './people.js';
import { startTelegramServer, type TelegramServer } from './server.js';

const answerSchema = z.object({
  ok: z.boolean(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  result: z.unknown().optional(),
});

let server: TelegramServer;
let people: People;

beforeEach(async () => {
  server = await startTelegramServer();
  people = createPeople(server);
});
afterEach(() => server.close());

async function call(method: string, payload: unknown, token = server.token) {
  const response = await fetch(`${server.root}/bot${token}/${method}`, {
    method: 'POST',
    body: JSON.stringify(payload),
  });
  return answerSchema.parse(await response.json());
}

const button = (callback_data: string, text = '好') => ({
  reply_markup: { inline_keyboard: [[{ text, callback_data }]] },
});

describe('the stand-in refuses what Telegram refuses', () => {
  const html = (text: string) => ({ text, parse_mode: 'HTML' });
  it.each([
    ['an empty text', { text: ' ' }, 'message text is empty'],
    ['markup without words', html('<b></b>'), 'message text is empty'],
    ['a text that is too long', { text: '字'.repeat(4097) }, 'message is too long'],
    ['a text too long after parsing', html(`<b>${'字'.repeat(4097)}</b>`), 'message is too long'],
    ['an unknown tag', html('<br>一'), `can't parse entities: Unsupported start tag "br" at byte offset 0`],
    [
      'a tag left open',
      html('<b>一'),
      `can't parse entities: Can't find end tag corresponding to start tag "b"`,
    ],
    [
      'tags closed in the wrong order',
      html('<b><i>一</b></i>'),
      'can\'t parse entities: Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
    ],
    ['a lone end tag', html('一</b>'), "can't parse entities: Unexpected end tag at byte offset 3"],
    ['an unknown parse mode', { text: '一', parse_mode: 'html5' }, 'unsupported parse_mode'],
    ['callback data of 65 bytes', { text: '一', ...button('x'.repeat(65)) }, 'BUTTON_DATA_INVALID'],
    [
      'callback data of 22 Chinese characters',
      { text: '一', ...button('字'.repeat(22)) },
      'BUTTON_DATA_INVALID',
    ],
    [
      'a button without a label',
      { text: '一', ...button('x', '') },
      'text buttons are unallowed in the inline keyboard',
    ],
    [
      'a field it does not know',
      { text: '一', reply_to_message_id: 1 },
      'stand-in:  Unrecognized key: "reply_to_message_id"',
    ],
    [
      'a reply to a deleted message',
      { text: '一', reply_parameters: { message_id: 99 } },
      'message to be replied not found',
    ],
    ['a topic that is not there', { text: '一', message_thread_id: 9 }, 'message thread not found'],
  ])('%s', async (_, payload, description) => {
    const chat = people.privateChat(people.person(1, '王'));
    const answer = await call('sendMessage', { chat_id: chat.id, ...payload });
    expect(answer).toMatchObject({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
    expect(people.shown(chat)).toEqual([]);
  });

  it('a wrong token, an unknown method, an unknown chat and a chat the bot was removed from', async () => {
    const chat = people.group(-5, '工作群');
    people.close(chat, 'kicked');
    const send = { chat_id: -5, text: '一' };
    expect(await call('getMe', {}, '1:wrong')).toMatchObject({
      error_code: 401,
      description: 'Unauthorized',
    });
    expect(await call('sendTelepathy', {})).toMatchObject({ error_code: 404 });
    expect(await call('sendMessage', { ...send, chat_id: -6 })).toMatchObject({
      description: 'Bad Request: chat not found',
    });
    expect(await call('sendMessage', send)).toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was kicked from the group chat',
    });
  });

  it('a twenty-first message a minute in a group, with the seconds to wait', async () => {
    people.group(-5, '工作群');
    for (let count = 0; count < 20; count += 1) {
      expect(await call('sendMessage', { chat_id: -5, text: '一' })).toMatchObject({ ok: true });
    }
    const answer = await call('sendMessage', { chat_id: -5, text: '一' });
    expect(answer).toMatchObject({ error_code: 429, description: 'Too Many Requests: retry after 60' });
    expect(answer.parameters).toEqual({ retry_after: 60 });
  });

  it('an edit that changes nothing, and the edit of a message that is not the bot’s', async () => {
    const person = people.person(1, '王');
    const chat = people.privateChat(person);
    await call('sendMessage', { chat_id: chat.id, text: '一' });
    const { message_id } = people.last(chat);
    const edit = { chat_id: chat.id, message_id, text: '<b></b>一', parse_mode: 'HTML' };
    expect((await call('editMessageText', edit)).description).toContain('message is not modified');
    const { message } = people.say(chat, person, '问');
    expect(await call('editMessageText', { ...edit, message_id: message.message_id })).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
  });

  it('a second answer to one press', async () => {
    const person = people.person(1, '王');
    const chat = people.privateChat(person);
    await call('sendMessage', { chat_id: chat.id, text: '一', ...button('abc') });
    people.press(people.last(chat), person, '好');
    const [id] = server.world.presses;
    expect(await call('answerCallbackQuery', { callback_query_id: id })).toMatchObject({ ok: true });
    expect((await call('answerCallbackQuery', { callback_query_id: id })).description).toContain(
      'query is too old',
    );
  });

  it.each([
    [{ command: '查', description: '查事项' }, 'BOT_COMMAND_INVALID'],
    [{ command: 'Duty', description: '查事项' }, 'BOT_COMMAND_INVALID'],
    [{ command: 'duty', description: '' }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
    [{ command: 'duty', description: '查'.repeat(257) }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
  ])('the command %j', async (command, description) => {
    const answer = await call('setMyCommands', { commands: [command] });
    expect(answer.description).toBe(`Bad Request: ${description}`);
  });

  it('a webhook without TLS, and polling beside a webhook', async () => {
    expect((await call('setWebhook', { url: 'http://bot.example/t' })).description).toContain('HTTPS URL');
    await call('setWebhook', { url: 'https://bot.example/t' });
    expect(await call('getUpdates', {})).toMatchObject({ error_code: 409 });
  });
});

describe('the stand-in delivers as Telegram does', () => {
  it('an update again and again until a higher offset confirms it', async () => {
    const person = people.person(1, '王');
    const { update } = people.say(people.privateChat(person), person, '高龄津贴');
    const first = await call('getUpdates', {});
    expect(await call('getUpdates', { offset: update.update_id })).toEqual(first);
    expect(await call('getUpdates', { offset: update.update_id + 1 })).toEqual({ ok: true, result: [] });
  });

  it('at once to a waiting poll, and ends an older poll when a newer one comes', async () => {
    const older = call('getUpdates', { timeout: 30 });
    await server.until(() => server.transcript.length === 0, 'the poll');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const newer = call('getUpdates', { timeout: 30 });
    expect(await older).toMatchObject({ error_code: 409 });
    const person = people.person(1, '王');
    people.say(people.privateChat(person), person, '高龄津贴');
    expect(await newer).toMatchObject({ ok: true, result: [{ message: { text: '高龄津贴' } }] });
  });

  it('mentions and commands as entities, and the markup of a message as entities', async () => {
    const person = people.person(1, '王');
    const chat = people.group(-5, '工作群');
    people.say(chat, person, '@qingdan_bot /bind@qingdan_bot 萨罕镇');
    expect(await call('getUpdates', {})).toMatchObject({
      result: [
        {
          message: {
            entities: [
              { type: 'mention', offset: 0, length: 12 },
              { type: 'bot_command', offset: 13, length: 17 },
            ],
          },
        },
      ],
    });
    await call('sendMessage', { chat_id: -5, text: ' <b>一&lt;</b>&amp;<i>二</i>', parse_mode: 'HTML' });
    expect(people.last(chat)).toMatchObject({
      text: '一<&二',
      entities: [
        { type: 'bold', offset: 0, length: 2 },
        { type: 'italic', offset: 3, length: 1 },
      ],
    });
  });
});

describe('documents at the stand-in', () => {
  const send = async (fields: Readonly<Record<string, string>>, file = new Blob(['清单'])) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('x1', file, '清单.docx');
    const response = await fetch(`${server.root}/bot${server.token}/sendDocument`, {
      method: 'POST',
      body: form,
    });
    return answerSchema.parse(await response.json());
  };

  it('are uploaded as a form, found by their id, and fetched with the token alone', async () => {
    const chat = people.privateChat(people.person(1, '王'));
    expect(await send({ chat_id: '1', document: 'attach://x1' })).toMatchObject({ ok: true });
    const { document } = people.last(chat);
    expect(document).toMatchObject({ file_name: '清单.docx', file_size: 6 });
    const found = await call('getFile', { file_id: document?.file_id });
    const { file_path } = z.object({ file_path: z.string() }).parse(found.result);
    const fetched = (token: string) => fetch(`${server.root}/file/bot${token}/${file_path}`);
    expect(await (await fetched(server.token)).text()).toBe('清单');
    expect((await fetched('1:wrong')).status).toBe(404);
  });

  it('are refused where they are empty, not attached, go to nobody, or with a field it does not know', async () => {
    people.privateChat(people.person(1, '王'));
    const attached = { chat_id: '1', document: 'attach://x1' };
    expect((await send(attached, new Blob([]))).description).toContain('file must be non-empty');
    for (const fields of [
      { ...attached, document: 'attach://x2' },
      { ...attached, chat_id: '2' },
      { ...attached, filename: 'a' },
    ]) {
      expect(await send(fields)).toMatchObject({ ok: false, error_code: 400 });
    }
    expect(await call('getFile', { file_id: 'none' })).toMatchObject({ error_code: 400 });
  });
});
