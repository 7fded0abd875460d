import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LIST_KINDS } from '../../src/duty.js';
import { PROJECT_ROOT } from '../../src/root.js';
import { buildProgram, outcomeOf, type Run, type RunOptions } from '../program.js';

// Each call is a process of its own.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

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
    expect(out).toMatch(/已存为草稿（策勒县策勒乡，共254项，版本号\d+），尚未发布。\n$/);
    expect((await qingdan(['lists'], other)).out).toBe(before.out);
  });

  it('--publish makes it live', async () => {
    const { code, out } = await qingdan(['import', LIST, '--publish', '--json'], other);
    expect(code).toBe(0);
    const [done] = json(out).map((one) => z.object({ edition: z.number(), status: z.string() }).parse(one));
    expect(done?.status).toBe('live');
    expect((await qingdan(['lists'], other)).out).toContain(`策勒县策勒乡.txt\t版本${done?.edition}`);
  });

  it('refuses what cannot be read, says why, and stores the rest', async () => {
    const { code, out, err } = await qingdan(['import', BAD_LIST, LIST], other);
    expect(code).toBe(1);
    expect(err).toContain('不能导入。文件中没有找到履职事项清单的表格');
    expect(out).toContain('已存为草稿');
  });
});

describe('export', () => {
  const step = z.strictObject({ marker: z.string().optional(), text: z.string() });
  const sections = z.array(
    z.strictObject({
      heading: z.string().optional(),
      topic: z.string().optional(),
      bodies: z.array(z.string()),
      steps: z.array(step),
    }),
  );
  const dutySchema = z.object({
    town: z.string(),
    list: z.enum(LIST_KINDS),
    number: z.number().int().positive(),
    category: z.string().min(1),
    name: z.string().min(1),
    remark: z.string(),
    leadBodies: z.array(z.string()),
    leadDuties: sections,
    townshipDuties: sections,
    receivingBodies: z.array(z.string()),
    workMethod: sections,
    notices: z.array(
      z.object({ rule: z.string(), severity: z.string(), text: z.string(), place: z.object({}) }),
    ),
    source: z.object({
      fileName: z.string(),
      fingerprint: z.string().regex(/^[0-9a-f]{8}$/),
      line: z.number(),
    }),
  });

  it('gives all 1,284 duties, every field of each, in the counts of the published lists', async () => {
    const { code, out, err } = await qingdan(['export', '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const duties = json(out).map((one) => dutySchema.parse(one));
    expect(duties).toHaveLength(1284);
    const of = (town: string): number[] =>
      LIST_KINDS.map((list) => duties.filter((duty) => duty.list === list && duty.town === town).length);
    expect(of('英吉沙县萨罕镇')).toEqual([127, 97, 38]);
    expect(of('阿图什市阿扎克镇')).toEqual([103, 114, 45]);
    expect(of('吉木萨尔县二工镇')).toEqual([109, 102, 30]);
    expect(of('策勒县策勒乡')).toEqual([116, 98, 40]);
    expect(of('伊吾县盐池镇')).toEqual([109, 108, 48]);
  });

  it('of one town gives that town alone, its bodies as canonical full names', async () => {
    const { out } = await qingdan(['export', '--town', '策勒乡', '--json']);
    const duties = json(out).map((one) => dutySchema.parse(one));
    expect(duties).toHaveLength(254);
    const duty = duties.find(({ list, number }) => list === 'cooperative' && number === 19);
    expect(duty).toMatchObject({ town: '策勒县策勒乡', leadBodies: ['策勒县残疾人联合会'] });
  });

  it('into a reader that stops early ends quietly', async () => {
    const script = join(program.root, 'dist', 'src', 'cli.js');
    const command = `"${process.execPath}" "${script}" export --json | head -1; echo "$\{PIPESTATUS[0]}"`;
    const child = spawn('bash', ['--norc', '-c', command], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { out, err } = await outcomeOf(child);
    expect(err).toBe('');
    const [line = '', code] = lines(out);
    expect(JSON.parse(line)).toMatchObject({ list: 'basic', number: 1 });
    expect(code).toBe('0');
  });
});
