import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readListApart } from '../../src/import/apart.js';
import { DOCUMENT_SIZE_MAX } from '../../src/import/document.js';
import { buildProgram } from '../program.js';
import { LISTS_FOLDER, lateRefusalOf, readFile, readText } from './tools.js';

const program = buildProgram();
afterAll(() => rm(program.root, { recursive: true }));

/** This source, compiled: what a worker runs. */
const script = join(program.root, 'dist', 'src', 'import', 'apart-worker.js');
/** A worker that does something else. */
const other = (name: string, code: string): string => {
  const path = join(program.root, `${name}.mjs`);
  writeFileSync(path, code);
  return path;
};
const LOOP = other('loop', 'for (;;);');
const SOME = new TextEncoder().encode('清单');

describe('reading a document apart', () => {
  it('gives the same list as reading it here', async () => {
    const path = join(LISTS_FOLDER, '英吉沙县萨罕镇.txt');
    expect(await readListApart(readFileSync(path), path, { script })).toEqual(readFile(path));
  });

  it('refuses in the same words, and keeps the caller’s bytes', async () => {
    const bytes = new TextEncoder().encode('甲镇履职事项清单');
    const before = Uint8Array.from(bytes);
    const refusal = readListApart(bytes, '清单.txt', { script });
    await expect(refusal).rejects.toMatchObject({ name: 'BotError', code: 'document-no-list' });
    await expect(readListApart(bytes, '清单.odd', { script })).rejects.toMatchObject({
      code: 'document-format-unknown',
      params: { extension: '.odd' },
    });
    expect(bytes).toEqual(before);
  });

  it('starts no worker for a file that is empty or too large', async () => {
    const nothing = { script: '/nowhere.js' };
    expect(await lateRefusalOf(() => readListApart(new Uint8Array(), '清单.txt', nothing))).toBe(
      'document-empty',
    );
    const large = new Uint8Array(DOCUMENT_SIZE_MAX + 1);
    expect(await lateRefusalOf(() => readListApart(large, '清单.txt', nothing))).toBe('document-too-large');
  });

  it('cuts off a reading that does not end, while this thread goes on', async () => {
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 1);
    const refusal = readListApart(SOME, '清单.txt', { script: LOOP, seconds: 0.5 });
    await expect(refusal).rejects.toMatchObject({ code: 'document-too-slow', params: { seconds: 0.5 } });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(10);
  });

  it('cuts off a reading that takes too much memory', async () => {
    const hoard = other('hoard', 'const all = []; for (;;) all.push(new Array(1000).fill(all.length));');
    const refusal = readListApart(SOME, '清单.txt', { script: hoard, megabytes: 32 });
    await expect(refusal).rejects.toMatchObject({ code: 'document-too-heavy', params: { limit: 32 } });
  });

  it.each([
    ['breaks', "throw new Error('unforeseen');"],
    ['ends without a word', ''],
    [
      'says what no reader says',
      "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ ok: true, list: 1 });",
    ],
  ])('calls the file unreadable when the reader %s', async (name, code) => {
    const refusal = readListApart(SOME, 'folder/清单.txt', {
      script: other(name.replaceAll(' ', '-'), code),
    });
    await expect(refusal).rejects.toMatchObject({
      code: 'document-unreadable',
      params: { file: '清单.txt' },
    });
  });

  it('gives the reader no settings', async () => {
    process.env.QINGDAN_TEST_TOKEN = 'secret';
    const tell = other(
      'tell',
      `import { parentPort } from 'node:worker_threads';
       const params = { keys: Object.keys(process.env).length };
       parentPort.postMessage({ ok: false, code: 'document-damaged', params });`,
    );
    const refusal = readListApart(SOME, '清单.txt', { script: tell });
    await expect(refusal).rejects.toMatchObject({ params: { keys: 0 } });
    delete process.env.QINGDAN_TEST_TOKEN;
  });

  it('reads one document after the other, also after one that failed', async () => {
    const text = '测试县样例镇履职事项清单\n序号\t事项类别\t事项名称\n1\t党的建设\t发展党员\n';
    const readings = [
      readListApart(SOME, '一.txt', { script: LOOP, seconds: 0.2 }),
      readListApart(new TextEncoder().encode(text), '二.txt', { script }),
    ];
    const [first, second] = await Promise.allSettled(readings);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'document-too-slow' } });
    expect(second).toEqual({ status: 'fulfilled', value: readText(text, '二.txt') });
  });
});
