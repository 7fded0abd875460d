import { type AutocompleteInteraction, MessageFlags } from 'discord.js';
import type { Handle, PlatformPorts, Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import { createProgress, type ProgressPort } from '../shared/progress.js';
import { replyTo } from '../shared/reply-to.js';
import { nativeBody } from './answer-message.js';
import { shortened } from './components.js';
import { type DeliverTools, deliverReply, firstBody, type Post } from './deliver.js';
import { DiscordFault, guarded, isTooLate } from './faults.js';
import { documentOf } from './files.js';
import { DISCORD_CHOICE_TEXT_MAX, DISCORD_CHOICES_MAX } from './limits.js';
import {
  attachedTo,
  type Call,
  isWhisper,
  type Press,
  parseCall,
  parsePress,
  parseSuggest,
} from './parse.js';

export interface InteractionTools extends DeliverTools {
  readonly sayReply: Say;
  readonly handle: Handle;
  /** Attachments are fetched from there too. */
  readonly filesOrigin: string | undefined;
}

/**
 * A command: acknowledged before anything else, so that the three seconds hold whatever happens; in a
 * server the answer is for the asker alone.
 */
export async function answerCall(interaction: Call, tools: InteractionTools): Promise<void> {
  const parsed = parseCall(interaction);
  if (!parsed) return;
  const file = documentOf(attachedTo(interaction), tools.filesOrigin);
  const progress = createProgress(callProgress(interaction, tools), tools.log, interaction.id);
  const inbound = { ...parsed, ...(file ? { file } : {}), report: progress.report };
  const flags = inbound.isWhispered ? { flags: MessageFlags.Ephemeral as const } : {};
  if (!(await acknowledged(() => interaction.deferReply(flags), interaction.id, tools.log))) {
    if (!(await isLeftWaiting(interaction))) return;
    interaction.deferred = true;
  }
  const reply = await replyTo(inbound, tools.handle, tools);
  await progress.close();
  if (!reply) {
    await quietly(() => interaction.deleteReply(), interaction.id, tools.log);
    return;
  }
  const whisper = inbound.isWhispered === true || reply.isPrivate === true;
  await deliverReply(reply, inbound.id, filling(interaction, whisper), tools);
}

/** A pressed button or chosen line: the answer stands below, takes the message's place, or is whispered. */
export async function answerPress(interaction: Press, tools: InteractionTools): Promise<void> {
  const parsed = parsePress(interaction);
  if (!(await acknowledged(() => interaction.deferUpdate(), interaction.id, tools.log)) || !parsed) return;
  const progress = createProgress(pressProgress(interaction, tools), tools.log, interaction.id);
  const reply = await replyTo({ ...parsed, report: progress.report }, tools.handle, tools);
  await progress.close();
  if (reply) {
    const whisper = isWhispered(reply, interaction);
    const takesPlace = reply.replaces === true && !isLeaking(reply, interaction);
    const post = takesPlace ? filling(interaction, whisper) : following(interaction, whisper);
    await deliverReply(reply, parsed.id, post, tools);
  }
  await progress.remove();
}

function isWhispered(reply: Reply, interaction: Press): boolean {
  if (!interaction.inGuild()) return false;
  if (reply.isSecret) return true;
  return !reply.isShared && (reply.isPrivate === true || isWhisper(interaction));
}

/** In the place of a message that everybody sees, a secret would be none. */
const isLeaking = (reply: Reply, interaction: Press): boolean =>
  reply.isSecret === true && interaction.inGuild() && !isWhisper(interaction);

/** Reports fill the place of the answer until it comes. */
function callProgress(interaction: Call, tools: InteractionTools): ProgressPort<true> {
  return {
    async show(reply) {
      await guarded(() => interaction.editReply(nativeBody(firstBody(reply, tools))));
      return true;
    },
    remove: async () => {},
  };
}

/** Reports stand below the message with the button, seen by the one who pressed it. */
function pressProgress(interaction: Press, tools: InteractionTools): ProgressPort<string> {
  return {
    show: (reply, shown) =>
      guarded(async () => {
        const body = nativeBody(firstBody(reply, tools));
        if (shown !== undefined) return (await interaction.editReply({ ...body, message: shown })).id;
        const flags = interaction.inGuild() ? { flags: MessageFlags.Ephemeral as const } : {};
        return (await interaction.followUp({ ...body, ...flags })).id;
      }),
    remove: (shown) => guarded(() => interaction.deleteReply(shown)),
  };
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
