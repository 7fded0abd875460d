import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseLine } from '../../../adapters/console/parse.js';
import type { InboundMessage, Reply } from '../../../src/contract.js';
import { folder, openConsole } from './terminal.js';

describe('a command typed at the terminal', () => {
  const commandOf = (line: string) => parseLine(line, { count: 1, at: 0 })?.command;

  it.each([
    ['/duty 高龄津贴 找谁', { name: 'duty', options: { matter: '高龄津贴 找谁' } }],
    ['/STATUS', { name: 'status', options: {} }],
    ['/editions  萨罕镇 ', { name: 'editions', options: { town: '萨罕镇' } }],
    ['/keeper add telegram:5 萨罕镇', { name: 'keeper', options: { line: 'add telegram:5 萨罕镇' } }],
    ['/note 配合19 民政办', { name: 'note', options: { line: '配合19 民政办' } }],
    ['/publish 12', { name: 'publish', options: { edition: '12' } }],
    ['/digest on', { name: 'digest', options: { switch: 'on' } }],
    ['/nosuch 一', { name: 'help', options: {} }],
    ['/import', { name: 'import', options: {} }],
  ])('%s', (line, command) => {
    expect(commandOf(line)).toEqual(command);
  });

  it('is none where the line merely begins with a slash', () => {
    for (const line of ['/home/li/清单.docx', '/ 高龄津贴', '高龄津贴 /duty'])
      expect(commandOf(line)).toBeUndefined();
  });
});

describe('a document named at the terminal', () => {
  const fileOf = (words: string) => parseLine(`/import ${words}`, { count: 1, at: 0 });
  const path = join(folder, '履职 清单（新）.txt');
  writeFileSync(path, '清单');

  it('is read with a path as it is, in quotes before a town, as a terminal writes a dropped one, from the home folder', async () => {
    const home = mkdtempSync(join(homedir(), '.qingdan-test-'));
    writeFileSync(join(home, '清单.txt'), '清单');
    const lines = [
      path,
      `"${path}"`,
      `'${path}' 萨罕镇`,
      path.replaceAll(' ', '\\ '),
      `~/${basename(home)}/清单.txt`,
    ];
    for (const line of lines) {
      const message = fileOf(line);
      expect(Buffer.from((await message?.file?.read()) ?? []).toString(), line).toBe('清单');
      expect(message?.command?.options).toEqual(line.endsWith('萨罕镇') ? { town: '萨罕镇' } : {});
    }
    rmSync(home, { recursive: true });
    expect(fileOf(path)?.file?.name).toBe('履职 清单（新）.txt');
  });

  it('that is not there, is a folder or no file at all is refused with the reason', async () => {
    mkdirSync(join(folder, '夹'), { recursive: true });
    for (const [line, code] of [
      [join(folder, '没有.docx'), 'document-missing'],
      [join(path, '没有.docx'), 'document-missing'],
      [join(folder, '夹'), 'document-is-folder'],
      ['/dev/zero', 'document-unreadable'],
    ] as const) {
      await expect(fileOf(line)?.file?.read(), line).rejects.toMatchObject({ code });
    }
    rmSync(join(folder, '夹'), { recursive: true });
    rmSync(path);
  });
});

describe('buttons at the terminal', () => {
  const button = (label: string, token?: string) => ({
    label,
    text: `${label}的话`,
    ...(token === undefined ? {} : { token }),
  });
  const preview: Reply = {
    blocks: [
      { kind: 'headline', text: '预览' },
      {
        kind: 'choices',
        choices: [{ number: 1, label: '第一版', detail: '', action: button('第一版', 'c1') }],
      },
      { kind: 'actions', actions: [button('发布', 't1'), button('放弃', 't2'), button('全文')] },
    ],
  };

  const talk = async (lines: readonly string[], replies: readonly (Reply | undefined)[]) => {
    const heard: InboundMessage[] = [];
    const { adapter, input, shown, ended } = openConsole();
    await adapter.start(async (message) => {
      heard.push(message);
      return replies[heard.length - 1];
    });
    input.end(lines.join('\n'));
    await vi.waitFor(() => expect(ended()).toBe(1));
    return { heard, shown: shown() };
  };

  it('are listed as words, and typing one presses it', async () => {
    const { heard, shown } = await talk(['/import', '发布'], [preview]);
    expect(shown).toBe('预览\n1. 第一版\n〔可接着问：全文〕\n〔可输入：发布 / 放弃〕\n\n');
    expect(heard[1]).toMatchObject({ pressed: 't1', text: '发布的话', isPrivate: true });
    expect(heard[1]).not.toHaveProperty('command');
  });

  it('stay good until others come; a number means the last list only', async () => {
    const thanks: Reply = { blocks: [{ kind: 'text', text: '谢谢' }] };
    const { heard } = await talk(
      ['一', '1', '1', '放弃', '全文', '放弃'],
      [preview, thanks, thanks, { blocks: [{ kind: 'actions', actions: [button('有用', 'v1')] }] }],
    );
    expect(heard.map(({ pressed, text }) => pressed ?? text)).toEqual([
      '一',
      'c1',
      '1',
      't2',
      '全文',
      '放弃',
    ]);
  });
});

describe('a document that comes with a reply at the terminal', () => {
  it('is put beside one of the same name, and the path is told', async () => {
    const own = mkdtempSync(join(folder, 'out-'));
    const { adapter, input, shown, ended, errors } = openConsole({ outFolder: join(own, '新') });
    await adapter.start(async ({ text }) => ({
      blocks: [],
      files: [{ name: '/etc/备份.sqlite', bytes: Buffer.from(text) }],
    }));
    input.end('一\n二');
    await vi.waitFor(() => expect(ended()).toBe(1));
    const paths = ['_etc_备份.sqlite', '_etc_备份-2.sqlite'].map((name) => join(own, '新', name));
    expect(shown()).toBe(paths.map((path) => `文件已存到：${path}\n\n`).join(''));
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['一', '二']);
    expect(errors()).toBe(0);
    rmSync(own, { recursive: true });
  });

  it('that cannot be written is said to be lost, and logged', async () => {
    const { adapter, input, shown, ended, errors } = openConsole({ outFolder: '/dev/null/out' });
    await adapter.start(async () => ({
      blocks: [{ kind: 'text', text: '备份好了' }],
      files: [{ name: '备份.sqlite', bytes: Buffer.from('x') }],
    }));
    input.end('备份');
    await vi.waitFor(() => expect(ended()).toBe(1));
    expect(shown()).toMatch(/^备份好了\n\n文件“备份.sqlite”没有存下来/);
    expect(errors()).toBe(1);
  });
});
