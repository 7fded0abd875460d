import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LIST_KINDS } from '../../src/duty.js';
import { linesOf, openCommandLine } from '../command-line.js';

// Each call is a process of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const { folder, env, qingdan, file } = openCommandLine();
const json = (text: string): unknown[] => linesOf(text).map((line): unknown => JSON.parse(line));

beforeAll(async () => {
  await qingdan(['lists']);
});

describe('ask', () => {
  it('prints the reply as a person sees it', async () => {
    const { code, out, err } = await qingdan(['ask', '--town', '萨罕镇', '配合19']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^本镇配合，不是主责：由英吉沙县民政局牵头。\n编号：配合履职事项清单第19项\n/);
    expect(out).toContain('指纹9ddf11c5。');
  });

  it('takes the town from the question, from --town, or from DEFAULT_TOWN', async () => {
    expect((await qingdan(['ask', '策勒乡配合19'])).out).toContain('策勒县残疾人联合会');
    const set = await qingdan(['ask', '配合19'], { env: { ...env, DEFAULT_TOWN: '策勒乡' } });
    expect(set.out).toContain('策勒县残疾人联合会');
  });

  it('asks back which town is meant when it cannot know', async () => {
    const { code, out } = await qingdan(['ask', '高龄津贴找谁']);
    expect(code).toBe(0);
    expect(out).toMatch(/^请问是哪个乡镇的事？/);
    expect(out).toContain('英吉沙县萨罕镇');
  });

  it('--json prints the answer', async () => {
    const { code, out } = await qingdan(['ask', '--town', '萨罕镇', '配合19', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'duty',
      verdict: 'assist',
      items: [['cooperative', 19]],
      confidence: 1,
      town: { fullName: '英吉沙县萨罕镇' },
      duty: { name: '老年人高龄津贴的发放管理', leadBodies: ['英吉沙县民政局'] },
    });
  });

  it('refuses an unknown town and names the choices', async () => {
    const { code, out, err } = await qingdan(['ask', '--town', '火星镇', '高龄津贴']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^没有“火星镇”的清单。已有：.*英吉沙县萨罕镇.*。\n$/);
  });

  it('refuses an ambiguous town and names the choices', async () => {
    const { code, err } = await qingdan(['ask', '--town', '镇', '高龄津贴']);
    expect(code).toBe(1);
    expect(err).toMatch(/^“镇”对应不止一个乡镇：.*二工镇.*萨罕镇.*。请写全称。\n$/);
  });
});

describe('ask --batch', () => {
  const resultSchema = z.strictObject({
    id: z.union([z.string(), z.number()]),
    verdict: z.enum(['ours', 'assist', 'reclaimed', 'unlisted', 'unclear', 'info']),
    items: z.array(z.tuple([z.enum(LIST_KINDS), z.number().int().positive()])).max(10),
    confidence: z.number().min(0).max(1),
    ms: z.number().nonnegative(),
    error: z.string().optional(),
  });
  const batch = async (text: string, words: readonly string[] = []) => {
    const run = await qingdan(['ask', '--batch', '-', '--json', ...words], { stdin: text });
    return { ...run, results: json(run.out).map((value) => resultSchema.parse(value)) };
  };
  const line = (id: unknown, q: string, town: string | undefined = '萨罕镇', more: object = {}): string =>
    `${JSON.stringify({ id, town, q, ...more })}\n`;

  it('answers in the order given, one result a line, other keys ignored', async () => {
    const { code, err, results } = await batch(
      line('b', '配合19', '策勒乡', { type: 'x', expect: [['basic', 1]] }) +
        line('a', '收回3') +
        line(7, '基本110') +
        line('a', '下一条'),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(results).toMatchObject([
      { id: 'b', verdict: 'assist', items: [['cooperative', 19]], confidence: 1 },
      { id: 'a', verdict: 'reclaimed', items: [['reclaimed', 3]] },
      { id: 7, verdict: 'ours', items: [['basic', 110]] },
      // Each line is a conversation of its own: there is nothing that 下一条 could follow.
      { id: 'a', verdict: 'info', items: [] },
    ]);
  });

  it('names a bad line by its number and answers the others', async () => {
    const { code, err, results } = await batch(
      `${line(1, '配合19')}\nno json\n{"id":3}\n[]\n${line(4, '收回3')}{"id":5,"q":"基本1","town":"萨罕镇"}`,
    );
    expect(code).toBe(1);
    expect(results.map(({ id }) => id)).toEqual([1, 4, 5]);
    const [noJson, noQuestion, noObject, ...more] = linesOf(err);
    expect(noJson).toBe('第3行不是 JSON，已跳过。');
    expect(noQuestion).toMatch(/^第4行写得不对（要有 id 和 q），已跳过：q（/);
    expect(noObject).toMatch(/^第5行写得不对（要有 id 和 q），已跳过：/);
    expect(more).toEqual([]);
    expect(err).not.toMatch(/Invalid|expected|ZodError/);
  });

  it('says of an unknown town in the result itself, and goes on; --town holds where a line has none', async () => {
    const { code, results } = await batch(
      `${line(1, '配合19', '火星镇')}{"id":2,"q":"配合19"}\n${line(3, '配合999')}`,
      ['--town', '策勒乡'],
    );
    expect(code).toBe(0);
    expect(results[0]).toMatchObject({ id: 1, verdict: 'unlisted', items: [] });
    expect(results[0]?.error).toMatch(/^没有“火星镇”的清单。已有：/);
    expect(results[1]).toMatchObject({ id: 2, verdict: 'assist', items: [['cooperative', 19]] });
    expect(results[2]).toMatchObject({ id: 3, verdict: 'unlisted' });
  });

  it('reads a file, with Windows line ends and byte order mark too', async () => {
    const path = file('windows.jsonl', `\uFEFF${line(1, '配合19').trim()}\r\n${line(2, '收回3').trim()}\r\n`);
    const { code, out, err } = await qingdan(['ask', '--batch', path, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(linesOf(out)).toHaveLength(2);
  });

  it('says when the file is missing or a folder', async () => {
    const missing = await qingdan(['ask', '--batch', join(folder, '没有.jsonl'), '--json']);
    expect(missing).toEqual({ code: 1, out: '', err: `找不到文件 ${join(folder, '没有.jsonl')}。\n` });
    const directory = await qingdan(['ask', '--batch', folder, '--json']);
    expect(directory).toMatchObject({ code: 1, out: '' });
    expect(directory.err).toContain('是文件夹');
  });
});
