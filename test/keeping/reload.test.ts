import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Folders, PROJECT_FOLDERS } from '../../src/keeping/loaded.js';
import { type Client, expectWords, labelsOf, openWorld, SAHAN, textOf, type World } from '../chat/world.js';
import { said } from './people.js';

// What a changed catalogue answers is compared over every list.
vi.setConfig({ testTimeout: 180_000 });

/** A world whose data/ and prompts/ may be edited. */
interface Edited {
  readonly world: World;
  readonly owner: Client;
  readonly zhang: Client;
  edit(file: string, change: (text: string) => string): void;
  reload(): ReturnType<Client['command']>;
}

/** One list is enough: every township's own questions are asked before and after. */
async function openEdited(): Promise<Edited> {
  const root = mkdtempSync(join(tmpdir(), 'qingdan-reload-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const folders: Folders = { data: join(root, 'data'), prompts: join(root, 'prompts') };
  cpSync(PROJECT_FOLDERS.data, folders.data, { recursive: true });
  cpSync(PROJECT_FOLDERS.prompts, folders.prompts, { recursive: true });
  for (const file of readdirSync(join(folders.data, 'lists'))) {
    if (!file.startsWith(SAHAN)) rmSync(join(folders.data, 'lists', file));
  }
  const world = openWorld(
    {},
    { keeps: 'here', folders, isEmpty: true, settings: { OWNER_IDS: 'demo:boss' } },
  );
  const owner = world.chat('自己', { isPrivate: true }).client('boss');
  said(await owner.command('reload'), `${SAHAN}.txt`);
  return {
    world,
    owner,
    zhang: world.chat('张', { isPrivate: true }).client('zhang', { town: SAHAN }),
    edit(file, change) {
      const path = join(root, file);
      const before = readFileSync(path, 'utf8');
      const after = change(before);
      expect(after).not.toBe(before);
      writeFileSync(path, after);
    },
    reload: () => owner.command('reload'),
  };
}

const LIST = `data/lists/${SAHAN}.txt`;
const otherBody = (text: string): string =>
  text
    .split('\n')
    .map((row) =>
      row.includes('老年人高龄津贴的发放管理')
        ? row.replaceAll('英吉沙县民政局', '英吉沙县卫生健康委员会')
        : row,
    )
    .join('\n');

describe('/reload', () => {
  it('of files that nobody touched changes nothing and says so', async () => {
    const { world, reload } = await openEdited();
    const { towns } = world.core();
    said(await reload(), '没有新的或改过的', '主题、词语没有改动', '回复的话没有改动');
    expect(world.core().towns).toBe(towns);
  });

  it('takes new words for a topic, without a restart', async () => {
    const { world, edit, reload } = await openEdited();
    edit('data/lexicon.json', (text) => text.replace('"chatter": [', '"chatter": ["劳驾您哪",'));
    const before = world.core().catalogue;
    expectWords(await reload(), '主题、词语有改动，已换上', '用清单自己的');
    expect(world.core().catalogue).not.toBe(before);
    expect(world.core().catalogue.lexicon.dropChatter('劳驾您哪高龄津贴').trim()).toBe('高龄津贴');
  });

  it('takes other wording at once, that of errors too', async () => {
    const { edit, reload, owner, zhang } = await openEdited();
    edit('prompts/chat.json', (text) =>
      text.replace(/"help\.unbound": "[^"]*"/, '"help.unbound": "新的帮助"'),
    );
    edit('prompts/errors.json', (text) => text.replace('这个文件是空的。', '空文件，请重发。'));
    said(await reload(), '回复的话有改动，已换上');
    expectWords(await zhang.command('help'), '新的帮助');
    const empty = { name: '清单.txt', read: async () => new Uint8Array() };
    said(await owner.import(empty), '空文件，请重发。');
    // The other tests speak the project's own words again.
    await openEdited();
  });

  it('publishes a changed list, says which, writes it down, and takes what was learnt along', async () => {
    const { world, edit, reload, zhang } = await openEdited();
    await zhang.shouldReply('老年人高龄津贴的发放管理', '英吉沙县民政局');
    edit(LIST, (text) => otherBody(text).replaceAll('老年人高龄津贴的发放管理', '老年人高龄津贴发放管理'));
    const { store } = world.core();
    const item = { list: 'cooperative' as const, name: '老年人高龄津贴的发放管理' };
    const confirmed = { by: 'demo:li', at: '2026-01-01T00:00:00.000Z' };
    store.confirmQuestion({ townshipId: SAHAN, question: '高龄补贴', item, confirmed });
    said(await reload(), `${SAHAN}.txt`, '用清单自己的');
    await zhang.shouldReply('老年人高龄津贴发放管理', '英吉沙县卫生健康委员会');
    const live = store.liveEdition(SAHAN);
    expect(store.audit(1)).toMatchObject([{ action: 'reload', editionId: live?.id, detail: `${SAHAN}.txt` }]);
    expect(store.confirmedQuestions(SAHAN)[0]?.item.name).toBe('老年人高龄津贴发放管理');
  });
});

describe('a fault', () => {
  const faults: readonly (readonly [string, string, (text: string) => string, RegExp])[] = [
    [
      'a quote too many in the words',
      'data/lexicon.json',
      (text) => text.replace('"chatter": [', '"chatter"": ['),
      /lexicon\.json 第\d+行写法有误/,
    ],
    [
      'a weight that is no number',
      'data/ranking.json',
      (text) => text.replace(/: -?\d+\.\d+/, ': "多"'),
      /ranking\.json 内容有误：第\d+行/,
    ],
    [
      'a body without a name',
      'data/bodies.json',
      (text) => text.replace(/"[^"]+局"/, '7'),
      /bodies\.json 内容有误：第\d+行/,
    ],
    [
      'a sentence that is gone',
      'prompts/chat.json',
      (text) => text.replace(/ {2}"pace": "[^"]*",\n/, ''),
      /chat\.json 里缺少 pace 这一句/,
    ],
    [
      'a sentence that wants what it is not given',
      'prompts/chat.json',
      (text) => text.replace(/"pace": "/, '"pace": "{name}'),
      /chat\.json 第\d+行有误：pace 这一句里的“\{name\}”没有内容可填/,
    ],
    [
      'a quote missing in a sentence of another platform',
      'prompts/discord.json',
      (text) => text.replace('": "', '": '),
      /discord\.json 第2行写法有误/,
    ],
    [
      'a quote missing in the sentences for faults themselves',
      'prompts/errors.json',
      (text) => text.replace('": "', '": '),
      /errors\.json 第2行写法有误/,
    ],
    [
      'a list that cannot be read',
      LIST,
      (text) => text.slice(0, 500),
      /data\/lists 里的“英吉沙县萨罕镇\.txt”读不了：/,
    ],
  ];
  it.each(faults)(
    '(%s) names the file and the line, and leaves everything as it was',
    async (_, file, change, why) => {
      const { world, edit, reload, zhang } = await openEdited();
      edit('prompts/chat.json', (text) =>
        text.replace(/"help\.unbound": "[^"]*"/, '"help.unbound": "新的帮助"'),
      );
      // Another list would be taken, were it not for the fault.
      if (file !== LIST) edit(LIST, otherBody);
      edit(file, change);
      const { store, catalogue, towns } = world.core();
      const before = store.liveEdition(SAHAN);
      const text = said(await reload(), '没有换上，一切照旧');
      expect(text).toMatch(why);
      expect(store.liveEdition(SAHAN)).toEqual(before);
      expect([world.core().catalogue, world.core().towns]).toEqual([catalogue, towns]);
      expect(textOf(await zhang.command('help'))).not.toContain('新的帮助');
      await zhang.shouldReply('配合19', '英吉沙县民政局');
      expect(store.audit(1)).toMatchObject([{ userId: 'boss', action: 'reload', allowed: true }]);
    },
  );
});

describe('a change that answers worse', () => {
  it('is not taken before it was confirmed', async () => {
    const { world, owner, edit, reload } = await openEdited();
    edit('data/ranking.json', (text) => text.replaceAll(/: (-?\d+(?:\.\d+)?)/g, ': 0'));
    const { ranking } = world.core();
    const reply = await reload();
    expectWords(reply, '没有换上：按改过的文件，答对的会变少');
    expect(labelsOf(reply)).toEqual(['仍然重新读入']);
    expect(world.core().ranking).toBe(ranking);
    said(await owner.press('仍然重新读入'), '已重新读入');
    expect(world.core().ranking).not.toBe(ranking);
  });
});

describe('reloading again and again', () => {
  it('twice at once does it one after the other', async () => {
    const { edit, reload, world } = await openEdited();
    edit(LIST, otherBody);
    const replies = await Promise.all([reload(), reload()]);
    expect(replies.map((reply) => said(reply).includes(`${SAHAN}.txt`)).sort()).toEqual([false, true]);
    expect(world.core().store.publications(SAHAN)).toHaveLength(2);
  });
});
