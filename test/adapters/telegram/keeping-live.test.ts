import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDigests } from '../../../src/digests.js';
import { brokenOffList, changedList, fixture } from '../../keeping/changed-list.js';
import type { Person, StandInChat, StandInMessage } from '../../standins/telegram/world.js';
import { answerIn, toastAfter } from './acts.js';
import { createHome, type LiveBot } from './core.js';

// Documents are read by a worker, and each preview asks the list's own questions.
vi.setConfig({ testTimeout: 180_000 });

/** Those who keep a list at work, with the real core: each step is what somebody does and what is then shown. */
const home = createHome({ ownerIds: ['telegram:41'] });
let bot: LiveBot;
let group: StandInChat;
let boss: Person;
let li: Person;
let wang: Person;
let zhang: Person;
let own: Record<'boss' | 'li' | 'wang' | 'zhang', StandInChat>;

beforeAll(async () => {
  bot = await home.live();
  const { people } = bot.test;
  boss = people.person(41, '负责人');
  li = people.person(42, '小李');
  wang = people.person(43, '王主任');
  zhang = people.person(44, '小张');
  group = people.group(-5, '萨罕镇工作群');
  for (const person of [boss, li, zhang]) people.join(group, person);
  people.join(group, wang, 'administrator');
  own = {
    boss: people.privateChat(boss),
    li: people.privateChat(li),
    wang: people.privateChat(wang),
    zhang: people.privateChat(zhang),
  };
  await answer(group, /按英吉沙县萨罕镇的清单回答/, () => people.say(group, wang, '/bind 萨罕镇'));
}, 60_000);

afterAll(async () => {
  await bot.end();
  await bot.test.server.close();
  home.remove();
});

const answer = (chat: StandInChat, expected: RegExp, act: () => unknown): Promise<StandInMessage> =>
  answerIn(bot.test, chat, expected, act);
const toasted = (act: () => unknown): Promise<string> => toastAfter(bot.test, act);
const says = (person: Person, chat: StandInChat, text: string, expected: RegExp, replyTo?: StandInMessage) =>
  answer(chat, expected, () => bot.test.people.say(chat, person, text, replyTo ? { replyTo } : {}));
const brings = (
  person: Person,
  chat: StandInChat,
  file: { name: string; bytes: Buffer },
  caption: string | undefined,
  expected: RegExp,
  shown = chat,
) =>
  answer(shown, expected, () =>
    bot.test.people.bring(chat, person, file, caption === undefined ? {} : { caption }),
  );
