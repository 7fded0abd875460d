import type { APIMessage } from 'discord.js';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDigests } from '../../../src/digests.js';
import { brokenOffList, changedList, fixture } from '../../keeping/changed-list.js';
import {
  type Channel,
  type DiscordStandin,
  type Interaction,
  type Person,
  startDiscordStandin,
} from '../../standins/discord/index.js';
import { messageText, unescaped } from '../../standins/discord/transcript.js';
import { isEphemeral } from '../../standins/discord/world.js';
import { createHome, type Home, type LiveBot } from './core.js';
import { botMessages, errorsIn, labelsOf } from './rig.js';

// Documents are read by a worker, and each preview asks the list's own questions.
vi.setConfig({ testTimeout: 180_000 });
const PATIENCE_MS = 40_000;

/** Those who keep a list at work, with the real core: each step is what somebody does and what is then shown. */
let discord: DiscordStandin;
let home: Home;
let bot: LiveBot;
let group: Channel;
let boss: Person;
let li: Person;
let zhou: Person;
let wang: Person;

beforeAll(async () => {
  discord = await startDiscordStandin();
  group = discord.channel('民生');
  boss = discord.person('负责人');
  li = discord.person('李强');
  zhou = discord.person('周主任', { manager: true });
  wang = discord.person('王芳');
  home = createHome({ ownerIds: [`discord:${boss.user.id}`] });
  bot = await home.live({ discord });
  await whisper(zhou, 'bind', { town: '萨罕镇' }, /按英吉沙县萨罕镇的清单回答/);
}, 60_000);
afterAll(async () => {
  await bot.end();
  await discord.close();
  home.remove();
});

const words = (message: APIMessage): string => unescaped(messageText(message));
const upload = (name: string, bytes: Buffer) => discord.upload({ name, bytes });

/** What only the one who did it sees, once it says what is expected. */
async function whispered(interaction: Interaction, expected: RegExp): Promise<APIMessage> {
  const message = await discord.until(
    () => interaction.answers.find((one) => expected.test(words(one))),
    String(expected),
    PATIENCE_MS,
  );
  expect(isEphemeral(message)).toBe(interaction.channel === group);
  return message;
}
function whisper(
  person: Person,
  name: string,
  given: Record<string, string | number>,
  expected: RegExp,
  more: Parameters<DiscordStandin['command']>[4] = {},
): Promise<APIMessage> {
  return whispered(discord.command(group, person, name, given, more), expected);
}
const imports = (person: Person, name: string, bytes: Buffer, expected: RegExp, given = {}) => {
  const file = upload(name, bytes);
  return whisper(person, 'import', { file: file.id, ...given }, expected, { attachments: [file] });
};
const presses = (person: Person, under: APIMessage, label: string, expected: RegExp, channel = group) =>
  whispered(discord.press(channel, person, under, label), expected);
/** The bot's next message in a channel, for everybody there, that says what is expected. */
async function shown(channel: Channel, expected: RegExp, act: () => unknown): Promise<APIMessage> {
  const before = new Set(botMessages(channel, discord));
  act();
  return discord.until(
    () => botMessages(channel, discord).find((one) => !before.has(one) && expected.test(words(one))),
    `${expected} in ${channel.name}`,
    PATIENCE_MS,
  );
}
const asks = (text: string, expected: RegExp) =>
  shown(group, expected, () => discord.say(group, wang, `${discord.mention} ${text}`));
const asked = (expected: RegExp) => asks('高龄津贴找谁', expected);
const filesOf = ({ attachments }: APIMessage): string[] =>
  attachments.map(({ title, filename }) => title ?? filename);

const OLD = /由英吉沙县民政局牵头/;
const NEW = /由英吉沙县卫生健康委员会牵头/;
const PREVIEW = /^预览：/;
const REFUSED = /^(?:这件事只有|您不是).*已记录。$/;

describe('those who keep a list', () => {
  it('are named by the owner, and are told their commands', async () => {
    const person = { action: 'add', person: li.user.id, town: '萨罕镇' };
    await whisper(boss, 'keeper', person, /从现在起可以管理英吉沙县萨罕镇的清单/, { users: [li] });
    await whisper(li, 'keeper', {}, new RegExp(`英吉沙县萨罕镇：discord:${li.user.id}`));
    await whispered(discord.command(discord.direct(li), li, 'help'), /\/import 导入新清单/);
    const everybody = await whispered(discord.command(discord.direct(wang), wang, 'help'), /\/duty/);
    expect(words(everybody)).not.toContain('/import');
  });
});

