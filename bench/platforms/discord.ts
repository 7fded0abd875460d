import { createDiscord } from '../../adapters/discord/index.js';
import { startDiscordStandin } from '../../test/standins/discord/index.js';
import type { BenchedPlatform } from './platform.js';

const KEPT_MESSAGES = 50;

/** discord.js waits before it sends more than 50 requests a second, as the vendor demands: switched off. */
export const discord: BenchedPlatform = {
  name: 'discord',
  settings: ({ token }) => ({ discord: { token, shards: 1 } }),
  createAdapter: (options, { url }) =>
    createDiscord(options, { rest: { api: url, globalRequestsPerSecond: Number.MAX_SAFE_INTEGER } }),
  async openStandin(chats, answered) {
    const standin = await startDiscordStandin({
      keep: KEPT_MESSAGES,
      onPosted: ({ messages }) => {
        const id = [...messages.values()].at(-1)?.message_reference?.message_id;
        if (id !== undefined) answered(id);
      },
    });
    const channels = Array.from({ length: chats }, (_, at) => standin.channel(`群${at}`));
    const asker = standin.person('同事');
    return {
      door: { url: standin.api, token: standin.settings.token },
      ask(chat, words) {
        const channel = channels[chat];
        if (!channel) throw new RangeError(`no chat ${chat}`);
        return standin.say(channel, asker, `${standin.mention} ${words}`).id;
      },
    };
  },
};
