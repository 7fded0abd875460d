import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/contract.js';
import { type Client, textOf } from '../chat/world.js';
import { audited, type KeepingWorld, OTHER_TOWN, openKeeping, refused, said } from './people.js';
import { CHANGED, fileOf, LIULIN } from './small-list.js';

type Person = 'owner' | 'keeper' | 'stranger' | 'admin' | 'anybody';
const EVERYBODY: readonly Person[] = ['owner', 'keeper', 'stranger', 'admin', 'anybody'];
const KEEPERS: readonly Person[] = ['owner', 'keeper'];

/** Every command as somebody may send it, and who may; the draft's number is put in for `draft`. */
const COMMANDS: readonly (readonly [Command['name'], Command['options'], readonly Person[]])[] = [
  ['import', { town: LIULIN }, KEEPERS],
  ['publish', { id: 'draft' }, KEEPERS],
  ['discard', { id: 'draft' }, KEEPERS],
  ['editions', { town: LIULIN }, KEEPERS],
  ['editions', { id: 'draft', page: '1' }, KEEPERS],
  ['rollback', { town: LIULIN }, KEEPERS],
  ['rollback', { id: 'draft' }, KEEPERS],
  ['unanswered', { town: LIULIN }, KEEPERS],
  ['phrasing', { town: LIULIN }, KEEPERS],
  ['note', { town: LIULIN, item: '配合1' }, KEEPERS],
  ['digest', { town: LIULIN }, KEEPERS],
  ['audit', {}, ['owner', 'keeper', 'stranger']],
  ['reload', {}, ['owner']],
  ['backup', {}, ['owner']],
  ['keeper', { action: 'add', person: '7', town: LIULIN }, ['owner']],
  ['keeper', { action: 'remove', person: '7', town: LIULIN }, ['owner']],
  ['keeper', { action: 'list' }, EVERYBODY],
];

/** A world with a draft of the keeper's, made anew for every row: an allowed command changes things. */
async function withDraft(): Promise<KeepingWorld & { draft: string }> {
  const here = await openKeeping();
  await here.keeper.import(fileOf(CHANGED));
  return { ...here, draft: String(here.world.core().store.drafts()[0]?.editionId) };
}

describe.each(COMMANDS)('/%s %o', (name, given, allowed) => {
  const send = (person: Client, options: Command['options']) =>
    name === 'import' ? person.import(fileOf(CHANGED), options) : person.command(name, options);

  const others = EVERYBODY.filter((one) => !allowed.includes(one));
  it.skipIf(others.length === 0)(
    'is refused to everybody else, who is told so and written down',
    async () => {
      const here = await withDraft();
      const options = withNumber(given, here.draft);
      const before = here.world.core().store.editions(LIULIN);
      for (const person of others) {
        const reply = await send(here[person], options);
        refused(reply, '已记录');
        expect(textOf(reply)).toMatch(/只有机器人负责人|只有清单管理员|您不是白塔县柳林镇的清单管理员/);
        expect(audited(here).at(-1)).toContain(' refused');
        expect(audited(here).at(-1)).toContain(` ${name}`);
      }
      expect(here.world.core().store.editions(LIULIN)).toEqual(before);
    },
  );

  it(`is for ${allowed.join(', ')}`, async () => {
    const shared = await withDraft();
    for (const person of allowed) {
      const here = name === 'publish' || name === 'discard' ? await withDraft() : shared;
      expect(said(await send(here[person], withNumber(given, here.draft)))).not.toContain('已记录');
      expect(audited(here).some((line) => line.includes('refused'))).toBe(false);
    }
  });
});

const withNumber = (options: Command['options'], draft: string): Command['options'] =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [key, value === 'draft' ? draft : value]));

describe('without a number or a name', () => {
  it.each(['publish', 'discard', 'editions', 'rollback', 'import'] as const)(
    '/%s of somebody who keeps nothing is refused all the same',
    async (name) => {
      const here = await openKeeping();
      refused(await here.anybody.command(name), '清单管理员');
      expect(audited(here).at(-1)).toContain(`zhang ${name} refused`);
    },
  );

  it('a township that nobody knows tells a stranger nothing', async () => {
    const here = await openKeeping();
    refused(await here.anybody.command('editions', { town: '桃花源' }), '只有清单管理员');
  });
});

