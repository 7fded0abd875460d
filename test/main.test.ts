import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { buildProgram, outcomeOf } from './program.js';

// Each start is a process of its own.
vi.setConfig({ testTimeout: 180_000 });
const program = buildProgram();
const env = { DATABASE_PATH: join(mkdtempSync(join(tmpdir(), 'qingdan-main-')), 'db.sqlite') };

describe('starting the bot without a setting', () => {
  it('imports the lists, shows what is loaded, answers each piped line in order, and ends', async () => {
    const child = program.start({ env });
    const ended = outcomeOf(child);
    child.stdin?.end('萨罕镇\n配合19\n具体步骤\n\n别的乡镇呢\n再见');
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(err.split('\n').filter((line) => line.startsWith('读入清单'))).toHaveLength(5);
    const [banner = '', ...answers] = out.split('\n\n').filter((part) => part !== '');
    expect(banner).toContain('已装入5个乡镇的履职事项清单，共1284项');
    expect(banner).toContain('英吉沙县萨罕镇　基本127 配合97 收回38');
    expect(answers.map((answer) => answer.split('\n')[0])).toEqual([
      expect.stringContaining('英吉沙县萨罕镇'),
      '本镇配合，不是主责：由英吉沙县民政局牵头。',
      '本镇配合，不是主责：由英吉沙县民政局牵头。',
      '“老年人高龄津贴的发放管理”在各乡镇的清单里：',
      expect.stringContaining('我是清单通'),
    ]);
  });

  it('starts the second time without importing, and answers the same questions again', async () => {
    const child = program.start({ env });
    const ended = outcomeOf(child);
    child.stdin?.end('萨罕镇\n配合19\n');
    const { code, out, err } = await ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('由英吉沙县民政局牵头');
  });

  it('ends in good order when it is told to', async () => {
    const child = program.start({ env });
    const ended = outcomeOf(child);
    await once(child.stdout ?? child, 'data');
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('ends quietly when its reader goes away', async () => {
    const child = program.start({ env });
    const ended = outcomeOf(child);
    await once(child.stdout ?? child, 'data');
    child.stdout?.destroy();
    child.stdin?.on('error', () => {});
    child.stdin?.write('配合19\n收回3\n'.repeat(200));
    child.stdin?.end();
    const { err } = await ended;
    expect(err).not.toMatch(/\n\s+at |Error/);
  });

  it('refuses a wrong setting in one sentence', async () => {
    const child = program.start({ env: { ...env, LOG_LEVEL: '吵' } });
    const { code, out, err } = await outcomeOf(child);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^设置有误：LOG_LEVEL（.+）\n$/);
  });
});
