import { extname } from 'node:path';
import { testAdapter } from '../../contracts/adapter.js';
import { messageText, unescaped } from '../../standins/discord/transcript.js';
import { createRig, errorsIn } from './rig.js';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const EMBEDS_TOTAL_MAX = 6000;

testAdapter('discord', async () => {
  const rig = await createRig();
  const { discord } = rig;
  const wang = discord.person('王芳');
  const direct = discord.direct(wang);
  const group = discord.channel('民生');
  return {
    adapter: rig.adapter,
    say: (text) => void discord.say(direct, wang, text),
    bring(file) {
      const attachment = discord.upload(file);
      discord.command(direct, wang, 'import', { file: attachment.id }, { attachments: [attachment] });
    },
    received: () =>
      Promise.all(
        [...direct.messages.values()]
          .filter(({ author }) => author.id === discord.bot.id)
          .flatMap(({ attachments }) => attachments)
          .map(async ({ url, filename, title }) => ({
            name: title === undefined ? filename : `${title}${extname(filename)}`,
            bytes: Buffer.from(await (await fetch(url)).arrayBuffer()),
          })),
      ),
    group: {
      overhear: (text) => void discord.say(group, wang, text),
      mention: (text) => void discord.say(group, wang, `${discord.mention} ${text}`),
      sayAsBot: (text) => void discord.say(direct, { user: discord.bot, permissions: 0n }, text),
    },
    sent: () =>
      [direct, group]
        .flatMap(({ messages }) => [...messages.values()])
        .filter(({ author, application_id: app }) => author.id === discord.bot.id && app !== undefined)
        .map((message) => unescaped(messageText(message))),
    loggedErrors: () => errorsIn(rig.log).length,
    limit: { max: EMBEDS_TOTAL_MAX, measure: (text) => text.length },
    close: () => discord.close(),
  };
});
