import { afterEach, expect, it } from 'vitest';
import { botMessages, errorsIn, type Rig, startRig, textReply } from './rig.js';

const CHANNELS = 50;
const EACH = 20;

let rig: Rig | undefined;
afterEach(() => rig?.end());

it('answers a thousand messages from fifty channels at once: none lost, none doubled, each channel in order', async () => {
  rig = await startRig(async ({ text }) => {
    await new Promise((resolve) => setTimeout(resolve, Number(text) % 7));
    return textReply(text);
  });
  const { discord, log } = rig;
  const wang = discord.person('王芳');
  const groups = Array.from({ length: CHANNELS }, (_, at) => discord.channel(`群${at}`));
  for (let at = 0; at < EACH; at += 1) {
    for (const group of groups) discord.say(group, wang, `${discord.mention} ${at}`);
    // In the middle of it the connection is lost: what was under way is delivered on resuming.
    if (at === EACH / 2) discord.gateway.drop();
  }
  const all = () => groups.every((group) => botMessages(group, discord).length >= EACH);
  await discord.until(all, 'all answers', 20_000);
  const expected = Array.from({ length: EACH }, (_, at) => String(at));
  for (const group of groups)
    expect(botMessages(group, discord).map(({ content }) => content)).toEqual(expected);
  expect(errorsIn(log)).toEqual([]);
}, 30_000);
