import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PROJECT_ROOT } from '../src/root.js';
import { buildProgram, type Run, type RunOptions } from './program.js';

// Each call is a process of its own.
vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 });

const program = buildProgram();
const folder = mkdtempSync(join(tmpdir(), 'qingdan-bad-'));
const database = join(folder, 'db.sqlite');
const LIST = join(PROJECT_ROOT, 'data', 'lists', '策勒县策勒乡.txt');
const qingdan = (words: readonly string[], path = database, options: RunOptions = {}): Promise<Run> =>
  program.run(words, { env: { DATABASE_PATH: path }, ...options });
const file = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

beforeAll(async () => {
  // Others than the owner read the program too, see `nobody`.
  for (const path of [program.root, folder]) chmodSync(path, 0o755);
  await qingdan(['lists']);
});

/** One clear sentence, and no trace of the program's insides. */
function refused({ code, out, err }: Run, ...words: readonly string[]): void {
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(err).toContain(word);
  expect(err).toMatch(/[。]\n$/);
  expect(err).not.toMatch(/\n\s+at |node:|Error|undefined|SQLITE/);
}

/** A user whom file modes bind; root is bound by none. */
const isRoot = process.getuid?.() === 0;
const nobody: RunOptions = isRoot ? { uid: 65_534 } : {};

describe('a document', () => {
  const reasonOf = async (path: string, options: RunOptions = {}): Promise<string> => {
    const { code, out, err } = await qingdan(['check', path], database, options);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/：不能导入。.+。\n$/);
    return out;
  };

  it('of 200 MB is refused by its size', async () => {
    const path = file('大.txt', '');
    truncateSync(path, 200 * 1024 * 1024);
    expect(await reasonOf(path)).toContain('文件有 200 MB，超过上限 20 MB。');
  });

  it('that is a folder, missing, empty, binary or without a list is refused with its own reason', async () => {
    const empty = file('空.txt', '');
    const binary = file(
      '图.txt',
      Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256),
    );
    const prose = file('通知.txt', '关于召开会议的通知\n请各村参加。\n');
    const { code, out } = await qingdan(['check', folder, join(folder, '没有.txt'), empty, binary, prose]);
    expect(code).toBe(1);
    const reasons = out.trim().split('\n');
    for (const [at, word] of [
      '是文件夹',
      '找不到文件',
      '是空的',
      '不是文字文件',
      '没有找到履职事项清单',
    ].entries())
      expect(reasons[at]).toContain(word);
    expect(reasons).toHaveLength(5);
  });

  it('in GB18030 is read like the same one in UTF-8', async () => {
    const path = file('旧.txt', encodeGb18030(readFileSync(LIST, 'utf8')));
    const { code, out } = await qingdan(['check', path, LIST]);
    expect(code).toBe(0);
    const counts = out.split('\n').filter((line) => line.includes('共254项'));
    expect(counts).toHaveLength(2);
  });

  it('that may not be read is refused for that', async () => {
    const path = file('密.txt', '清单');
    chmodSync(path, 0o000);
    expect(await reasonOf(path, nobody)).toContain('没有权限读取文件');
  });

  it('that is refused at import changes nothing', async () => {
    const before = await qingdan(['lists']);
    const { code, out, err } = await qingdan(['import', folder, '--publish']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('是文件夹');
    expect((await qingdan(['lists'])).out).toBe(before.out);
  });
});

