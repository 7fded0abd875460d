import type { Channel } from 'discord.js';
import type { Say } from '../../src/wording.js';
import { PERMISSIONS_NEEDED } from './client.js';

/** Which rights the bot lacks in a channel, as one sentence for the keeper. */
export function missingSentence(channel: Channel, sayDiscord: Say): string {
  if (channel.isDMBased()) return sayDiscord('missing.unknown', { channel: channel.id });
  const me = channel.guild.members.me;
  const missing = me ? (channel.permissionsFor(me)?.missing(PERMISSIONS_NEEDED) ?? []) : [];
  if (missing.length === 0) return sayDiscord('missing.unknown', { channel: channel.name });
  const permissions = missing.map((name) => sayDiscord(`permission.${kebab(name)}`)).join('、');
  return sayDiscord('missing', { channel: channel.name, permissions });
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
