import { ComponentType, GatewayCloseCodes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type Channel, type DiscordStandin, type Person, startDiscordStandin } from './index.js';
import type { Interaction } from './interactions.js';

/** The stand-in itself: what it refuses is what the tests of the adapter rest on. */
let discord: DiscordStandin;
let group: Channel;
let wang: Person;
beforeEach(async () => {
  discord = await startDiscordStandin();
  group = discord.channel('民生');
  wang = discord.person('王芳');
});
afterEach(() => discord.close());

const faultSchema = z.looseObject({
  code: z.number().optional(),
  message: z.string().optional(),
  errors: z.unknown().optional(),
});

async function call(method: string, path: string, body?: unknown, token = discord.settings.token) {
  const response = await fetch(`${discord.api}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${token}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://example.org, 1.0)',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = faultSchema.parse(response.status < 400 ? {} : JSON.parse(text));
  return { status: response.status, code: answer.code, errors: JSON.stringify(answer.errors ?? {}), answer };
}
const post = (body: unknown) => call('POST', `/channels/${group.id}/messages`, body);
const button = (id: string) => ({ type: ComponentType.Button, style: 2, label: '钮', custom_id: id });
const row = (...components: unknown[]) => ({ type: ComponentType.ActionRow, components });

describe('a message is refused', () => {
  const embed = (parts: object) => ({ embeds: [{ description: '文', ...parts }] });
  it.each([
    ['too long', { content: '长'.repeat(2001) }, 'Must be 2000 or fewer in length.'],
    [
      'with eleven cards',
      { embeds: Array(11).fill({ description: '文' }) },
      'Must be 10 or fewer in length.',
    ],
    ['with a title too long', embed({ title: '长'.repeat(257) }), 'Must be 256 or fewer in length.'],
    ['with too many words in a card', embed({ description: '长'.repeat(4097) }), 'Must be 4096 or fewer'],
    [
      'with too many fields',
      embed({ fields: Array(26).fill({ name: '名', value: '值' }) }),
      'Must be 25 or fewer',
    ],
    [
      'with a field too long',
      embed({ fields: [{ name: '名', value: '长'.repeat(1025) }] }),
      'Must be 1024 or',
    ],
    ['with an empty field', embed({ fields: [{ name: '', value: '值' }] }), 'Must be 1 or more'],
    ['with a footer too long', embed({ footer: { text: '长'.repeat(2049) } }), 'Must be 2048 or fewer'],
    [
      'with six thousand characters and one',
      { embeds: [1, 2].map(() => ({ description: '长'.repeat(3001) })) },
      'MAX_EMBED_SIZE_EXCEEDED',
    ],
    ['with an empty card', { embeds: [{}] }, 'BASE_TYPE_REQUIRED'],
    [
      'with six rows',
      { content: '文', components: [1, 2, 3, 4, 5, 6].map((at) => row(button(`b${at}`))) },
      'Must be 5 or fewer',
    ],
    [
      'with six buttons in a row',
      { content: '文', components: [row(...[1, 2, 3, 4, 5, 6].map((at) => button(`b${at}`)))] },
      'Must be 5 or fewer',
    ],
    [
      'with a label too long',
      { content: '文', components: [row({ ...button('b'), label: '长'.repeat(81) })] },
      'Must be 80 or fewer',
    ],
    [
      'with an id too long',
      { content: '文', components: [row(button('b'.repeat(101)))] },
      'Must be 100 or fewer',
    ],
    [
      'with one id twice',
      { content: '文', components: [row(button('b'), button('b'))] },
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    ['with an unknown field', { content: '文', parse_mode: 'HTML' }, 'UNKNOWN_FIELD'],
    [
      'replying to a message that is gone',
      { content: '文', message_reference: { message_id: '1234567890123456789' } },
      'REPLIES_UNKNOWN_MESSAGE',
    ],
  ])('%s', async (_, body, detail) => {
    const refused = await post(body);
    expect(refused).toMatchObject({ status: 400, code: 50035 });
    expect(refused.errors).toContain(detail);
  });

  it('with nothing in it, and in places and with tokens that do not do', async () => {
    expect(await post({ content: ' ' })).toMatchObject({ status: 400, code: 50006 });
    const elsewhere = await call('POST', '/channels/1234567890123456789/messages', { content: '文' });
    expect(elsewhere).toMatchObject({ status: 404, code: 10003 });
    const wrong = await call('POST', `/channels/${group.id}/messages`, { content: '文' }, 'wrong');
    expect(wrong).toMatchObject({ status: 401, code: 0 });
    const gone = await call('PATCH', `/channels/${group.id}/messages/1234567890123456789`, { content: '文' });
    expect(gone).toMatchObject({ status: 404, code: 10008 });
    group.botPermissions = 1n << 10n;
    expect(await post({ content: '文' })).toMatchObject({ status: 403, code: 50013 });
    group.botPermissions = 0n;
    expect(await post({ content: '文' })).toMatchObject({ status: 403, code: 50001 });
  });
});

it('notifies whoever the words name, unless the bot forbids it', async () => {
  await post({ content: `<@${wang.user.id}>`, allowed_mentions: { parse: [] } });
  expect(discord.pings).toEqual([]);
  await post({ content: `<@${wang.user.id}>` });
  expect(discord.pings.map(({ id }) => id)).toEqual([wang.user.id]);
});

it('makes one message of two with the same enforced nonce', async () => {
  for (const content of ['一', '二']) await post({ content, nonce: 'n1', enforce_nonce: true });
  expect([...group.messages.values()].map(({ content }) => content)).toEqual(['一']);
});

describe('an interaction', () => {
  const begin = async (): Promise<Interaction> => {
    const command = {
      name: 'duty',
      description: '查',
      options: [{ type: 3, name: 'matter', description: '事', autocomplete: true }],
    };
    await call('PUT', `/applications/${discord.applicationId}/commands`, [command]);
    return discord.command(group, wang, 'duty', { matter: '津贴' });
  };
  const answer = ({ id, token }: Interaction, body: unknown) =>
    call('POST', `/interactions/${id}/${token}/callback`, body);

  it('is acknowledged once', async () => {
    const interaction = await begin();
    expect((await answer(interaction, { type: 5 })).status).toBe(204);
    expect(await answer(interaction, { type: 5 })).toMatchObject({ status: 400, code: 40060 });
  });

  it('is over after three seconds', async () => {
    const interaction = await begin();
    discord.settings.ackMs = 0;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await answer(interaction, { type: 5 })).toMatchObject({ status: 404, code: 10062 });
  });

  it('takes no follow-up before it is acknowledged', async () => {
    const { token } = await begin();
    const early = await call('POST', `/webhooks/${discord.applicationId}/${token}`, { content: '文' });
    expect(early).toMatchObject({ status: 404, code: 10015 });
  });

  it('of typing takes at most 25 completions of 100 characters, and nothing else', async () => {
    await begin();
    const typing = discord.autocomplete(group, wang, 'duty', { matter: '津' }, 'matter');
    const choices = (count: number, value: string) => ({
      type: 8,
      data: { choices: Array.from({ length: count }, () => ({ name: value, value })) },
    });
    expect((await answer(typing, { type: 5 })).code).toBe(50035);
    expect((await answer(typing, choices(26, '名'))).code).toBe(50035);
    expect((await answer(typing, choices(1, '长'.repeat(101)))).code).toBe(50035);
    expect((await answer(typing, choices(25, '名'))).status).toBe(204);
  });
});

it('refuses commands that break a rule', async () => {
  const put = (...commands: object[]) =>
    call('PUT', `/applications/${discord.applicationId}/commands`, commands);
  const good = { name: 'duty', description: '查' };
  const option = { type: 3, name: 'matter', description: '事' };
  for (const bad of [
    { ...good, name: 'Duty' },
    { ...good, name: 'a b' },
    { ...good, description: '' },
    { ...good, description: '长'.repeat(101) },
    { ...good, name_localizations: { 'zh-CN': '查 事项' } },
    { ...good, name_localizations: { zh: '查事项' } },
    { ...good, options: [option, { ...option, name: 'town', required: true }] },
    { ...good, options: [{ ...option, autocomplete: true, choices: [{ name: '一', value: '1' }] }] },
    { type: 3, name: '菜单', description: '有说明' },
  ]) {
    expect((await put(bad)).code, JSON.stringify(bad)).toBe(50035);
  }
  expect((await put(good, good)).code).toBe(50035);
  expect((await put(good, { type: 3, name: '这事归谁管' })).status).toBe(200);
});

describe('the gateway', () => {
  const closing = async (...packets: object[]): Promise<number> => {
    const socket = new WebSocket(
      `${discord.api.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json`,
    );
    socket.on('open', () => {
      for (const one of packets) socket.send(JSON.stringify(one));
    });
    return new Promise((resolve) => socket.on('close', (code) => resolve(code)));
  };
  const identify = (parts: object = {}) => ({
    op: 2,
    d: {
      token: discord.settings.token,
      intents: 1 << 9,
      properties: { os: 'linux', browser: 'test', device: 'test' },
      ...parts,
    },
  });

  it('closes with the vendor’s codes on what it does not allow', async () => {
    expect(await closing(identify({ token: 'wrong' }))).toBe(GatewayCloseCodes.AuthenticationFailed);
    expect(await closing(identify({ intents: 1 << 15 }))).toBe(GatewayCloseCodes.DisallowedIntents);
    expect(await closing(identify({ intents: 2 ** 30 }))).toBe(GatewayCloseCodes.InvalidIntents);
    expect(await closing(identify({ shard: [2, 2] }))).toBe(GatewayCloseCodes.InvalidShard);
    expect(await closing(identify(), identify())).toBe(GatewayCloseCodes.AlreadyAuthenticated);
    expect(await closing({ op: 3, d: {} })).toBe(GatewayCloseCodes.NotAuthenticated);
    expect(await closing(identify(), { op: 99 })).toBe(GatewayCloseCodes.UnknownOpcode);
    expect(await closing({ hello: 1 })).toBe(GatewayCloseCodes.DecodeError);
  });
});

describe('documents at the stand-in', () => {
  const MEGABYTE = 1024 * 1024;
  const send = async (payload: unknown, files: readonly Blob[], channel = group) => {
    const form = new FormData();
    form.append('payload_json', JSON.stringify(payload));
    for (const [at, file] of files.entries()) form.append(`files[${at}]`, file, `清单${at}.docx`);
    const response = await fetch(`${discord.api}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bot ${discord.settings.token}`,
        'user-agent': 'DiscordBot (https://example.org, 1.0)',
      },
      body: form,
    });
    return { status: response.status, code: faultSchema.parse(await response.json()).code };
  };

  it('are kept with a message, and fetched from their address', async () => {
    expect(await send({ attachments: [{ id: '0', title: '清单' }] }, [new Blob(['文'])])).toMatchObject({
      status: 200,
    });
    const [message] = group.messages.values();
    expect(message?.attachments).toMatchObject([{ filename: '0.docx', title: '清单', size: 3 }]);
    expect(await (await fetch(message?.attachments[0]?.url ?? '')).text()).toBe('文');
  });

  it('are refused where together they are too large, one is described that is not there, or may not be sent', async () => {
    const half = new Blob([Buffer.alloc(5 * MEGABYTE + 1)]);
    expect(await send({}, [half, half])).toEqual({ status: 413, code: 40005 });
    expect(await send({ attachments: [{ id: '1' }] }, [new Blob(['文'])])).toMatchObject({ code: 50035 });
    group.botPermissions &= ~(1n << 15n);
    expect(await send({}, [new Blob(['文'])])).toEqual({ status: 403, code: 50013 });
  });

  it('go to nobody who takes no private messages', async () => {
    discord.closeDirect(wang);
    expect(await send({ content: '文' }, [], discord.direct(wang))).toEqual({ status: 403, code: 50007 });
  });
});