const presses = (
  person: Person,
  under: StandInMessage,
  label: string,
  expected: RegExp,
  shown = under.chat,
) => answer(shown, expected, () => bot.test.people.press(under, person, label));
const labels = (message: StandInMessage): string[] =>
  (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
const documents = (chat: StandInChat): string[] =>
  bot.test.people.shown(chat).flatMap(({ document }) => document?.file_name ?? []);
const text = (name: string, words: string) => ({ name, bytes: Buffer.from(words) });
const asked = (expected: RegExp) => says(zhang, group, '@qingdan_bot 高龄津贴找谁', expected);

const OLD = /由英吉沙县民政局牵头/;
const NEW = /由英吉沙县卫生健康委员会牵头/;
const PREVIEW = /^预览：/;
const REFUSED = /^(?:这件事只有|您不是).*已记录。$/;

describe('those who keep a list', () => {
  it('are named by the owner, replying to them or by their number', async () => {
    const { people } = bot.test;
    await says(li, own.li, '/keeper', /您的编号：telegram:42/);
    const { message } = people.say(group, li, '我来管');
    await answer(group, /已经私聊发给您了/, () =>
      people.say(group, boss, '/keeper add 萨罕镇', { replyTo: message }),
    );
    expect(people.last(own.boss).text).toContain('telegram:42 从现在起可以管理英吉沙县萨罕镇的清单');
    await says(boss, own.boss, '/keeper add 44 策勒乡', /telegram:44 从现在起/);
    await says(boss, own.boss, '/keeper list', /telegram:42/);
    await says(li, own.li, '/keeper', /英吉沙县萨罕镇：telegram:42/);
    await says(boss, own.boss, '/keeper remove 44 策勒乡', /不再管理/);
  });

  it('are told their commands, and only they', async () => {
    await says(boss, own.boss, '/help', /\/backup/);
    const help = await says(li, own.li, '/help', /\/import/);
    expect(help.text).not.toContain('/backup');
    expect((await says(zhang, own.zhang, '/help', /\/duty/)).text).not.toContain('/import');
  });
});

describe('a changed list', () => {
  let preview: StandInMessage;

  it('sent in private is read, and shown with what it would change, to the keeper alone', async () => {
    await asked(OLD);
    const before = bot.test.people.shown(group).length;
    preview = await brings(li, own.li, text('萨罕镇2026.txt', changedList()), undefined, PREVIEW);
    expect(preview.text).toContain('部门有变化：1项');
    expect(labels(preview)).toEqual(['发布', '放弃', '逐条看变化']);
    expect(documents(own.li)).toEqual(['清单变化-英吉沙县萨罕镇.html']);
    expect(
      bot.test.people
        .shown(own.li)
        .map(({ text: words }) => words)
        .join(),
    ).not.toContain('正在读');
    expect(bot.test.people.shown(group)).toHaveLength(before);
    await presses(li, preview, '逐条看变化', /对应上级部门·增加：英吉沙县卫生健康委员会/);
    await asked(OLD);
  });

  it('is published by a press, also after a restart, and undone by another', async () => {
    await bot.end();
    bot = await home.live(bot.test.server);
    const done = await presses(li, preview, '发布', /已发布：英吉沙县萨罕镇/);
    await asked(NEW);
    await presses(li, done, '撤销', /已恢复：英吉沙县萨罕镇/);
    await asked(OLD);
    expect(await toasted(() => bot.test.people.press(preview, li, '发布'))).toContain(
      '已经发布、放弃或者过期',
    );
  });

  it('comes with the command or in a message that is replied to, in a group too, as Word or Excel', async () => {
    const { people } = bot.test;
    const discard = (shown: StandInMessage) => toasted(() => people.press(shown, li, '放弃'));
    const word = { name: '萨罕镇.docx', bytes: fixture('docx', '英吉沙县萨罕镇.docx') };
    const same = await brings(li, group, word, '/import', PREVIEW, own.li);
    expect(same.text).toContain('和原来的清单相比，没有任何变化');
    expect(await discard(same)).toContain('已放弃');
    const sheet = { name: '萨罕镇.xlsx', bytes: fixture('xlsx', '英吉沙县萨罕镇.xlsx') };
    const { message } = people.bring(group, zhang, sheet);
    const shown = await answer(own.li, PREVIEW, () => people.say(group, li, '/import', { replyTo: message }));
    expect(await discard(shown)).toContain('已放弃');
    expect(people.last(group).text).toContain('已经私聊发给您了');
    await says(li, own.li, '/discard', /没有待发布的清单/);
  });

  it('that lost half of its items is published only after words that its keeper types', async () => {
    const shown = await brings(li, own.li, text('残缺.txt', brokenOffList()), '/import', PREVIEW);
    expect(shown.text).toMatch(/注意：现在清单里有\d+%的事项在新清单里找不到了/);
    await presses(li, shown, '发布', /请把这几个字发给我：确认发布英吉沙县萨罕镇/);
    expect((await says(zhang, own.zhang, '确认发布英吉沙县萨罕镇', /./)).text).not.toContain('已发布');
    await says(zhang, group, '@qingdan_bot 收回3', /违规领取高龄津贴的追缴/);
    await says(li, own.li, '确认发布英吉沙县萨罕镇', /已发布/);
    expect((await says(zhang, group, '@qingdan_bot 收回3', /./)).text).not.toContain(
      '违规领取高龄津贴的追缴',
    );
    const former = await says(li, own.li, '/rollback', /^预览：把英吉沙县萨罕镇的清单恢复到/);
    expect(former.text).toContain('新增：134项');
    await presses(li, former, '恢复这一版', /已恢复/);
    await says(zhang, group, '@qingdan_bot 收回3', /违规领取高龄津贴的追缴/);
  });
});

describe('refused, and written down,', () => {
  const refused = () => bot.core.store.audit(500).filter(({ allowed }) => !allowed);

  it.each([
    ['publish', ''],
    ['discard', ''],
    ['editions', ''],
    ['rollback', ''],
    ['reload', ''],
    ['backup', ''],
    ['keeper', 'add 44 萨罕镇'],
    ['audit', ''],
    ['unanswered', ''],
    ['phrasing', ''],
    ['note', '配合19 办公室=民政办'],
    ['digest', 'on'],
  ])('/%s by an ordinary member and by an administrator of the group', async (name, words) => {
    const before = refused().length;
    const inGroup = bot.test.people.shown(group).length;
    await says(zhang, own.zhang, `/${name} ${words}`, REFUSED);
    await answer(own.wang, REFUSED, () => bot.test.people.say(group, wang, `/${name} ${words}`));
    expect(refused()).toHaveLength(before + 2);
    expect(
      refused()
        .slice(0, 2)
        .map(({ role, userId }) => `${role} ${userId}`),
    ).toEqual(['chat-admin 43', 'everyone 44']);
    expect(bot.test.people.shown(group)).toHaveLength(inGroup);
  });

  it('a document of theirs, which is not even fetched', async () => {
    const fetched = bot.test.server.downloads.length;
    const file = text('萨罕镇.txt', changedList());
    await brings(zhang, own.zhang, file, '/import', REFUSED);
    await brings(zhang, own.zhang, file, undefined, REFUSED);
    await brings(wang, group, file, '/import', REFUSED, own.wang);
    expect(bot.test.server.downloads).toHaveLength(fetched);
    expect(
      refused()
        .slice(0, 3)
        .every(({ action }) => action === 'import'),
    ).toBe(true);
  });

  it('what a keeper may not do either: what is the owner’s, and another township’s list', async () => {
    await says(li, own.li, '/reload', /只有机器人负责人/);
    await says(li, own.li, '/backup', /只有机器人负责人/);
    await says(li, own.li, '/keeper add 44 萨罕镇', /只有机器人负责人/);
    const other = { name: '策勒.docx', bytes: fixture('docx', '策勒县策勒乡.docx') };
    await brings(li, own.li, other, undefined, /您不是策勒县策勒乡的清单管理员/);
    expect(
      refused()
        .slice(0, 4)
        .map(({ role, action }) => `${role} ${action}`),
    ).toEqual(['everyone import', 'keeper keeper-add', 'keeper backup', 'keeper reload']);
  });

  it('a button pressed by somebody who is no keeper any more', async () => {
    const file = text('萨罕镇.txt', changedList());
    const shown = await brings(li, own.li, file, '/import', PREVIEW);
    await says(boss, own.boss, '/keeper remove telegram:42 萨罕镇', /不再管理/);
    expect(await toasted(() => bot.test.people.press(shown, li, '发布'))).toContain(
      '不是英吉沙县萨罕镇的清单管理员',
    );
    await asked(OLD);
    await says(boss, own.boss, '/keeper add 42 萨罕镇', /从现在起可以管理/);
    expect(await toasted(() => bot.test.people.press(shown, li, '放弃'))).toContain('已放弃');
  });

  it('is read by the owner, and by a keeper as far as it is about their list', async () => {
    const all = await says(boss, own.boss, '/audit 50', /【被拒绝】/);
    expect(all.text).toContain('策勒县策勒乡');
    const part = await says(li, own.li, '/audit 50', /telegram:42（清单管理员）发布/);
    expect(part.text).not.toContain('策勒县策勒乡');
  });
});

describe('a keeper besides', () => {
  it('looks at the editions, and an owner takes a backup home and reads the data anew', async () => {
    const editions = await says(li, own.li, '/editions', /清单版本/);
    expect(editions.text).toMatch(/使用中/);
    await answer(group, /已经私聊发给您了/, () => bot.test.people.say(group, boss, '/backup'));
    expect(documents(own.boss)).toEqual([expect.stringMatching(/^qingdan-\d{12}\.sqlite$/)]);
    expect(documents(group)).not.toContainEqual(expect.stringContaining('sqlite'));
    await says(boss, own.boss, '/reload', /已重新读入/);
  });

  it('teaches it what people say, and what belongs to an item in this town', async () => {
    await says(zhang, group, '@qingdan_bot 潜水艇归谁管', /./);
    const list = await says(li, own.li, '/unanswered', /潜水艇归谁管/);
    const which = await presses(li, list, '第1组', /说的是哪一项/);
    const item = labels(which)[0] ?? '';
    const proposed = await presses(li, which, item, /^建议/);
    await presses(li, proposed, '采纳', /^采纳了/);
    await says(
      zhang,
      group,
      '@qingdan_bot 潜水艇归谁管',
      new RegExp(item.replace(/^\D+\d+ /, '').slice(0, 6)),
    );
    const phrasings = await says(li, own.li, '/phrasing', /潜水艇归谁管/);
    await toasted(() => bot.test.people.press(phrasings, li, '撤回第'));
    await says(li, own.li, '/note 配合19 办公室=民政办 电话=0998-1234567', /记下了/);
    const { text: shown } = await asked(OLD);
    expect(shown).toMatch(
      /提交英吉沙县民政局。\n+【本镇备注（非清单原文）】\n负责办公室：民政办\n联系方式：0998-1234567/,
    );
    await says(li, own.li, '/note', /本镇备注：1条/);
  });

  it('gets a digest in private after a week, once, and nobody who never started the bot', async () => {
    await says(li, own.li, '/digest on', /每周/);
    await says(zhang, group, '@qingdan_bot 航空母舰归谁管', /./);
    const { core, test } = bot;
    const sent: string[] = [];
    const weekLater = createDigests({
      desk: { ...core, now: () => Date.now() + 8 * 24 * 60 * 60 * 1000 },
      send: async (platform, userId, reply) => {
        sent.push(platform);
        return (await test.adapter.send?.(userId, reply)) ?? false;
      },
      log: pino({ level: 'silent' }),
    });
    await answer(own.li, /上周没有答好的问题[\s\S]*航空母舰归谁管/, () => void weekLater());
    await weekLater();
    expect(sent).toEqual(['telegram']);
    expect(await test.adapter.send?.('999', { blocks: [{ kind: 'text', text: '您好' }] })).toBe(false);
  });
});
