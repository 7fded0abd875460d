import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { FILE_BYTES_MAX, type InboundMessage, type Reply } from '../../../src/contract.js';
import { messageText } from '../../standins/discord/transcript.js';
import {
  botMessages,
  errorsIn,
  labelsOf,
  nextMessages,
  type Rig,
  startHearing as start,
  textReply,
} from './rig.js';

const list = { name: '清单.docx', bytes: Buffer.from('履职事项清单') };
const contentOf = async (message: InboundMessage): Promise<string> =>
  Buffer.from((await message.file?.read()) ?? []).toString();

describe('a document comes in', () => {
  it('with the command import, beside the town', async () => {
    const { discord, group, wang, next } = await start();
    const attachment = discord.upload(list);
    const given = { file: attachment.id, town: '萨罕镇' };
    discord.command(group, wang, 'import', given, { attachments: [attachment] });
    const message = await next();
    expect(message.command).toEqual({ name: 'import', options: { town: '萨罕镇' } });
    expect(message.file).toMatchObject({ name: '清单.docx', size: list.bytes.length });
    expect(discord.downloads).toEqual([]);
    expect(await contentOf(message)).toBe('履职事项清单');
    expect(discord.downloads).toEqual(['清单.docx']);
  });

  it('in private without a word', async () => {
    const { discord, wang, next } = await start();
    discord.say(discord.direct(wang), wang, '', { attachments: [discord.upload(list)] });
    const message = await next();
    expect(message).toMatchObject({ text: '', isPrivate: true });
    expect(await contentOf(message)).toBe('履职事项清单');
  });

  it('with a mention in a channel, the first one that is no picture', async () => {
    const { discord, group, wang, next } = await start();
    const picture = {
      ...discord.upload({ name: 'a.png', bytes: Buffer.from('x') }),
      content_type: 'image/png',
    };
    const attachments = [picture, discord.upload(list)];
    discord.say(group, wang, `${discord.mention} 导入`, { attachments });
    const message = await next();
    expect(message).toMatchObject({ text: '导入', addressed: true });
    expect(await contentOf(message)).toBe('履职事项清单');
  });

  it('with the message that is replied to, where Discord shows it', async () => {
    const { discord, wang, next } = await start(() => undefined);
    const direct = discord.direct(wang);
    const brought = discord.say(direct, wang, '', { attachments: [discord.upload(list)] });
    discord.say(direct, wang, '导入这份', { replyTo: brought });
    const message = await next(2);
    expect(message).toMatchObject({ text: '导入这份', quotedUserId: wang.user.id });
    expect(await contentOf(message)).toBe('履职事项清单');
  });

  it('not with a colleague’s message that Discord hides from the bot, and the reply is heard all the same', async () => {
    const { discord, group, wang, next, log } = await start();
    const li = discord.person('李强');
    const brought = discord.say(group, li, '新的', { attachments: [discord.upload(list)] });
    discord.say(group, wang, `${discord.mention} 导入这份`, { replyTo: brought });
    const message = await next();
    expect(message).toMatchObject({ text: '导入这份', quotedUserId: li.user.id });
    expect(message).not.toHaveProperty('file');
    expect(errorsIn(log)).toEqual([]);
  });

  it('not from group talk that does not address the bot', async () => {
    const { discord, group, wang, heard, next } = await start();
    discord.say(group, wang, '', { attachments: [discord.upload(list)] });
    discord.say(group, wang, `${discord.mention} 在吗`);
    expect(await next()).toMatchObject({ text: '在吗' });
    expect(heard).toHaveLength(1);
  });

  it('with the name that Discord keeps beside the one without Chinese signs, and no hidden sign', async () => {
    const { discord, wang, next } = await start();
    const name = { title: '萨罕镇\u202E清单\u0007' };
    discord.say(discord.direct(wang), wang, '', { attachments: [discord.upload(list, name)] });
    expect((await next()).file?.name).toBe('萨罕镇清单.docx');
  });
});