describe('a button', () => {
  it('that was offered to a keeper is refused to everybody else', async () => {
    const here = await openKeeping();
    const preview = await here.keeper.import(fileOf(CHANGED));
    const publish = preview?.blocks
      .flatMap((block) => (block.kind === 'actions' ? block.actions : []))
      .find(({ label }) => label === '发布');
    for (const person of [here.stranger, here.admin, here.anybody]) {
      refused(await person.pressToken(publish?.token ?? ''), `您不是${LIULIN}的清单管理员`);
    }
    said(await here.owner.pressToken(publish?.token ?? ''), '已发布');
  });

  it('is refused once its keeper was removed', async () => {
    const here = await openKeeping();
    await here.keeper.import(fileOf(CHANGED));
    await here.owner.command('keeper', { action: 'remove', person: 'li', town: LIULIN });
    refused(await here.keeper.press('发布'), `您不是${LIULIN}的清单管理员`);
    expect(audited(here).at(-1)).toBe(`li publish refused ${LIULIN}`);
    refused(await here.keeper.send(`确认发布${LIULIN}`), '您不是');
  });
});

describe('/keeper', () => {
  const added = `demo:new 从现在起可以管理${LIULIN}的清单`;
  it.each([
    ['options', { action: 'add', person: 'new', town: LIULIN }, {}],
    ['options in Chinese', { action: '添加', person: 'new', town: '柳林镇' }, {}],
    ['one line', { line: 'add new 柳林镇' }, {}],
    ['one line in another order', { line: '柳林镇 new 添加' }, {}],
    ['a person of another platform', { line: 'add telegram:42 柳林镇' }, {}],
    ['a mention', { line: 'add <@42> 柳林镇' }, {}],
    ['a reply to that person', { line: 'add 柳林镇' }, { quotedUserId: 'new' }],
  ] as const)('adds by %s', async (_, options, extra) => {
    const here = await openKeeping();
    const reply = await here.owner.send('', { command: { name: 'keeper', options }, ...extra });
    const line = 'line' in options ? options.line : '';
    const who = line.includes('telegram') ? 'telegram:42' : line.includes('<@') ? 'demo:42' : 'demo:new';
    said(reply, added.replace('demo:new', who));
    expect(
      here.world
        .core()
        .store.keepers(LIULIN)
        .map(({ userId }) => userId),
    ).toContain(who.split(':')[1]);
    expect(audited(here).at(-1)).toBe(`boss keeper-add allowed ${LIULIN}`);
  });

  it.each(['remove li 柳林镇', '移除 li 柳林镇', 'del demo:li 柳林镇'])('removes by %s', async (line) => {
    const here = await openKeeping();
    said(await here.owner.command('keeper', { line }), `demo:li 不再管理${LIULIN}的清单`);
    expect(here.world.core().store.keepers(LIULIN)).toEqual([]);
  });

  it('says when nothing was to be done, who is meant by nobody, and which towns there are', async () => {
    const here = await openKeeping();
    said(await here.owner.command('keeper', { line: 'add li 柳林镇' }), '本来就是');
    said(await here.owner.command('keeper', { line: 'remove new 柳林镇' }), '不用移除');
    said(await here.owner.command('keeper', { line: 'add 柳林镇' }), '请写明是谁');
    said(await here.owner.command('keeper', { line: 'add @new 柳林镇' }), '请写明是谁');
    said(await here.owner.command('keeper', { line: 'add new 桃花源' }), '没有认准乡镇“桃花源”', LIULIN);
    said(await here.owner.command('keeper', { line: 'add new 县' }), '没有认准乡镇');
  });

  it('lists to an owner all, to a keeper their own lists, to everybody their own number', async () => {
    const here = await openKeeping();
    const all = said(await here.owner.command('keeper'), 'demo:li', 'demo:wang', '您的编号：demo:boss');
    expect(all).toContain(OTHER_TOWN);
    const own = said(await here.keeper.command('keeper', { line: 'list' }), 'demo:li', '您的编号：demo:li');
    expect(own).not.toContain('demo:wang');
    expect(said(await here.anybody.command('keeper', { line: '名单' }))).toBe('您的编号：demo:zhang');
  });

  it('gives the right at once, for that township alone', async () => {
    const here = await openKeeping();
    refused(await here.stranger.command('editions', { town: LIULIN }), '您不是');
    await here.owner.command('keeper', { line: 'add wang 柳林镇' });
    said(await here.stranger.command('editions', { town: LIULIN }), `${LIULIN}的清单版本`);
  });
});

describe('the township of a command that names none', () => {
  it('is the chat’s, else the only one the person keeps, else it is asked', async () => {
    const here = await openKeeping();
    said(await here.keeper.command('editions'), `${LIULIN}的清单版本`);
    const inGroup = here.group.client('wang');
    refused(await inGroup.command('editions'), `您不是${LIULIN}的清单管理员`);
    await here.owner.command('keeper', { line: `add li ${OTHER_TOWN}` });
    said(await here.keeper.command('editions'), '是哪个乡镇的？', LIULIN, OTHER_TOWN);
    said(await here.keeper.press(OTHER_TOWN), `${OTHER_TOWN}的清单版本`);
  });
});
