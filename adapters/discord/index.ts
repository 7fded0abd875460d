import { once } from 'node:events';
import { type Client, Events, type Interaction, type Message, RESTEvents } from 'discord.js';
import type { Adapter, Handle } from '../../src/contract.js';
import { loadWording } from '../../src/wording.js';
import { createInHand, FINISH_WITHIN_MS } from '../shared/in-hand.js';
import type { PlatformOptions } from '../shared/platform.js';
import { answerCall, answerPress, answerSuggest } from './answer-interaction.js';
import { createMessageAnswers, directPost } from './answer-message.js';
import { type ClientSettings, createClient, inviteLink } from './client.js';
import { commandPayloads, commandsHash } from './commands.js';
import { deliverReply } from './deliver.js';
import { closeFault, guarded, isShutOut, safeFault, startFault } from './faults.js';
import { createQueues } from './queues.js';
import { missingSentence } from './rights.js';

const NAME = 'discord';
/** In the log, for a message that answers none. */
const UNASKED = 'unasked';
/** Longest the connection's own farewell may take, in milliseconds. */
const CLOSE_WITHIN_MS = 2000;

/** Discord through discord.js; `settings` point the SDK elsewhere in tests. */
export function createDiscord(options: PlatformOptions, settings: ClientSettings = {}): Adapter {
  const { token, config, core, say, sayReply, log, tell, fail } = options;
  const sayDiscord = loadWording('discord');
  const inHand = createInHand();
  const queues = createQueues();
  const told = new Set<string>();
  const giveUp = new AbortController();
  let client: Client | undefined;
  let login: Promise<unknown> | undefined;
  let isStopping = false;

  const tellMissing = (channel: Message['channel'] | Interaction['channel'], error: unknown): void => {
    if (!channel || !isShutOut(error) || told.has(channel.id)) return;
    told.add(channel.id);
    tell(missingSentence(channel, sayDiscord));
  };

  const listen = (running: Client, handle: Handle): void => {
    const { filesOrigin } = settings;
    const tools = { say, sayDiscord, sayReply, log, handle, filesOrigin };
    const work = (id: string, job: () => Promise<void>): void => {
      if (isStopping) return;
      inHand
        .run(job)
        .catch((error: unknown) => log.error({ err: safeFault(error), message: id }, 'answer failed'));
    };
    const onFault = (error: unknown, channel: Message['channel']): void => tellMissing(channel, error);
    const answer = createMessageAnswers({ ...tools, onFault });
    running.on(Events.MessageCreate, (message) => {
      const selfId = running.user?.id;
      if (selfId === undefined) return;
      work(message.id, () => queues.run(message.channelId, (letNext) => answer(message, selfId, letNext)));
    });
    running.on(Events.InteractionCreate, (interaction) => {
      const own = { ...tools, onFault: (error: unknown) => tellMissing(interaction.channel, error) };
      work(interaction.id, async () => {
        if (interaction.isAutocomplete()) return answerSuggest(interaction, core, log);
        if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand()) {
          return answerCall(interaction, own);
        }
        if (interaction.isButton() || interaction.isStringSelectMenu()) return answerPress(interaction, own);
      });
    });
  };

  return {
    name: NAME,
    async start(handle) {
      const running = createClient(config.discord.shards, settings);
      client = running;
      let isReady = false;
      let closed: number | undefined;
      running.on(Events.ShardDisconnect, ({ code }) => {
        closed = code;
        log.error({ code }, 'gateway closed for good');
        if (isReady && !isStopping) fail(closeFault(code, sayDiscord));
      });
      running.on(Events.ShardError, (error) => log.warn({ err: safeFault(error) }, 'gateway error'));
      running.on(Events.ShardReconnecting, (shard) => log.warn({ shard }, 'gateway connection lost'));
      running.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'gateway resumed'));
      running.on(Events.Error, (error) => log.error({ err: safeFault(error) }, 'client error'));
      running.rest.on(RESTEvents.RateLimited, ({ route, timeToReset }) =>
        log.warn({ route, timeToReset }, 'waiting for the rate limit'),
      );
      listen(running, handle);
      try {
        const ready = once(running, Events.ClientReady, { signal: giveUp.signal });
        login = running.login(token);
        await Promise.all([ready, login]);
      } catch (error) {
        if (isStopping) return;
        giveUp.abort();
        await close(running);
        throw closed === undefined ? startFault(error) : closeFault(closed, sayDiscord);
      }
      isReady = true;
      await registerCommands(running);
      core.describeSight(sayDiscord('sight'));
      const guilds = running.guilds.cache.size;
      tell(sayDiscord('ready', { name: running.user?.username ?? '', guilds }));
      if (guilds === 0) tell(sayDiscord('invite.none'));
      tell(sayDiscord('invite', { link: inviteLink(running) }));
    },
    async send(userId, reply) {
      const running = client;
      if (isStopping || !running?.isReady()) return false;
      const tools = { say, sayDiscord, log };
      return inHand.run(() => deliverReply(reply, UNASKED, directPost(running, userId), tools));
    },
    async stop() {
      if (isStopping) return;
      isStopping = true;
      giveUp.abort();
      if (!(await inHand.finished(FINISH_WITHIN_MS))) {
        log.warn({ left: inHand.count() }, 'stopped with messages in hand');
      }
      if (client) await close(client);
    },
  };

  /** Global commands are registered only when they changed; a refusal leaves the rest working. */
  async function registerCommands(running: Client): Promise<void> {
    const payloads = commandPayloads({ sayDiscord, say, sayReply });
    const hash = commandsHash(payloads);
    const key = `commands:${running.application?.id ?? ''}`;
    if (core.kv.get(key) === hash) return;
    try {
      await guarded(async () => running.application?.commands.set(payloads));
      core.kv.set(key, hash);
    } catch (error) {
      const fault = safeFault(error);
      log.error({ err: fault }, 'commands not registered');
      tell(sayDiscord('commands.refused', { detail: String(fault.code) }));
    }
  }

  async function close(running: Client): Promise<void> {
    running.removeAllListeners(Events.MessageCreate).removeAllListeners(Events.InteractionCreate);
    // A login under way would connect after the farewell.
    await within(CLOSE_WITHIN_MS, Promise.allSettled([login]));
    await within(CLOSE_WITHIN_MS, running.destroy());
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