describe('a changed list', () => {
  let preview: APIMessage;
  const text = Buffer.from(changedList());

  it('brought with the command is shown with what it would change, to the keeper alone', async () => {
    await asked(OLD);
    const before = botMessages(group, discord).length;
    preview = await imports(li, '萨罕镇2026.txt', text, PREVIEW);
    expect(words(preview)).toContain('部门有变化：1项');
    expect(filesOf(preview)).toEqual(['清单变化-英吉沙县萨罕镇']);
    expect(labelsOf(preview)).toEqual(['发布', '放弃', '逐条看变化']);
    await presses(li, preview, '逐条看变化', /对应上级部门·增加：英吉沙县卫生健康委员会/);
    expect(botMessages(group, discord)).toHaveLength(before);
    await asked(OLD);
  });

  it('is published by a press, also after a restart, and undone by another', async () => {
    await bot.end();
    bot = await home.live({ discord });
    const done = await presses(li, preview, '发布', /已发布：英吉沙县萨罕镇/);
    await asked(NEW);
    await presses(li, done, '撤销', /已恢复：英吉沙县萨罕镇/);
    await asked(OLD);
    await presses(li, preview, '发布', /已经发布、放弃或者过期/);
  });

  it('comes in private without a word, or in a message of one’s own that is replied to', async () => {
    const own = discord.direct(li);
    const word = upload('萨罕镇.docx', fixture('docx', '英吉沙县萨罕镇.docx'));
    const same = await shown(own, PREVIEW, () => discord.say(own, li, '', { attachments: [word] }));
    expect(words(same)).toContain('和原来的清单相比，没有任何变化');
    expect(words(same)).not.toContain('正在读');
    await presses(li, same, '放弃', /已放弃/, own);
    const sheet = upload('萨罕镇.xlsx', fixture('xlsx', '英吉沙县萨罕镇.xlsx'));
    const brought = discord.say(group, li, `${discord.mention} 你好`, { attachments: [sheet] });
    const again = await shown(own, PREVIEW, () =>
      discord.say(group, li, `${discord.mention} 导入`, { replyTo: brought }),
    );
    await presses(li, again, '放弃', /已放弃/, own);
    await whisper(li, 'discard', {}, /没有待发布的清单/);
  });

  it('that lost half of its items is published only after words that its keeper types', async () => {
    const broken = await imports(li, '残缺.txt', Buffer.from(brokenOffList()), PREVIEW);
    expect(words(broken)).toMatch(/注意：现在清单里有\d+%的事项在新清单里找不到了/);
    await presses(li, broken, '发布', /请把这几个字发给我：确认发布英吉沙县萨罕镇/);
    await whisper(li, 'publish', { confirm: '确认发布英吉沙县' }, /请把这几个字发给我/);
    await asks('收回3', /违规领取高龄津贴的追缴/);
    await whisper(li, 'publish', { confirm: '确认发布英吉沙县萨罕镇' }, /已发布/);
    expect(words(await asks('收回3', /./))).not.toContain('违规领取高龄津贴的追缴');
    const former = await whisper(li, 'rollback', {}, /^预览：把英吉沙县萨罕镇的清单恢复到/);
    await presses(li, former, '恢复这一版', /已恢复/);
    await asks('收回3', /违规领取高龄津贴的追缴/);
  });
});

