import { type AutocompleteInteraction, MessageFlags } from 'discord.js';
import type { Handle, PlatformPorts, Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import { replyTo } from '../shared/reply-to.js';
import { nativeBody } from './answer-message.js';
import { shortened } from './components.js';
import { type DeliverTools, deliverReply, type Post } from './deliver.js';
import { DiscordFault, guarded, isTooLate } from './faults.js';
import { DISCORD_CHOICE_TEXT_MAX, DISCORD_CHOICES_MAX } from './limits.js';
import { type Call, isWhisper, type Press, parseCall, parsePress, parseSuggest } from './parse.js';

export interface InteractionTools extends DeliverTools {
  readonly sayReply: Say;
  readonly handle: Handle;
}

/**
 * A command: acknowledged before anything else, so that the three seconds hold whatever happens; in a
 * server the answer is for the asker alone.
 */
export async function answerCall(interaction: Call, tools: InteractionTools): Promise<void> {
  const inbound = parseCall(interaction);
  if (!inbound) return;
  const flags = inbound.isWhispered ? { flags: MessageFlags.Ephemeral as const } : {};
  if (!(await acknowledged(() => interaction.deferReply(flags), interaction.id, tools.log))) {
    if (!(await isLeftWaiting(interaction))) return;
    interaction.deferred = true;
  }
  const reply = await replyTo(inbound, tools.handle, tools);
  if (!reply) {
    await quietly(() => interaction.deleteReply(), interaction.id, tools.log);
    return;
  }
  const whisper = inbound.isWhispered === true || reply.isPrivate === true;
  await deliverReply(reply, inbound.id, filling(interaction, whisper), tools);
}

/** A pressed button or chosen line: the answer stands below, takes the message's place, or is whispered. */
export async function answerPress(interaction: Press, tools: InteractionTools): Promise<void> {
  const inbound = parsePress(interaction);
  if (!(await acknowledged(() => interaction.deferUpdate(), interaction.id, tools.log)) || !inbound) return;
  const reply = await replyTo(inbound, tools.handle, tools);
  if (!reply) return;
  const whisper = isWhispered(reply, interaction);
  const post = reply.replaces ? filling(interaction, whisper) : following(interaction, whisper);
  await deliverReply(reply, inbound.id, post, tools);
}

function isWhispered(reply: Reply, interaction: Press): boolean {
  if (reply.isShared) return false;
  return interaction.inGuild() && (reply.isPrivate === true || isWhisper(interaction));
}

/** Completions while somebody types; a late or broken one is an empty list, never an error on the screen. */
export async function answerSuggest(
  interaction: AutocompleteInteraction,
  core: Pick<PlatformPorts, 'suggest'>,
  log: Logger,
): Promise<void> {
  const choices = suggestions(interaction, core, log);
  await acknowledged(() => interaction.respond(choices), interaction.id, log);
}

function suggestions(
  interaction: AutocompleteInteraction,
  core: Pick<PlatformPorts, 'suggest'>,
  log: Logger,
): { name: string; value: string }[] {
  const query = parseSuggest(interaction);
  if (!query) return [];
  try {
    return core
      .suggest(query)
      .filter(({ name, value }) => name !== '' && value !== '' && value.length <= DISCORD_CHOICE_TEXT_MAX)
      .slice(0, DISCORD_CHOICES_MAX)
      .map(({ name, value }) => ({ name: shortened(name, DISCORD_CHOICE_TEXT_MAX), value }));
  } catch (error) {
    log.error({ err: error, message: interaction.id }, 'suggestions failed');
    return [];
  }
}

/** The first message takes the place of what stands there, the others follow. */
function filling(interaction: Call | Press, whisper: boolean): Post {
  const follow = following(interaction, whisper);
  let isFilled = false;
  return async (body, part, isPlain) => {
    if (isFilled) return follow(body, part, isPlain);
    await interaction.editReply(nativeBody(body));
    isFilled = true;
  };
}

function following(interaction: Call | Press, whisper: boolean): Post {
  return (body) =>
    interaction.followUp({
      ...nativeBody(body),
      ...(whisper ? { flags: MessageFlags.Ephemeral as const } : {}),
    });
}

/** Whether this copy of the bot holds the interaction; the vendor may say it came too late or is taken. */
async function acknowledged(request: () => Promise<unknown>, id: string, log: Logger): Promise<boolean> {
  try {
    await guarded(request);
    return true;
  } catch (error) {
    if (isTooLate(error)) log.warn({ err: error, message: id }, 'interaction over or taken by another copy');
    else log.error({ err: error, message: id }, 'interaction not acknowledged');
    return false;
  }
}

/** Another copy of the bot would have answered by now. */
const OTHER_COPY_ANSWERS_WITHIN_MS = 1000;

/**
 * An acknowledgement whose receipt got lost is refused when the SDK repeats it, and the asker sees the bot
 * think for a quarter of an hour: whether nobody has answered this one yet.
 */
async function isLeftWaiting(interaction: Call): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, OTHER_COPY_ANSWERS_WITHIN_MS));
  try {
    const shown = await guarded(() => interaction.webhook.fetchMessage('@original'));
    return shown.flags.has(MessageFlags.Loading);
  } catch (error) {
    if (error instanceof DiscordFault) return false;
    throw error;
  }
}

async function quietly(request: () => Promise<unknown>, id: string, log: Logger): Promise<void> {
  try {
    await guarded(request);
  } catch (error) {
    log.warn({ err: error, message: id }, 'request failed');
  }
}
