import { beforeAll, describe, expect, it, vi } from 'vitest';
import { linesOf, openCommandLine } from './command-line.js';
import type { Run } from './program.js';

// Each call is a process of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const { env, qingdan, file } = openCommandLine();

let first: Run;
beforeAll(async () => {
  first = await qingdan(['lists']);
});

describe('the first command', () => {
  it('imports the lists and tells of it beside the results', () => {
    expect(linesOf(first.err)).toHaveLength(5);
    expect(first.err).toContain('读入清单 1/5：');
    expect(linesOf(first.out)).toHaveLength(5);
    expect(first.code).toBe(0);
  });

  it('leaves nothing to be done or told for the next', async () => {
    const { code, out, err } = await qingdan(['lists']);
    expect({ code, out, err }).toEqual({ code: 0, out: first.out, err: '' });
  });
});

describe('eval', () => {
  const questions = file(
    'questions.jsonl',
    [
      { id: '1', town: '萨罕镇', q: '配合19', type: 'number', expect: [['cooperative', 19]] },
      { id: '2', town: '萨罕镇', q: '收回3', type: 'number', expect: [['reclaimed', 4]] },
      { id: '3', town: '萨罕镇', q: '配合999', type: 'none', expect: [], none: true },
    ]
      .map((one) => JSON.stringify(one))
      .join('\n'),
  );

  it('gives the figures by type, as JSON or as a table', async () => {
    const { code, out } = await qingdan(['eval', '--questions', questions, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      all: { count: 2, top1: 0.5, top3: 0.5, mrr: 0.5, unlisted: 0 },
      types: [{ type: 'number', count: 2, top1: 0.5 }],
      none: { count: 1, unlisted: 1 },
    });
    expect((await qingdan(['eval', '--questions', questions])).out).toMatch(
      /^number +2 +50\.0 % +50\.0 % +50\.0 % +0\.500 +0\.0 %$/m,
    );
  });

  it('names the line of a bad question', async () => {
    const bad = file('bad.jsonl', '{"id":"1"}\n');
    const { code, err } = await qingdan(['eval', '--questions', bad]);
    expect(code).toBe(1);
    expect(err).toContain('问题文件第1行有误');
  });
});

describe('help and wrong usage', () => {
  it('help is Chinese and goes to standard output', async () => {
    for (const words of [['--help'], ['help', 'ask']]) {
      const { code, out, err } = await qingdan(words);
      expect({ code, err }, words.join(' ')).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^用法：/);
      expect(out).not.toMatch(/Usage|Options|Commands|Arguments|display help/);
    }
  });

  it('wrong usage exits with 2, says what is wrong in Chinese, and prints no result', async () => {
    for (const [words, said] of [
      [['frage'], '没有这个命令'],
      [['ask', '--frage', 'x'], '没有这个选项'],
      [['ask', '--town'], '选项缺少内容'],
      [['ask'], '请给出要问的话'],
      [['ask', 'x', '--batch', 'y'], '只能给一个'],
      [['ask', '高龄', '津贴'], '参数多了'],
      [['import'], '缺少参数'],
    ] as const) {
      const { code, out, err } = await qingdan(words);
      expect({ code, out }, words.join(' ')).toEqual({ code: 2, out: '' });
      expect(err, words.join(' ')).toContain(said);
      expect(linesOf(err), words.join(' ')).toHaveLength(1);
    }
  });

  it('without a command shows the help beside the results and exits with 2', async () => {
    const { code, out, err } = await qingdan([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^用法：/);
  });

  it('a wrong setting is named in one Chinese sentence', async () => {
    const { code, out, err } = await qingdan(['lists'], { env: { ...env, QUERY_LOG_DAYS: '三天' } });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(linesOf(err)).toHaveLength(1);
    expect(err).toMatch(/^设置有误：QUERY_LOG_DAYS（/);
    expect(err).not.toMatch(/expected|Invalid/);
  });
});
