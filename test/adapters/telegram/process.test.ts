import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildProgram, outcomeOf, type Program } from '../../program.js';
import { createPeople } from '../../standins/telegram/people.js';
import { startTelegramServer, type TelegramServer } from '../../standins/telegram/server.js';

// The whole program starts and imports the lists.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let program: Program;
let server: TelegramServer;

beforeAll(async () => {
  program = buildProgram();
  server = await startTelegramServer();
});
afterAll(async () => {
  await server.close();
  rmSync(program.root, { recursive: true, force: true });
});

const settings = (token: string) => ({
  TELEGRAM_TOKEN: token,
  TELEGRAM_API_ROOT: server.root,
  DATABASE_PATH: join(program.root, 'telegram.sqlite'),
});

describe('the whole process with a Telegram token', () => {
  it('says what is running, answers, and ends well on SIGTERM with the answer in hand sent', async () => {
    const { person, privateChat, say, shown } = createPeople(server);
    const child = program.start({ env: settings(server.token) });
    const ended = outcomeOf(child);
    const polls = () =>
      server.transcript.some((entry) => entry.kind === 'call' && entry.method === 'deleteWebhook');
    await server.until(polls, 'the start', 50_000);
    const li = person(42, '小李');
    const own = privateChat(li);
    say(own, li, '萨罕镇配合19');
    await server.until(() => shown(own).length === 1, 'the answer');
    server.delayMs = 300;
    say(own, li, '萨罕镇配合20');
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGTERM');
    const { code, out, err } = await ended;
    server.delayMs = 0;
    expect(code).toBe(0);
    expect(shown(own).map(({ text }) => /第(\d+)项/.exec(text)?.[1])).toEqual(['19', '20']);
    expect(err).toContain('Telegram：@qingdan_bot 已就绪');
    expect(err).toContain('正在运行：Telegram');
    expect(`${out}${err}`).not.toContain(server.token);
  });

  it('with a wrong token ends with one sentence and a failing code', async () => {
    const token = '7000000001:AAwrongwrongwrongwrongwrongwrongwrong';
    const { code, out, err } = await outcomeOf(program.start({ env: settings(token) }));
    expect(code).toBe(1);
    expect(err).toContain('TELEGRAM_TOKEN');
    expect(err).not.toMatch(/\n\s+at /);
    expect(`${out}${err}`).not.toContain(token);
  });
});
