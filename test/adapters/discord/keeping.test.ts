import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/contract.js';
import { cannotMessage } from '../../standins/discord/faults.js';
import { messageText } from '../../standins/discord/transcript.js';
import {
  botMessages,
  card,
  createOwnRig,
  errorsIn,
  nextMessages,
  startHearing as start,
  startOwnRig,
  textReply,
} from './rig.js';

describe('a secret', () => {
  const secret: Reply = { ...textReply('操作记录：三条'), isSecret: true };

  it('asked for in a channel goes to the person, and the channel gets a hint', async () => {
    const { discord, group, wang } = await start(() => secret);
    discord.say(group, wang, `${discord.mention} 操作记录`);
    const [hint] = await nextMessages(discord, group);
    expect(hint?.content).toBe('这条只能您自己看，已经私信发给您了。');
    const [told] = await nextMessages(discord, discord.direct(wang));
    expect(told?.content).toBe('操作记录：三条');
    expect(discord.pings).toEqual([]);
  });

  it('of somebody who takes no private messages is said nowhere', async () => {
    const { discord, group, wang, log } = await start(() => secret);
    discord.closeDirect(wang);
    discord.say(group, wang, `${discord.mention} 操作记录`);
    const [hint] = await nextMessages(discord, group);
    expect(hint?.content).toContain('请用斜杠命令');
    expect(discord.transcript()).not.toContain('三条');
    expect(discord.refusals().map(({ answer }) => answer)).toEqual([cannotMessage().body]);
    expect(errorsIn(log)).toEqual([]);
  });

  it('behind a button of a message that all see takes not its place, and is whispered', async () => {
    const { discord, group, wang } = await start(({ pressed }) =>
      pressed
        ? { ...secret, replaces: true }
        : {
            blocks: [
              { kind: 'headline', text: '看哪里' },
              { kind: 'actions', actions: [{ label: '记录', text: '记录', token: 't1', role: 'keep' }] },
            ],
          },
    );
    discord.say(group, wang, `${discord.mention} 管理`);
    const [shown] = await nextMessages(discord, group);
    if (!shown) throw new Error('nothing shown');
    const press = discord.press(group, wang, shown, '记录');
    const answer = await discord.until(() => press.answers[0], 'the answer');
    expect(answer.content).toBe('操作记录：三条');
    expect((answer.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
    expect(messageText(shown)).toContain('看哪里');
    expect(botMessages(group, discord)).toHaveLength(1);
  });
});

describe('a report before the answer', () => {
  /** A core that reports, waits to be let go on, and answers. */
  const slowly = async (final: Reply | undefined) => {
    let finish: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const rig = await createOwnRig();
    await rig.adapter.start(async ({ report, text }) => {
      if (text === '在吗') return textReply('在');
      if (text === '预览') return card('预览', ['t1', '发布']);
      await report?.(textReply('正在读取…'));
      await done;
      return final;
    });
    const { discord } = rig;
    return { ...rig, finish, wang: discord.person('王芳'), group: discord.channel('民生') };
  };

  it('stands under the question and is gone when the answer is there; the channel’s others do not wait', async () => {
    const { discord, group, wang, finish, log } = await slowly(textReply('预览'));
    discord.say(group, wang, `${discord.mention} 导入`);
    const [report] = await nextMessages(discord, group);
    expect(report?.content).toBe('正在读取…');
    discord.say(group, discord.person('李强'), `${discord.mention} 在吗`);
    await nextMessages(discord, group, 2);
    finish();
    await discord.until(
      () =>
        botMessages(group, discord)
          .map(({ content }) => content)
          .join() === '在,预览',
      'the answer alone',
    );
    expect(discord.pings).toEqual([]);
    expect(errorsIn(log)).toEqual([]);
  });

  it('that cannot be shown or taken away fails nothing', async () => {
    const { discord, group, wang, finish, log } = await slowly(textReply('预览'));
    discord.script({ method: 'POST', path: /\/messages$/, refuse: cannotMessage() });
    discord.say(group, wang, `${discord.mention} 导入`);
    await discord.until(() => discord.refusals().length > 0, 'the refused report');
    finish();
    const [answer] = await nextMessages(discord, group);
    expect(answer?.content).toBe('预览');
    expect(errorsIn(log)).toEqual([]);
  });

  it('fills the place of a command’s answer until that comes', async () => {
    const { discord, group, wang, finish } = await slowly(textReply('预览'));
    const call = discord.command(group, wang, 'reload');
    await discord.until(() => call.answers[0]?.content === '正在读取…', 'the report');
    finish();
    await discord.until(() => call.answers[0]?.content === '预览', 'the answer');
    expect(call.answers).toHaveLength(1);
    expect(botMessages(group, discord)).toEqual([]);
  });

  it('of a pressed button is seen by that person alone, and gone when the answer is there', async () => {
    const { discord, group, wang, finish, log } = await slowly(textReply('已发布'));
    discord.say(group, wang, `${discord.mention} 预览`);
    const [shown] = await nextMessages(discord, group);
    if (!shown) throw new Error('nothing shown');
    const press = discord.press(group, wang, shown, '发布');
    const report = await discord.until(() => press.answers[0], 'the report');
    expect(report.content).toBe('正在读取…');
    expect((report.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
    finish();
    await nextMessages(discord, group, 2);
    await discord.until(() => !press.answers.includes(report), 'the report taken away');
    expect(press.answers.map(({ content }) => content)).toEqual(['已发布']);
    expect(errorsIn(log)).toEqual([]);
  });
});

describe('the commands of keepers', () => {
  it('are open to those who administer nothing, and hand over a person by their id', async () => {
    const { discord, group, wang, next } = await start();
    const li = discord.person('李强');
    const given = { action: 'add', person: li.user.id, town: '萨罕镇' };
    discord.command(group, wang, 'keeper', given, { users: [li] });
    const { command, mayAdminister } = await next();
    expect(command).toEqual({ name: 'keeper', options: given });
    expect(mayAdminister).toBeUndefined();
  });

  it('complete the item of a note as a duty', async () => {
    const asked: unknown[] = [];
    const rig = await startOwnRig(async () => undefined, {
      core: {
        suggest: (query) => {
          asked.push([query.kind, query.text]);
          return [{ name: '配合19 高龄津贴', value: '配合19' }];
        },
      },
    });
    const { discord } = rig;
    const typing = discord.autocomplete(
      discord.channel('民生'),
      discord.person('王芳'),
      'note',
      { item: 'gl' },
      'item',
    );
    expect(await discord.until(() => typing.choices, 'completions')).toHaveLength(1);
    expect(asked).toEqual([['duty', 'gl']]);
  });

  it('let a server be bound as a whole', async () => {
    const { discord, group, next } = await start();
    discord.command(group, discord.person('赵主任', { manager: true }), 'bind', {
      town: '萨罕镇',
      where: 'server',
    });
    expect(await next()).toMatchObject({
      command: { name: 'bind', options: { town: '萨罕镇', where: 'server' } },
      outerChatIds: [discord.guilds[0]?.id],
    });
  });
});