describe('a document that cannot be had', () => {
  const refusedCode = async (facts: Parameters<Rig['discord']['upload']>[1], bytes = list.bytes) => {
    const { discord, wang, next } = await start();
    const attachments = [discord.upload({ ...list, bytes }, facts)];
    discord.say(discord.direct(wang), wang, '', { attachments });
    const code = await (await next()).file?.read().then(
      () => 'read',
      (error: unknown) => error,
    );
    return { code, downloads: discord.downloads };
  };

  it('is too large by what Discord says: it is not even asked for', async () => {
    const { code, downloads } = await refusedCode({ declared: FILE_BYTES_MAX + 1 });
    expect(code).toMatchObject({ code: 'document-too-large', params: { size: 21, limit: 20 } });
    expect(downloads).toEqual([]);
  });

  it('is larger than Discord said', async () => {
    const { code } = await refusedCode({ declared: 5 }, Buffer.alloc(FILE_BYTES_MAX + 1));
    expect(code).toMatchObject({ code: 'document-too-large' });
  });

  it('breaks off on the way', async () => {
    const { code } = await refusedCode({ breaksAt: 3 });
    expect(code).toMatchObject({ code: 'document-unreadable', params: { file: '清单.docx' } });
  });

  it('lies on a server that is not Discord’s: nobody is asked', async () => {
    const { code, downloads } = await refusedCode({ origin: 'http://127.0.0.1:9' });
    expect(code).toMatchObject({ code: 'document-unreadable', cause: { message: 'foreign host' } });
    expect(downloads).toEqual([]);
  });
});

describe('documents go out', () => {
  const reply = (...files: readonly number[]): Reply => ({
    ...textReply('有三处不同'),
    files: files.map((size, at) => ({ name: `对比${at + 1}.xlsx`, bytes: Buffer.alloc(size, 1) })),
  });
  const MEGABYTE = 1024 * 1024;

  it('with the last message, and those that do not fit in messages of their own', async () => {
    const { discord, wang, log } = await start(() => reply(6 * MEGABYTE, 5 * MEGABYTE));
    const direct = discord.direct(wang);
    discord.say(direct, wang, '看看不同');
    const messages = await nextMessages(discord, direct, 2);
    expect(messages.map(messageText)).toEqual(['有三处不同\n〔文件：对比1〕', '〔文件：对比2〕']);
    expect(discord.refusals()).toEqual([]);
    expect(errorsIn(log)).toEqual([]);
  });

  it('not when Discord would not take them: a sentence says so', async () => {
    const { discord, wang } = await start(() => reply(11 * MEGABYTE, 10));
    const direct = discord.direct(wang);
    discord.say(direct, wang, '备份');
    const messages = await nextMessages(discord, direct, 2);
    expect(messages.map(messageText)).toEqual([
      '有三处不同\n〔文件：对比2〕',
      '文件“对比1.xlsx”超过 Discord 的 10 MB 上限，没有发出。',
    ]);
  });

  it('not where the bot may not attach files: the words, buttons too, get through, and the keeper is told', async () => {
    const rig = await start(() => ({
      ...reply(10),
      blocks: [
        { kind: 'headline', text: '清单预览' },
        { kind: 'actions', actions: [{ label: '发布', text: '发布', token: 't1', role: 'keep' }] },
      ],
    }));
    const { discord, group, wang } = rig;
    group.botPermissions &= ~(1n << 15n);
    discord.say(group, wang, `${discord.mention} 导入`);
    const [words, hint] = await nextMessages(discord, group, 2);
    expect(words && labelsOf(words)).toEqual(['发布']);
    expect(hint?.content).toContain('没有发出去，请检查这里是否允许机器人“附加文件”');
    expect(errorsIn(rig.log)).toEqual([]);
  });

  it('with a command, seen by nobody else', async () => {
    const { discord, group, wang } = await start(() => ({ ...reply(10), isSecret: true }));
    const call = discord.command(group, wang, 'backup');
    const answer = await discord.until(
      () => call.answers[0]?.attachments[0] && call.answers[0],
      'the answer with its document',
    );
    expect(messageText(answer)).toBe('有三处不同\n〔文件：对比1〕');
    expect((answer.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
    expect(botMessages(group, discord)).toEqual([]);
  });
});
