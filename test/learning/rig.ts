import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { plainText } from '../../src/answer/plain.js';
import type { Outcome } from '../../src/chat/outcome.js';
import { loadConfig } from '../../src/config.js';
import type { Command, InboundMessage, Reply } from '../../src/contract.js';
import type { Duty, Township } from '../../src/duty.js';
import type { LearningDesk } from '../../src/learning/desk.js';
import { type Core, loadLibrary, openCore, startCore } from '../../src/start.js';
import { loadWording } from '../../src/wording.js';

/** The core on the published lists with a database of its own, and people who ask. */
export interface Rig {
  readonly core: Core;
  readonly desk: LearningDesk;
  readonly town: Township;
  /** Asks in private and gives the words of the reply. */
  ask(text: string, person?: string): Promise<string>;
  reply(text: string, person?: string): Promise<Reply | undefined>;
  /** Presses a button of a person's last reply. */
  press(label: string, person?: string): Promise<string>;
  /** The item named, as the live list has it. */
  duty(list: Duty['list'], number: number): Duty;
}

const library = loadLibrary();
const folder = mkdtempSync(join(tmpdir(), 'qingdan-learning-'));
const blank = join(folder, 'blank.sqlite');
(await startCore(loadConfig({ DATABASE_PATH: blank }), undefined, library)).close();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let rigs = 0;
let messages = 0;

export const KEEPER = { platform: 'demo', userId: '管理员' };

export function openRig(settings: Record<string, string> = {}): Rig {
  rigs += 1;
  const path = join(folder, `rig-${rigs}.sqlite`);
  copyFileSync(blank, path);
  const core = openCore(loadConfig({ DATABASE_PATH: path, ...settings }), library);
  onTestFinished(() => core.close());
  core.bot.connect('demo');
  const town = core.towns.find('英吉沙县萨罕镇')[0];
  if (!town) throw new Error('the published lists have no such town');
  const last = new Map<string, Reply>();
  const send = async (person: string, message: Partial<InboundMessage>): Promise<Reply | undefined> => {
    messages += 1;
    const reply = await core.bot.handle({
      id: `m${messages}`,
      platform: 'demo',
      chatId: person,
      userId: person,
      text: '',
      at: Date.now(),
      isPrivate: true,
      ...message,
    });
    if (reply) last.set(person, reply);
    return reply;
  };
  const reply: Rig['reply'] = (text, person = '张') => send(person, { text, town: town.fullName });
  return {
    core,
    desk: { ...core, sayLearning: loadWording('learning') },
    town,
    reply,
    ask: async (text, person) => textOf(await reply(text, person)),
    async press(label, person = '张') {
      const shown = last.get(person);
      const button = (shown ? actionsOf(shown) : []).find((one) => one.label.includes(label));
      if (button?.token === undefined) throw new Error(`no button ${label}`);
      return textOf(await send(person, { pressed: button.token }));
    },
    duty(list, number) {
      const found = core.towns
        .index(town.id)
        ?.duties.find(({ duty }) => duty.list === list && duty.number === number);
      if (!found) throw new Error(`no ${list} ${number}`);
      return found.duty;
    },
  };
}

const actionsOf = (reply: Reply) =>
  reply.blocks.flatMap((block) => {
    if (block.kind === 'choices') return block.choices.map(({ action }) => action);
    return block.kind === 'actions' ? block.actions : [];
  });

export const textOf = (reply: Reply | undefined): string => (reply ? plainText(reply) : '');

/** The command behind a button of an outcome. */
export function commandOf(outcome: Outcome, label: string): Command {
  const found = outcome.planned.find(({ action }) => action.label.includes(label))?.stored.command;
  if (!found) {
    throw new Error(
      `no button ${label} among ${outcome.planned.map(({ action }) => action.label).join(' ')}`,
    );
  }
  return found;
}
