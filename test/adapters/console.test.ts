import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseLine } from '../../adapters/console/parse.js';
import { renderReply } from '../../adapters/console/render.js';
import type { Handle } from '../../src/contract.js';
import { loadWording } from '../../src/wording.js';
import { testAdapter } from '../contracts/adapter.js';
import { folder, openConsole } from './console/terminal.js';

const echo: Handle = async ({ text }) => ({ blocks: [{ kind: 'text', text: `听到：${text}` }] });

testAdapter('console', () => {
  const outFolder = mkdtempSync(join(folder, 'harness-'));
  const { adapter, input, shown, errors } = openConsole({ outFolder });
  return {
    adapter,
    say: (text) => void input.write(`${text}\n`),
    bring({ name, bytes }) {
      const path = join(mkdtempSync(join(folder, 'in-')), name);
      writeFileSync(path, bytes);
      input.write(`/import ${path}\n`);
    },
    received: async () =>
      readdirSync(outFolder).map((name) => ({ name, bytes: readFileSync(join(outFolder, name)) })),
    sent: () => shown().trimEnd().split('\n\n'),
    loggedErrors: errors,
    close: () => void input.destroy(),
  };
});

describe('the console with piped input', () => {
  it('answers line by line in order, the last line without its end too, and tells when it is over', async () => {
    const { adapter, input, shown, ended } = openConsole();
    await adapter.start(async (message) => {
      await new Promise((resolve) => setTimeout(resolve, message.text === '一' ? 20 : 0));
      return echo(message);
    });
    input.end('一\n\n  \n二\r\n三');
    await vi.waitFor(() => expect(ended()).toBe(1));
    expect(shown()).toBe('听到：一\n\n听到：二\n\n听到：三\n\n');
  });

  it('ends at once when there is no input, and shows no prompt', async () => {
    const { adapter, input, shown, ended } = openConsole();
    await adapter.start(echo);
    input.end();
    await vi.waitFor(() => expect(ended()).toBe(1));
    expect(shown()).toBe('');
  });
});

describe('what comes unasked', () => {
  it('is shown at the terminal, as long as it runs', async () => {
    const { adapter, shown } = openConsole({ terminal: true });
    const digest = { blocks: [{ kind: 'text' as const, text: '本周没答好的问题' }] };
    expect(await adapter.send?.('console', digest)).toBe(false);
    await adapter.start(echo);
    expect(await adapter.send?.('console', digest)).toBe(true);
    await vi.waitFor(() => expect(shown()).toContain('本周没答好的问题\n\n'));
    await adapter.stop();
  });
});

describe('the console whose reader has gone away', () => {
  it('ends instead of failing', async () => {
    const { adapter, input, output, ended } = openConsole();
    await adapter.start(echo);
    output.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    input.write('高龄津贴\n');
    await vi.waitFor(() => expect(ended()).toBe(1));
  });
});

describe('the console at a terminal', () => {
  it('shows the prompt before each line', async () => {
    const { adapter, input, shown } = openConsole({ terminal: true });
    await adapter.start(echo);
    await vi.waitFor(() => expect(shown()).toContain('问> '));
    input.write('高龄津贴\r');
    await vi.waitFor(() => expect(shown()).toMatch(/听到：高龄津贴\n\n.*问> /s));
    await adapter.stop();
  });

  it('brings back the last line with the arrow key', async () => {
    const heard: string[] = [];
    const { adapter, input } = openConsole({ terminal: true });
    await adapter.start(async ({ text }) => void heard.push(text));
    input.write('配合19\r');
    await vi.waitFor(() => expect(heard).toEqual(['配合19']));
    input.write('\u001B[A\r');
    await vi.waitFor(() => expect(heard).toEqual(['配合19', '配合19']));
    await adapter.stop();
  });
});

describe('a line as a message', () => {
  it('is nothing when it is empty', () => {
    for (const line of ['', '   ', '\t', '\u3000'])
      expect(parseLine(line, { count: 1, at: 0 })).toBeUndefined();
  });
  it('is the words without the space around them; which town is meant, the core knows', () => {
    const message = parseLine(' 高龄津贴 ', { count: 1, at: 5 });
    expect(message).toMatchObject({ text: '高龄津贴', at: 5 });
    expect(message).not.toHaveProperty('town');
  });
  it('is a private message with an id that no later run of the program gives again', () => {
    expect(parseLine('高龄津贴', { count: 1, at: 5 })).toMatchObject({ isPrivate: true, addressed: true });
    expect(parseLine('高龄津贴', { count: 1, at: 5 })?.id).not.toBe(
      parseLine('高龄津贴', { count: 1, at: 6 })?.id,
    );
    expect(parseLine('高龄津贴', { count: 1, at: 5 })?.id).not.toBe(
      parseLine('高龄津贴', { count: 2, at: 5 })?.id,
    );
  });
});

describe('a reply on the terminal', () => {
  it('carries no control character that came with a document or a question', () => {
    const reply = { blocks: [{ kind: 'text' as const, text: '一\u001B[31m红\u0007\u009B二\n三' }] };
    expect(renderReply(reply, loadWording('console'))).toBe('一[31m红二\n三');
  });
});
