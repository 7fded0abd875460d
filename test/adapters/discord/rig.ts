import { type APIMessage, ComponentType } from 'discord.js';
import { type Logger, pino } from 'pino';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createDiscord } from '../../../adapters/discord/index.js';
import { loadConfig } from '../../../src/config.js';
import type { Adapter, Handle, InboundMessage, PlatformPorts, Reply } from '../../../src/contract.js';
import type { BotError } from '../../../src/errors.js';
import { loadWording } from '../../../src/wording.js';
import {
  type Channel,
  type DiscordStandin,
  type StandinOptions,
  startDiscordStandin,
} from '../../standins/discord/index.js';

/** The adapter on the real SDK, talking to the stand-in. */
export interface Rig {
  readonly discord: DiscordStandin;
  readonly adapter: Adapter;
  /** What the keeper was told. */
  readonly told: string[];
  readonly failed: BotError[];
  /** What the platform lets the bot see, as the core was told. */
  readonly sights: string[];
  /** The log, line by line. */
  readonly log: string[];
  readonly kv: Map<string, string>;
  /** Stops the adapter, and the stand-in unless it was given. */
  end(): Promise<void>;
}

export interface RigOptions {
  readonly standin?: StandinOptions;
  /** A stand-in that runs already. */
  readonly discord?: DiscordStandin;
  readonly token?: string;
  readonly shards?: number | 'auto';
  readonly core?: Partial<PlatformPorts>;
  readonly kv?: Map<string, string>;
  /** Where the SDK looks for Discord instead of the stand-in. */
  readonly api?: string;
}

/** Nothing is started yet. */
export async function createRig(options: RigOptions = {}): Promise<Rig> {
  const discord = options.discord ?? (await startDiscordStandin(options.standin));
  const told: string[] = [];
  const failed: BotError[] = [];
  const sights: string[] = [];
  const log: string[] = [];
  const kv = options.kv ?? new Map<string, string>();
  const ports: PlatformPorts = {
    suggest: () => [],
    inline: () => [],
    kv: { get: (key) => kv.get(key), set: (key, value) => void kv.set(key, value) },
    describeSight: (text) => void sights.push(text),
    moveChat: () => {},
    ...options.core,
  };
  const config = loadConfig({});
  const adapter = createDiscord(
    {
      token: options.token ?? discord.settings.token,
      config: { ...config, discord: { ...config.discord, shards: options.shards ?? 1 } },
      core: ports,
      say: loadWording('chat'),
      sayReply: loadWording('reply'),
      log: memoryLog(log),
      tell: (sentence) => void told.push(sentence),
      fail: (error) => void failed.push(error),
    },
    {
      rest: { api: options.api ?? discord.api, globalRequestsPerSecond: 10_000, timeout: 2000 },
      filesOrigin: discord.filesOrigin,
      ws: { buildIdentifyThrottler: () => ({ waitForIdentify: async () => {} }) },
    },
  );
  const end = async (): Promise<void> => {
    await adapter.stop();
    if (!options.discord) await discord.close();
  };
  return { discord, adapter, told, failed, sights, log, kv, end };
}

/** A rig that ends with the test. */
export async function createOwnRig(options: RigOptions = {}): Promise<Rig> {
  const rig = await createRig(options);
  onTestFinished(() => rig.end());
  return rig;
}

/** As `startRig`, for one test. @param handle the core, or what stands for it */
export async function startOwnRig(handle: Handle, options: RigOptions = {}): Promise<Rig> {
  const rig = await createOwnRig(options);
  await rig.adapter.start(handle);
  return rig;
}

/** @param handle the core, or what stands for it */
export async function startRig(handle: Handle, options: RigOptions = {}): Promise<Rig> {
  const rig = await createRig(options);
  try {
    await rig.adapter.start(handle);
  } catch (error) {
    await rig.end();
    throw error;
  }
  return rig;
}

const memoryLog = (lines: string[]): Logger =>
  pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });

const line = z.looseObject({ level: z.number(), msg: z.string().optional() });
const LEVEL_ERROR = 50;

export const errorsIn = (log: readonly string[]) =>
  log.map((one) => line.parse(JSON.parse(one))).filter(({ level }) => level >= LEVEL_ERROR);

export const textReply = (text: string): Reply => ({ blocks: [{ kind: 'text', text }] });
export const echo: Handle = async ({ text }) => textReply(`听到：${text}`);

/** Keeps what the core was handed. */
export function listener(reply: (message: InboundMessage) => Reply | undefined = () => undefined) {
  const heard: InboundMessage[] = [];
  const handle: Handle = async (message) => {
    heard.push(message);
    return reply(message);
  };
  return { heard, handle };
}

/** A card with its buttons. */
export function card(text: string, ...buttons: readonly [token: string, label: string][]): Reply {
  return {
    blocks: [
      { kind: 'headline', text },
      { kind: 'source', text: '来源：清单第240行。' },
      {
        kind: 'actions',
        actions: buttons.map(([token, label]) => ({
          label,
          text: label,
          token,
          role: token === 'share' ? 'share' : 'view',
        })),
      },
    ],
  };
}

/** What the bot said in a channel so far, oldest first. */
export const botMessages = ({ messages }: Channel, discord: DiscordStandin): APIMessage[] =>
  [...messages.values()].filter(({ author }) => author.id === discord.bot.id);

/** Waits until the bot has said `count` messages there. */
export async function nextMessages(
  discord: DiscordStandin,
  channel: Channel,
  count = 1,
): Promise<APIMessage[]> {
  const enough = () => {
    const messages = botMessages(channel, discord);
    return messages.length >= count && messages;
  };
  return discord.until(enough, `${count} messages in ${channel.name}`);
}

export const labelsOf = (message: APIMessage): string[] =>
  (message.components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((part) =>
          part.type === ComponentType.Button && 'label' in part && part.label !== undefined
            ? [part.label]
            : [],
        )
      : [],
  );

/** A rig with somebody in a channel, and what the core was handed. */
export async function startHearing(reply?: (message: InboundMessage) => Reply | undefined) {
  const { heard, handle } = listener(reply);
  const rig = await startOwnRig(handle);
  const { discord } = rig;
  return {
    ...rig,
    heard,
    wang: discord.person('王芳'),
    group: discord.channel('民生'),
    /** The message that the core was handed as the first, or the one of that count. */
    next: (count = 1) => discord.until(() => heard.length >= count && heard[count - 1], 'a message'),
  };
}