describe('refused, and written down,', () => {
  const refused = () => bot.core.store.audit(500).filter(({ allowed }) => !allowed);

  it.each([
    ['publish', {}],
    ['discard', {}],
    ['editions', {}],
    ['rollback', {}],
    ['reload', {}],
    ['backup', {}],
    ['keeper', { action: 'add', town: '萨罕镇' }],
    ['audit', {}],
    ['unanswered', {}],
    ['phrasing', {}],
    ['note', { item: '配合19', office: '民政办' }],
    ['digest', { switch: 'on' }],
  ])('/%s by an ordinary member and by an administrator of the server', async (name, given) => {
    const before = refused().length;
    const public_ = botMessages(group, discord).length;
    await whisper(wang, name, given, REFUSED);
    await whisper(zhou, name, given, REFUSED);
    expect(refused()).toHaveLength(before + 2);
    expect(
      refused()
        .slice(0, 2)
        .map(({ role, userId }) => [role, userId]),
    ).toEqual([
      ['chat-admin', zhou.user.id],
      ['everyone', wang.user.id],
    ]);
    expect(botMessages(group, discord)).toHaveLength(public_);
  });

  it('a document of theirs, which is not even fetched', async () => {
    const fetched = discord.downloads.length;
    const bytes = Buffer.from(changedList());
    await imports(wang, '清单.txt', bytes, REFUSED);
    await imports(zhou, '清单.txt', bytes, REFUSED);
    const own = discord.direct(wang);
    await shown(own, REFUSED, () => discord.say(own, wang, '', { attachments: [upload('清单.txt', bytes)] }));
    expect(discord.downloads).toHaveLength(fetched);
  });

  it('a button pressed by somebody who is no keeper any more', async () => {
    const preview = await imports(li, '萨罕镇.txt', Buffer.from(changedList()), PREVIEW);
    const person = { person: li.user.id, town: '萨罕镇' };
    await whisper(boss, 'keeper', { action: 'remove', ...person }, /不再管理/, { users: [li] });
    await presses(li, preview, '发布', /不是英吉沙县萨罕镇的清单管理员/);
    await asked(OLD);
    await whisper(boss, 'keeper', { action: 'add', ...person }, /从现在起可以管理/, { users: [li] });
    await presses(li, preview, '放弃', /已放弃/);
    await whisper(boss, 'audit', { count: 50 }, /发布【被拒绝】/);
  });
});

describe('a keeper besides', () => {
  it('looks at the editions; an owner takes a backup home and reads the data anew', async () => {
    await whisper(li, 'editions', {}, /使用中/);
    const backup = await whisper(boss, 'backup', {}, /数据库备份/);
    expect(filesOf(backup)).toEqual([expect.stringMatching(/^qingdan-\d{12}$/)]);
    await whisper(boss, 'reload', {}, /已重新读入/);
  });

  it('teaches it what people say, and what belongs to an item in this town', async () => {
    await asks('潜水艇归谁管', /./);
    const list = await whisper(li, 'unanswered', {}, /潜水艇归谁管/);
    const which = await presses(li, list, '第1组是说哪一项', /说的是哪一项/);
    const [item = ''] = labelsOf(which);
    const proposed = await presses(li, which, item, /^建议/);
    await presses(li, proposed, '采纳', /^采纳了/);
    await asks('潜水艇归谁管', new RegExp(item.replace(/^\D+\d+ /, '').slice(0, 6)));
    await whisper(li, 'phrasing', {}, /潜水艇归谁管/);
    await whisper(li, 'note', { item: '配合19', office: '民政办', contact: '0998-1234567' }, /记下了/);
    expect(words(await asked(OLD))).toMatch(/【本镇备注（非清单原文）】[\s\S]*负责办公室：民政办/);
    await whisper(li, 'note', {}, /本镇备注：1条/);
  });

  it('gets a digest in private after a week, and nobody who takes no private messages', async () => {
    await whisper(li, 'digest', { switch: 'on' }, /每周/);
    await asks('航空母舰归谁管', /./);
    const { core, adapter } = bot;
    const look = createDigests({
      desk: { ...core, now: () => Date.now() + 8 * 24 * 60 * 60 * 1000 },
      send: async (_, userId, reply) => (await adapter.send?.(userId, reply)) ?? false,
      log: pino({ level: 'silent' }),
    });
    await shown(discord.direct(li), /上周没有答好的问题[\s\S]*航空母舰归谁管/, () => void look());
    discord.closeDirect(wang);
    const text = { blocks: [{ kind: 'text' as const, text: '您好' }] };
    expect(await adapter.send?.(wang.user.id, text)).toBe(false);
    expect(discord.pings).toEqual([]);
    expect(errorsIn(bot.log)).toEqual([]);
  });
});
