import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LIST_KINDS } from '../../src/duty.js';
import { buildProgram, outcomeOf, type Run } from '../program.js';

// Each call is a process of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const program = buildProgram();
const folder = mkdtempSync(join(tmpdir(), 'qingdan-export-'));
const env = { DATABASE_PATH: join(folder, 'db.sqlite') };
const qingdan = (words: readonly string[]): Promise<Run> => program.run(words, { env });
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const json = (text: string): unknown[] => lines(text).map((line): unknown => JSON.parse(line));

beforeAll(async () => {
  await qingdan(['lists']);
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

describe('export --to', () => {
  const at = (name: string): string => join(folder, name);

  it.each(['清单.docx', '清单.XLSX'])('%s is a document that reads back as the same list', async (name) => {
    const file = at(name);
    const { code, out, err } = await qingdan(['export', '--town', '策勒乡', '--to', file]);
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `已导出：策勒县策勒乡，254项，文件 ${file}\n`,
      err: '',
    });
    expect((await qingdan(['check', file])).out).toContain('策勒县策勒乡，基本116 配合98 收回40，共254项');
  });

  it('needs one town', async () => {
    const { code, err } = await qingdan(['export', '--to', at('all.docx')]);
    expect(code).toBe(2);
    expect(err).toMatch(/^一个文件只放一个乡镇的清单，请用 --town 指明：.*英吉沙县萨罕镇/);
    expect(existsSync(at('all.docx'))).toBe(false);
  });

  it('needs an ending it can write', async () => {
    const { code, err } = await qingdan(['export', '--town', '策勒乡', '--to', at('a.pdf')]);
    expect({ code, err }).toEqual({ code: 2, err: '文件名的后缀要是其中之一：.docx .xlsx\n' });
  });

  it('says so when the file cannot be written', async () => {
    const { code, err } = await qingdan(['export', '--town', '策勒乡', '--to', at('missing/a.docx')]);
    expect(code).toBe(1);
    expect(err).toContain('写不了，请检查路径和权限');
  });
});
