import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type Adapter,
  FILE_BYTES_MAX,
  type Handle,
  type InboundMessage,
  type Reply,
} from '../../src/contract.js';

export interface Document {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One adapter on a stand-in of its platform, as its people see it. */
export interface AdapterHarness {
  readonly adapter: Adapter;
  /** Somebody says something meant for the bot, in whatever way needs no mention (a private chat). */
  say(text: string): void | Promise<void>;
  /** Somebody sends a document with the command `import`, in private. */
  bring(file: Document): void | Promise<void>;
  /** Documents that people have got so far. */
  received(): Promise<readonly Document[]>;
  /** What a platform with groups can do besides. */
  readonly group?: {
    /** Talk in a group that does not address the bot. */
    overhear(text: string): void | Promise<void>;
    /** The same words, addressed to the bot by a mention before them. */
    mention(text: string): void | Promise<void>;
    /** A message of the bot itself. */
    sayAsBot(text: string): void | Promise<void>;
  };
  /** Messages that people have got so far, each as its plain words. */
  sent(): readonly string[];
  /** Errors in the log so far. */
  loggedErrors(): number;
  /** Longest message in the platform's own unit; without it, messages have no bound. */
  readonly limit?: { readonly max: number; measure(text: string): number };
  close(): void | Promise<void>;
}

/** What every platform must do, whatever else it can. @param make a new adapter, not yet started */
export function testAdapter(name: string, make: () => AdapterHarness | Promise<AdapterHarness>): void {
  describe(`the ${name} adapter, like every adapter,`, () => {
    const open: AdapterHarness[] = [];
    afterEach(async () => {
      for (const one of open.splice(0)) {
        await one.adapter.stop();
        await one.close();
      }
    });

    const begin = async (
      reply: (message: InboundMessage) => Reply | undefined | Promise<Reply | undefined>,
    ) => {
      const harness = await make();
      open.push(harness);
      const heard: InboundMessage[] = [];
      const handle: Handle = async (message) => {
        heard.push(message);
        return reply(message);
      };
      await harness.adapter.start(handle);
      return { harness, heard };
    };
    const echo = ({ text }: InboundMessage): Reply => ({ blocks: [{ kind: 'text', text: `听到：${text}` }] });
    const hears = async (heard: readonly InboundMessage[], count: number): Promise<void> =>
      vi.waitFor(() => expect(heard).toHaveLength(count), { timeout: 5000 });
    const gets = async (harness: AdapterHarness, words: string): Promise<void> =>
      vi.waitFor(() => expect(harness.sent().join('\n')).toContain(words), { timeout: 5000 });

    it('hands over what is said, with its own name, and gives the reply', async () => {
      const { harness, heard } = await begin(echo);
      await harness.say('高龄津贴找谁');
      await gets(harness, '听到：高龄津贴找谁');
      expect(heard[0]).toMatchObject({ platform: harness.adapter.name, text: '高龄津贴找谁' });
      expect(heard[0]?.id).not.toBe('');
      expect(heard[0]?.at).toBeGreaterThan(0);
    });

    it('gives every message an id of its own', async () => {
      const { harness, heard } = await begin(echo);
      for (const text of ['一', '一', '二']) await harness.say(text);
      await hears(heard, 3);
      expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
    });

    it('stays silent when the core has no reply', async () => {
      const { harness, heard } = await begin((message) =>
        message.text === '说' ? echo(message) : undefined,
      );
      await harness.say('别说');
      await harness.say('说');
      await hears(heard, 2);
      await gets(harness, '听到：说');
      expect(harness.sent().join('\n')).not.toContain('别说');
    });

    it('ignores its own messages', async () => {
      const { harness, heard } = await begin(echo);
      if (!harness.group) return;
      await harness.group.sayAsBot('本镇配合，不是主责');
      await harness.say('之后');
      await hears(heard, 1);
      expect(heard[0]?.text).toBe('之后');
    });

    it('does not take group talk for a question to it', async () => {
      const { harness, heard } = await begin((message) => (message.addressed ? echo(message) : undefined));
      if (!harness.group) return;
      await harness.group.overhear('中午吃什么');
      await harness.group.mention('高龄津贴找谁');
      await gets(harness, '听到：高龄津贴找谁');
      expect(heard.filter(({ addressed }) => addressed).map(({ text }) => text)).toEqual(['高龄津贴找谁']);
      expect(harness.sent().join('\n')).not.toContain('中午吃什么');
    });

    it('hands over the words without the mention', async () => {
      const { harness, heard } = await begin(echo);
      if (!harness.group) return;
      await harness.group.mention('配合19');
      await hears(heard, 1);
      expect(heard[0]).toMatchObject({ text: '配合19', addressed: true });
    });

    it('loses no word of a long reply, and keeps its source whole', async () => {
      const steps = Array.from(
        { length: 120 },
        (_, at) => `${at + 1}.${'负责摸排上报并做好台账；'.repeat(6)}`,
      );
      const source = '来源：英吉沙县萨罕镇履职事项清单（2025年7月），配合履职事项清单第19项，指纹9ddf11c5。';
      const long: Reply = {
        blocks: [
          { kind: 'headline', text: '本镇配合，不是主责：由英吉沙县民政局牵头。' },
          { kind: 'steps', title: '本镇配合职责', lines: steps.map((text) => ({ kind: 'step', text })) },
          { kind: 'source', text: source },
        ],
      };
      const { harness } = await begin(() => long);
      await harness.say('配合19');
      await gets(harness, '指纹9ddf11c5');
      const sent = harness.sent();
      const bare = sent.join('\n').replace(/\s/g, '');
      for (const step of steps) expect(bare).toContain(step);
      expect(sent.filter((message) => message.replace(/\s/g, '').includes(source))).toHaveLength(1);
      const { limit } = harness;
      if (limit) for (const message of sent) expect(limit.measure(message)).toBeLessThanOrEqual(limit.max);
    });

    it('shows choices with their numbers, and a number said is heard as it is', async () => {
      const choices = ['老年人高龄津贴的发放管理', '违规领取高龄津贴的追缴'].map((label, at) => ({
        number: at + 1,
        label,
        detail: '英吉沙县民政局',
        action: { label, text: `配合${at + 1}` },
      }));
      const { harness, heard } = await begin(({ text }) => ({
        blocks: text === '2' ? [{ kind: 'text', text: '选了二' }] : [{ kind: 'choices', choices }],
      }));
      await harness.say('高龄津贴');
      await gets(harness, '违规领取高龄津贴的追缴');
      const shown = harness.sent().join('\n');
      for (const { number, label } of choices) expect(shown).toMatch(new RegExp(`${number}[^\\n]*${label}`));
      await harness.say('2');
      await gets(harness, '选了二');
      expect(heard[1]?.text).toBe('2');
    });

    it('hands over a document with the command it came with, for the core to read', async () => {
      const { harness, heard } = await begin(() => undefined);
      const bytes = Buffer.from('清单\u0000\r\n\r\n--第二行', 'utf8');
      await harness.bring({ name: '履职 清单.docx', bytes });
      await hears(heard, 1);
      expect(heard[0]).toMatchObject({ command: { name: 'import' }, isPrivate: true });
      expect(heard[0]?.file?.name).toBe('履职 清单.docx');
      expect(Buffer.from((await heard[0]?.file?.read()) ?? [])).toEqual(bytes);
    });

    it('reads no document that is too large', async () => {
      const { harness, heard } = await begin(() => undefined);
      await harness.bring({ name: '清单.docx', bytes: Buffer.alloc(FILE_BYTES_MAX + 1) });
      await hears(heard, 1);
      await expect(heard[0]?.file?.read()).rejects.toMatchObject({ code: 'document-too-large' });
    });

    it('gives people the documents of a reply whole, under names that lead nowhere', async () => {
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 251));
      const { harness } = await begin(() => ({
        blocks: [{ kind: 'text', text: '有一处不同' }],
        files: [{ name: '../新旧"对比; 表.xlsx', bytes }],
      }));
      await harness.say('看看不同');
      await gets(harness, '有一处不同');
      await vi.waitFor(async () => expect(await harness.received()).toHaveLength(1), { timeout: 5000 });
      const [file] = await harness.received();
      expect(file?.name).toMatch(/^[^\s"/\\]*新旧_对比_表\.xlsx$/);
      expect(file?.bytes.equals(bytes)).toBe(true);
    });

    it('shows a report while the work goes on', async () => {
      let finish: () => void = () => {};
      const done = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const { harness } = await begin(async ({ report }) => {
        await report?.({ blocks: [{ kind: 'text', text: '正在读取第1页' }] });
        await report?.({ blocks: [{ kind: 'text', text: '正在读取第2页' }] });
        await done;
        await report?.({ blocks: [{ kind: 'text', text: '读完了' }] });
        return { blocks: [{ kind: 'text', text: '清单的预览' }] };
      });
      await harness.say('读这份清单');
      await gets(harness, '正在读取第2页');
      finish();
      await gets(harness, '清单的预览');
    });

    it('shows a secret in a private conversation like everything else', async () => {
      const { harness } = await begin(() => ({
        blocks: [{ kind: 'text', text: '只给您看' }],
        isSecret: true,
      }));
      await harness.say('操作记录');
      await gets(harness, '只给您看');
      expect(harness.sent()).toHaveLength(1);
    });

    it('logs a failing core, says so to the asker without a stack trace, and goes on', async () => {
      const { harness, heard } = await begin((message) => {
        if (message.text === '坏') throw new Error('secret detail of a failure');
        return echo(message);
      });
      await harness.say('坏');
      await vi.waitFor(() => expect(harness.loggedErrors()).toBe(1), { timeout: 5000 });
      await harness.say('好');
      await gets(harness, '听到：好');
      await hears(heard, 2);
      expect(harness.sent().join('\n')).toMatch(/出错了/);
      expect(harness.sent().join('\n')).not.toMatch(/secret detail|at .+\.[jt]s:\d+/);
    });

    it('may be stopped twice, and before it was started', async () => {
      const { harness } = await begin(echo);
      await harness.adapter.stop();
      await harness.adapter.stop();
      const idle = await make();
      open.push(idle);
      await idle.adapter.stop();
    });

    it('hears nothing after it was stopped', async () => {
      const { harness, heard } = await begin(echo);
      await harness.say('之前');
      await hears(heard, 1);
      await harness.adapter.stop();
      await harness.say('之后');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(heard.map(({ text }) => text)).toEqual(['之前']);
    });
  });
}
