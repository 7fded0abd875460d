import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { FILE_BYTES_MAX, type InboundMessage } from '../../../src/contract.js';
import { startHearing, stopAll, text } from './start.js';

afterEach(stopAll);

const list = { name: '清单.docx', bytes: Buffer.from('履职事项清单') };
const contentOf = async (message: InboundMessage | undefined): Promise<string> =>
  Buffer.from((await message?.file?.read()) ?? []).toString();

describe('a document comes in', () => {
  it('with the command as its caption, and is fetched only when it is read', async () => {
    const { people, li, group, next, server } = await startHearing();
    people.bring(group, li, list, { caption: '/import@qingdan_bot 萨罕镇' });
    const message = await next();
    expect(message).toMatchObject({
      command: { name: 'import', options: { town: '萨罕镇' } },
      addressed: true,
    });
    expect(message?.file).toMatchObject({ name: '清单.docx', size: list.bytes.length });
    expect(server.downloads).toEqual([]);
    expect(await contentOf(message)).toBe('履职事项清单');
    expect(server.downloads).toEqual(['清单.docx']);
  });

  it('with the message that the command replies to', async () => {
    const { people, li, wang, group, next } = await startHearing();
    const { message: brought } = people.bring(group, wang, list, { caption: '新的' });
    people.say(group, li, '/import', { replyTo: brought });
    const message = await next(2);
    expect(message).toMatchObject({ command: { name: 'import' }, quoted: '新的', quotedUserId: '43' });
    expect(await contentOf(message)).toBe('履职事项清单');
  });

  it('in private without a word', async () => {
    const { people, li, own, next } = await startHearing();
    people.bring(own, li, list);
    expect(await next()).toMatchObject({ text: '', isPrivate: true });
    expect(await contentOf(await next())).toBe('履职事项清单');
  });

  it('as a reply to the bot, and with a mention in the caption', async () => {
    const { people, li, group, next, sent } = await startHearing(({ text: words }) =>
      words === '导入' ? undefined : text('请发文件'),
    );
    people.say(group, li, '@qingdan_bot 怎么导入');
    await sent(1);
    people.bring(group, li, list, { replyTo: people.last(group) });
    expect(await contentOf(await next(2))).toBe('履职事项清单');
    people.bring(group, li, list, { caption: '@qingdan_bot 导入' });
    expect(await next(3)).toMatchObject({ text: '导入' });
    expect(await contentOf(await next(3))).toBe('履职事项清单');
  });

  it('not from group talk that does not address the bot, nor as a moving picture', async () => {
    const { people, li, own, group, heard, next, quiet } = await startHearing();
    people.bring(group, li, list);
    people.bring(group, li, list, { caption: '大家看看' });
    people.bring(own, li, list, { also: { animation: { file_id: 'x' } } });
    await quiet();
    people.say(own, li, '在吗');
    await next(2);
    expect(heard.map(({ text: words }) => words)).toEqual(['大家看看', '在吗']);
    for (const message of heard) expect(message).not.toHaveProperty('file');
  });

  it('without a name, or with hidden signs in it', async () => {
    const { people, li, own, next } = await startHearing();
    people.bring(own, li, { ...list, name: 'a\u202Excod.清单\u0000' });
    expect((await next())?.file?.name).toBe('axcod.清单');
  });
});

describe('a document that cannot be had', () => {
  const refused = async (facts: { declared?: number; breaksAt?: number }, bytes = list.bytes) => {
    const test = await startHearing();
    test.people.bring(test.own, test.li, { ...list, bytes }, facts);
    const message = await test.next();
    const error = await message?.file?.read().then(
      () => 'read',
      (cause: unknown) => cause,
    );
    return { ...test, error };
  };

  it('is too large by what Telegram says: it is not even asked for', async () => {
    const { error, calls } = await refused({ declared: FILE_BYTES_MAX + 1 });
    expect(error).toMatchObject({ code: 'document-too-large', params: { size: 21, limit: 20 } });
    expect(calls('getFile')).toEqual([]);
  });

  it('is larger than Telegram said', async () => {
    const { error, server } = await refused({ declared: 5 }, Buffer.alloc(FILE_BYTES_MAX + 1));
    expect(error).toMatchObject({ code: 'document-too-large' });
    expect(server.downloads).toEqual([]);
  });

  it('breaks off on the way: the token is in no error and no log', async () => {
    const { error, server, logged } = await refused({ breaksAt: 3 });
    expect(error).toMatchObject({ code: 'document-unreadable', params: { file: '清单.docx' } });
    expect(server.downloads).toEqual(['清单.docx']);
    expect(inspect(error, { depth: 9 })).not.toContain(server.token);
    expect(logged.join('')).not.toContain(server.token);
  });

  it('is gone from the server', async () => {
    const test = await startHearing();
    test.people.bring(test.own, test.li, list);
    const message = await test.next();
    test.server.world.files.clear();
    await expect(message?.file?.read()).rejects.toMatchObject({ code: 'document-unreadable' });
  });
});

describe('documents go out', () => {
  const MEGABYTE = 1024 * 1024;

  it('after the words, into the same topic', async () => {
    const { people, li, server } = await startHearing(() => ({
      ...text('有三处不同'),
      files: [1, 2].map((size) => ({ name: `对比${size}.xlsx`, bytes: Buffer.alloc(size, 1) })),
    }));
    const forum = people.forum(-6, '议事厅', [7]);
    people.say(forum, li, '@qingdan_bot 看看', { thread: 7 });
    await server.until(() => people.shown(forum).length === 3, 'three messages');
    expect(people.shown(forum)).toMatchObject([
      { text: '有三处不同', message_thread_id: 7, reply_to_message: { text: '@qingdan_bot 看看' } },
      { document: { file_name: '对比1.xlsx', file_size: 1 }, message_thread_id: 7 },
      { document: { file_name: '对比2.xlsx', file_size: 2 }, message_thread_id: 7 },
    ]);
  });

  it('alone as the answer to the question', async () => {
    const { people, li, own, server } = await startHearing(() => ({
      blocks: [],
      files: [{ name: '备份.sqlite', bytes: Buffer.from('x') }],
    }));
    people.say(own, li, '/backup');
    await server.until(() => people.shown(own).length === 1, 'the document');
    expect(people.last(own)).toMatchObject({ document: {}, reply_to_message: { text: '/backup' } });
  });

  it('not when they are too large, or Telegram refuses them: a sentence says so', async () => {
    const { people, li, own, server } = await startHearing(() => ({
      ...text('备份好了'),
      files: [
        { name: '大.sqlite', bytes: Buffer.alloc(50 * MEGABYTE + 1) },
        { name: '空.sqlite', bytes: Buffer.alloc(0) },
      ],
    }));
    people.say(own, li, '/backup');
    await server.until(() => people.shown(own).length === 3, 'three messages');
    expect(people.shown(own).map(({ text: words }) => words)).toEqual([
      '备份好了',
      '文件“大.sqlite”超过 Telegram 的 50 MB 上限，没有发出。',
      '文件“空.sqlite”没有发出去，请检查群里是否允许机器人发文件。',
    ]);
  });
});
