import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { brokenOffList, changedList } from '../../keeping/changed-list.js';
import { buildProgram, outcomeOf } from '../../program.js';

// A process of its own, which imports the published lists first.
vi.setConfig({ testTimeout: 90_000 });
const program = buildProgram();
const folder = mkdtempSync(join(tmpdir(), 'qingdan-console-'));
afterAll(async () => {
  await rm(program.root, { recursive: true });
  await rm(folder, { recursive: true });
});
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('keeping a list at the terminal', () => {
  it('goes from the file to the new answer and back, and through the typed confirmation', async () => {
    const changed = file('萨罕镇 2026.txt', changedList());
    const broken = file('残缺.txt', brokenOffList());
    const script = [
      '萨罕镇高龄津贴找谁',
      `/import ${changed}`,
      '发布',
      '萨罕镇高龄津贴找谁',
      '撤销',
      '萨罕镇高龄津贴找谁',
      `/import "${broken}"`,
      '/publish',
      '/discard',
      '/import 没有这个.docx',
      '/import',
      '/editions 萨罕镇',
      '/audit',
      '/backup',
      '/help',
    ];
    const env = { CONSOLE: '1', DATABASE_PATH: join(folder, 'db.sqlite') };
    const child = program.start({ env });
    const ended = outcomeOf(child);
    child.stdin?.end(`${script.join('\n')}\n`);
    const { code, out, err } = await ended;
    expect({ code, err: err.replace(/^读入清单.*\n/gm, '') }).toEqual({ code: 0, err: '' });
    const steps = [
      /由英吉沙县民政局牵头/,
      /预览：英吉沙县萨罕镇的新清单/,
      /部门有变化：1项/,
      /已发布：英吉沙县萨罕镇/,
      /由英吉沙县卫生健康委员会牵头/,
      /已恢复：英吉沙县萨罕镇/,
      /由英吉沙县民政局牵头/,
      /注意：现在清单里有51%的事项/,
      /请把这几个字发给我：确认发布英吉沙县萨罕镇/,
      /已放弃/,
      /找不到文件/,
      /请把清单文件发给我/,
      /清单版本/,
      /console:console（负责人）换回旧版/,
      /数据库备份/,
      /\/import 导入新清单/,
    ];
    let at = 0;
    for (const step of steps) {
      const found = step.exec(out.slice(at));
      expect(found, `${step} after\n${out.slice(Math.max(0, at - 300), at + 600)}`).not.toBeNull();
      at += (found?.index ?? 0) + (found?.[0].length ?? 0);
    }
  });
});