describe('the database', () => {
  it('that another process holds is said to be in use, with its path', async () => {
    const path = join(folder, 'held.sqlite');
    copyFileSync(database, path);
    const holder = new Sqlite(path);
    holder.pragma('journal_mode = DELETE');
    holder.exec('BEGIN EXCLUSIVE');
    try {
      refused(await qingdan(['ask', '配合19', '--town', '萨罕镇'], path), path, '正被另一个程序占用');
    } finally {
      holder.close();
    }
    expect((await qingdan(['ask', '配合19', '--town', '萨罕镇'], path)).code).toBe(0);
  });

  it('that is damaged is named, and left as it is', async () => {
    const header = readFileSync(database).subarray(0, 100);
    for (const bytes of [
      Buffer.alloc(20_000, '这不是数据库'),
      Buffer.concat([header, Buffer.alloc(20_000, 0xa5)]),
      readFileSync(database).subarray(0, 40_000),
    ]) {
      const path = file('damaged.sqlite', bytes);
      refused(await qingdan(['lists'], path), path, '已损坏，没有改动它', '改名留存');
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
  });

  it('that belongs to another program is not touched', async () => {
    const path = join(folder, 'other.sqlite');
    const other = new Sqlite(path);
    other.exec('CREATE TABLE accounts (name TEXT)');
    other.close();
    const bytes = readFileSync(path);
    refused(await qingdan(['lists'], path), path, 'DATABASE_PATH');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('that may not be written is named with what to check', async () => {
    const path = join(folder, 'readonly.sqlite');
    copyFileSync(database, path);
    chmodSync(path, 0o444);
    const bytes = readFileSync(path);
    refused(
      await qingdan(['lists'], path, { ...nobody, env: { DATABASE_PATH: path } }),
      path,
      '不能写入',
      '权限',
    );
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('whose place cannot be one is named', async () => {
    const directory = join(folder, 'a-folder');
    mkdirSync(directory);
    refused(await qingdan(['lists'], directory), directory);
    const below = join(file('a-file', 'x'), 'db.sqlite');
    refused(await qingdan(['lists'], below), below);
  });
});

describe('the folder of lists', () => {
  it('may hold a document that cannot be read: it is named, and the others are answered from', async () => {
    const lists = join(folder, 'lists');
    mkdirSync(lists);
    copyFileSync(LIST, join(lists, '策勒县策勒乡.txt'));
    writeFileSync(join(lists, '会议通知.txt'), '关于召开会议的通知\n');
    const own = buildProgram(lists);
    const { code, out, err } = await own.run(['lists'], {
      env: { DATABASE_PATH: join(folder, 'own.sqlite') },
    });
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line !== '')).toHaveLength(1);
    expect(err).toContain('没有读入 会议通知.txt：文件中没有找到履职事项清单的表格');
  });

  it('may be empty: that is said, and nothing else fails', async () => {
    const lists = join(folder, 'none');
    mkdirSync(lists);
    const own = buildProgram(lists);
    const { code, out } = await own.run(['ask', '高龄津贴'], {
      env: { DATABASE_PATH: join(folder, 'none.sqlite') },
    });
    expect(code).toBe(0);
    expect(out).toContain('还没有装入任何乡镇的清单');
  });
});

describe('the log', () => {
  it('that cannot be written is named with its setting, by the bot too', async () => {
    const path = join(file('no-folder', 'x'), 'qingdan.log');
    const env = { DATABASE_PATH: database, LOG_FILE: path };
    refused(await program.run([], { env, script: 'main' }), path, 'LOG_FILE');
  });
});

describe('the town of the settings', () => {
  it('that is not loaded is named with the choices', async () => {
    const env = { DATABASE_PATH: database, DEFAULT_TOWN: '火星镇' };
    refused(await qingdan(['ask', '配合19'], database, { env }), '没有“火星镇”的清单', '英吉沙县萨罕镇');
  });
});

describe('a file the program stands on', () => {
  it('that is broken is named in one sentence', async () => {
    const own = buildProgram();
    const path = join(own.root, 'data', 'lexicon.json');
    expect(existsSync(path)).toBe(true);
    const run = (text: string): Promise<Run> => {
      writeFileSync(path, text);
      return own.run(['lists'], { env: { DATABASE_PATH: join(folder, 'broken.sqlite') } });
    };
    const schema = await run('{"expansions": 3}');
    expect(schema).toMatchObject({ code: 1, out: '' });
    expect(schema.err).toMatch(/^文件 data\/lexicon\.json 内容有误：第1行 expansions（.+\n$/);
    const json = await run('{');
    expect(json.err).toMatch(/^文件 data\/lexicon\.json 第1行写法有误.+\n$/);
  });
});

/** Node decodes GB18030 but does not encode it: the decoder, turned round, for the two-byte part. */
function encodeGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1)
      codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      const code = letter.charCodeAt(0);
      return code < 0x80 ? [code] : [...(codes.get(letter) ?? [0x3f])];
    }),
  );
}
