import { type APIMessage, ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/contract.js';
import { Refusal } from '../../standins/discord/faults.js';
import { messageText } from '../../standins/discord/transcript.js';
import { isEphemeral } from '../../standins/discord/world.js';
import {
  botMessages,
  card,
  echo,
  errorsIn,
  labelsOf,
  listener,
  type Rig,
  startOwnRig as start,
  textReply,
} from './rig.js';

const said = (message: APIMessage): boolean => message.content !== '' || message.embeds.length > 0;
const CALLBACK = /^\/interactions\/\d+\/[^/]+\/callback$/;

describe('a command', () => {
  it('is answered for the asker alone', async () => {
    const { discord } = await start(async () => card('本镇配合', ['t1', '全文'], ['share', '发到群里']));
    const group = discord.channel('民生');
    const call = discord.command(group, discord.person('王芳'), 'duty', { matter: '高龄津贴' });
    const answer = await discord.until(() => call.answers.find(said), 'an answer');
    expect(isEphemeral(answer)).toBe(true);
    expect(labelsOf(answer)).toEqual(['全文', '发到群里']);
    expect(botMessages(group, discord)).toEqual([]);
  });

  it('is acknowledged before the core has thought', async () => {
    const { discord } = await start(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        return textReply('好');
      },
      { standin: { ackMs: 300 } },
    );
    const call = discord.command(discord.channel('民生'), discord.person('王芳'), 'lists');
    const answer = await discord.until(() => call.answers.find(said), 'an answer');
    expect(answer.content).toBe('好');
  });

  it('of twelve thousand characters is answered in several messages, all private', async () => {
    const line = '负责摸排上报并做好台账，配合县民政局开展核查；';
    const lines = Array.from({ length: Math.ceil(12_000 / line.length) }, (_, at) => `${at}.${line}`);
    const long: Reply = {
      blocks: [
        { kind: 'headline', text: '本镇配合' },
        { kind: 'steps', title: '职责', lines: lines.map((text) => ({ kind: 'step', text })) },
        { kind: 'source', text: '来源：清单第240行。' },
      ],
    };
    const { discord } = await start(async () => long);
    const call = discord.command(discord.channel('民生'), discord.person('王芳'), 'duty', {
      matter: '高龄津贴',
    });
    await discord.until(() => call.answers.some(({ embeds }) => embeds[0]?.footer), 'the last message');
    const words = call.answers.map(messageText).join('\n');
    for (const one of lines) expect(words).toContain(one);
    expect(call.answers.every(isEphemeral)).toBe(true);
    expect(call.answers.length).toBeGreaterThan(2);
  });

  it('that needs no answer leaves nothing behind', async () => {
    const { discord } = await start(async () => undefined);
    const call = discord.command(discord.channel('民生'), discord.person('王芳'), 'help');
    await discord.until(
      () => call.acknowledged !== undefined && call.answers.length === 0,
      'the trace to go',
    );
  });

  it('that comes too late is logged, and the next one works', async () => {
    const { discord, log } = await start(echo, { standin: { ackMs: -1 } });
    const group = discord.channel('民生');
    const wang = discord.person('王芳');
    const late = discord.command(group, wang, 'help');
    await discord.until(() => log.some((line) => line.includes('interaction over')), 'the log');
    expect(late.acknowledged).toBeUndefined();
    discord.settings.ackMs = 3000;
    const call = discord.command(group, wang, 'help');
    await discord.until(() => call.answers.find(said), 'an answer');
  });

  it('taken by a second copy of the bot is left to that copy', async () => {
    const first = await start(async () => textReply('第一份'));
    const { discord } = first;
    const second = await start(async () => textReply('第二份'), { discord });
    const call = discord.command(discord.channel('民生'), discord.person('王芳'), 'help');
    const all = () => [...first.log, ...second.log].some((line) => line.includes('taken by another copy'));
    await discord.until(all, 'one to give way');
    await discord.until(() => call.answers.find(said), 'an answer');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(call.answers).toHaveLength(1);
  });

  it('whose acknowledgement got lost on the way back is answered all the same', async () => {
    const { discord } = await start(async () => textReply('好'));
    discord.script({ method: 'POST', path: CALLBACK, loseAnswer: true });
    const call = discord.command(discord.channel('民生'), discord.person('王芳'), 'help');
    const answer = await discord.until(() => call.answers.find(said), 'an answer');
    expect(answer.content).toBe('好');
  });

  it('whose card is refused is answered in plain words', async () => {
    const { discord, log } = await start(async () => card('本镇配合', ['t1', '全文']));
    const refuse = new Refusal(400, { code: 50035, message: 'Invalid Form Body', errors: {} });
    discord.script({ method: 'PATCH', path: /^\/webhooks\//, refuse });
    const call = discord.command(discord.channel('民生'), discord.person('王芳'), 'duty', {
      matter: '高龄津贴',
    });
    const answer = await discord.until(() => call.answers.find(said), 'an answer');
    expect(answer.content).toBe('本镇配合\n来源：清单第240行。');
    expect(log.join('')).toContain('reply refused');
  });

  it('that breaks the core is answered with a kind sentence, and no token gets into the log', async () => {
    const { discord, log } = await start(async () => {
      throw new Error('broken');
    });
    const call = discord.command(discord.channel('民生'), discord.person('王芳'), 'help');
    const answer = await discord.until(() => call.answers.find(said), 'an answer');
    expect(answer.content).toContain('出错了');
    discord.script({
      method: 'PATCH',
      path: /^\/webhooks\//,
      refuse: new Refusal(404, { code: 10015, message: 'x' }),
    });
    discord.command(discord.channel('综治'), discord.person('王芳'), 'help');
    await discord.until(() => errorsIn(log).some(({ msg }) => msg === 'reply not sent'), 'the refused send');
    expect(log.join('')).not.toContain('interaction-token');
    expect(log.join('')).not.toContain(discord.settings.token);
  });
});

describe('a pressed button', () => {
  /** A public card with two buttons, and what each press is answered with. */
  const begin = async (answerTo: (token: string) => Reply | undefined) => {
    const { heard, handle } = listener(({ pressed }) =>
      pressed === undefined ? card('本镇配合', ['t1', '全文'], ['t2', '没用']) : answerTo(pressed),
    );
    const rig = await start(handle);
    const { discord } = rig;
    const group = discord.channel('民生');
    const wang = discord.person('王芳');
    discord.say(group, wang, `${discord.mention} 高龄津贴`);
    const shown = await discord.until(() => botMessages(group, discord)[0], 'the card');
    return { ...rig, group, wang, shown, heard };
  };

  it('is answered below, for everybody', async () => {
    const { discord, group, wang, shown } = await begin(() => textReply('全文在此'));
    discord.press(group, wang, shown, '全文');
    const answer = await discord.until(() => botMessages(group, discord)[1], 'the answer');
    expect(answer.content).toBe('全文在此');
    expect(discord.pings).toEqual([]);
  });

  it('is answered for one person where the core says so', async () => {
    const { discord, group, wang, shown } = await begin(() => ({ ...textReply('记下了'), isPrivate: true }));
    const press = discord.press(group, wang, shown, '没用');
    const answer = await discord.until(() => press.answers[0], 'the answer');
    expect(isEphemeral(answer)).toBe(true);
    expect(botMessages(group, discord)).toHaveLength(1);
  });

  it('turns the page in place', async () => {
    const { discord, group, wang, shown } = await begin(() => ({
      ...card('第二页', ['t3', '上一页']),
      replaces: true,
    }));
    discord.press(group, wang, shown, '全文');
    await discord.until(() => shown.embeds[0]?.title === '第二页', 'the page');
    expect(labelsOf(shown)).toEqual(['上一页']);
    expect(botMessages(group, discord)).toHaveLength(1);
  });

  it('with nothing to say about it is acknowledged', async () => {
    const { discord, group, wang, shown } = await begin(() => undefined);
    const press = discord.press(group, wang, shown, '全文');
    await discord.until(() => press.acknowledged, 'the acknowledgement');
    expect(press.answers).toEqual([]);
  });

  it('still reaches the core after a restart', async () => {
    const { discord, adapter, group, wang, shown } = await begin(() => textReply('先前'));
    await adapter.stop();
    const { heard, handle } = listener(() => textReply('重启后'));
    await start(handle, { discord });
    discord.press(group, wang, shown, '全文');
    const answer = await discord.until(() => botMessages(group, discord)[1], 'the answer');
    expect(answer.content).toBe('重启后');
    expect(heard[0]).toMatchObject({ pressed: 't1' });
  });
});

it('发到群里 posts a private answer for everybody; other buttons under it stay private', async () => {
  const { discord } = await start(async ({ pressed }) => {
    if (pressed === 'share') return { ...card('本镇配合', ['t1', '全文']), isShared: true };
    return card(pressed === 't1' ? '全文' : '本镇配合', ['t1', '全文'], ['share', '发到群里']);
  });
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  const call = discord.command(group, wang, 'duty', { matter: '高龄津贴' });
  const whispered = await discord.until(() => call.answers.find(said), 'an answer');
  const view = discord.press(group, wang, whispered, '全文');
  const more = await discord.until(() => view.answers[0], 'the whole text');
  expect(isEphemeral(more)).toBe(true);
  discord.press(group, wang, whispered, '发到群里');
  const [shared] = await discord.until(
    () => botMessages(group, discord).length === 1 && botMessages(group, discord),
    'it',
  );
  expect(shared?.embeds[0]).toMatchObject({ title: '本镇配合', footer: { text: '来源：清单第240行。' } });
  expect(shared && isEphemeral(shared)).toBe(false);
});

it('a line chosen in a menu reaches the core as its button’s token', async () => {
  const choices = Array.from({ length: 9 }, (_, at) => ({
    number: at + 1,
    label: `配合第${at + 1}项`,
    detail: '',
    action: { label: '', text: '', token: `c${at + 1}`, role: 'choose' as const },
  }));
  const { heard, handle } = listener(({ pressed }) =>
    pressed === undefined ? { blocks: [{ kind: 'choices', choices }] } : textReply('选好了'),
  );
  const { discord } = await start(handle);
  const group = discord.channel('民生');
  const wang = discord.person('王芳');
  discord.say(group, wang, `${discord.mention} 津贴`);
  const shown = await discord.until(() => botMessages(group, discord)[0], 'the choices');
  expect(shown.components?.[0]).toMatchObject({ components: [{ type: ComponentType.StringSelect }] });
  discord.pick(group, wang, shown, '配合第7项');
  await discord.until(() => heard.find(({ pressed }) => pressed === 'c7'), 'the choice');
});

describe('completions', () => {
  const many = Array.from({ length: 40 }, (_, at) => ({
    name: `配合${at + 1} ${'名'.repeat(120)}`,
    value: `配合${at + 1}`,
  }));
  const typing = ({ discord }: Rig) =>
    discord.autocomplete(discord.channel('民生'), discord.person('王芳'), 'duty', { matter: 'gl' }, 'matter');

  it('come at once, within the vendor’s number and lengths', async () => {
    const rig = await start(echo, { core: { suggest: () => many } });
    const asked = typing(rig);
    const choices = await rig.discord.until(() => asked.choices, 'choices');
    expect(choices).toHaveLength(25);
    expect(choices[0]?.value).toBe('配合1');
    expect(choices[0]?.name).toHaveLength(100);
  });

  it('of a broken core are an empty list', async () => {
    const suggest = () => {
      throw new Error('broken');
    };
    const rig = await start(echo, { core: { suggest } });
    const asked = typing(rig);
    expect(await rig.discord.until(() => asked.choices, 'choices')).toEqual([]);
    expect(errorsIn(rig.log).map(({ msg }) => msg)).toEqual(['suggestions failed']);
  });
});
