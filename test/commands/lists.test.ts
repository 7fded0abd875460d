import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { PROJECT_ROOT } from '../../src/root.js';
import { buildProgram, type Run, type RunOptions } from '../program.js';

// Each call is a process of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const program = buildProgram();
const folder = mkdtempSync(join(tmpdir(), 'qingdan-cli-'));
const database = join(folder, 'db.sqlite');
const env = { DATABASE_PATH: database };
const LIST = join(PROJECT_ROOT, 'data', 'lists', '策勒县策勒乡.txt');
const BAD_LIST = join(PROJECT_ROOT, 'test', 'fixtures', 'lists', 'refused-no-list', 'input.txt');

const qingdan = (words: readonly string[], options: RunOptions = {}): Promise<Run> =>
  program.run(words, { env, ...options });
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const json = (text: string): unknown[] => lines(text).map((line): unknown => JSON.parse(line));

beforeAll(async () => {
  await qingdan(['lists']);
});

describe('check', () => {
  it('reads without storing, and prints counts and notices', async () => {
    const unused = join(folder, 'unused.sqlite');
    const { code, out, err } = await qingdan(['check', LIST], { env: { DATABASE_PATH: unused } });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [head, ...notices] = lines(out);
    expect(head).toMatch(/：策勒县策勒乡，基本116 配合98 收回40，共254项，提示\d+条。$/);
    expect(notices).toHaveLength(Number(/提示(\d+)条/.exec(head ?? '')?.[1]));
    expect(await qingdan(['lists'], { env: { DATABASE_PATH: unused } })).toMatchObject({
      err: expect.stringContaining('读入清单'),
    });
  });

  it('--json prints one line a file', async () => {
    const { code, out } = await qingdan(['check', LIST, BAD_LIST, '--json']);
    expect(code, 'a file would be refused').toBe(1);
    expect(json(out)).toMatchObject([
      { ok: true, counts: { basic: 116, cooperative: 98, reclaimed: 40 }, total: 254 },
      { ok: false, code: 'document-no-list', reason: expect.stringContaining('没有找到履职事项清单') },
    ]);
  });
});

describe('import', () => {
  const other = { env: { DATABASE_PATH: join(folder, 'import.sqlite') } };
  beforeAll(() => {
    copyFileSync(database, other.env.DATABASE_PATH);
  });

  it('keeps a draft that nobody is answered from', async () => {
    const before = await qingdan(['lists'], other);
    const { code, out } = await qingdan(['import', LIST], other);
    expect(code).toBe(0);
    expect(out).toMatch(/已存为草稿（策勒县策勒乡，共254项，第\d+版），尚未发布。\n$/);
    expect((await qingdan(['lists'], other)).out).toBe(before.out);
  });

  it('--publish makes it live', async () => {
    const { code, out } = await qingdan(['import', LIST, '--publish', '--json'], other);
    expect(code).toBe(0);
    const [done] = json(out).map((one) =>
      z.object({ edition: z.number(), serial: z.number(), status: z.string() }).parse(one),
    );
    expect(done?.status).toBe('live');
    expect((await qingdan(['lists'], other)).out).toContain(`策勒县策勒乡.txt\t第${done?.serial}版`);
  });

  it('refuses what cannot be read, says why, and stores the rest', async () => {
    const { code, out, err } = await qingdan(['import', BAD_LIST, LIST], other);
    expect(code).toBe(1);
    expect(err).toContain('不能导入。文件中没有找到履职事项清单的表格');
    expect(out).toContain('已存为草稿');
  });
});
