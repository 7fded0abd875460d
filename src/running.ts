import type { Adapter, Handle, Reply } from './contract.js';
import type { BotError } from './errors.js';
import type { Logger } from './log.js';
import { speakError } from './speak.js';
import type { Say } from './wording.js';

/** An adapter that the settings ask for, not made yet. */
export interface Wanted {
  readonly name: string;
  create(): Promise<Adapter>;
}

export interface RunTools {
  readonly handle: Handle;
  /** Sentences of prompts/chat.json. */
  readonly say: Say;
  readonly log: Logger;
  /** One sentence for the keeper. */
  readonly tell: (sentence: string) => void;
  /** Told once, when nothing runs any more; `failed` when nobody wanted it to end. */
  readonly over: (failed: boolean) => void;
}

/** Platforms side by side: one that does not start or cannot go on never takes the others with it. */
export interface Running {
  /** Names of those that listen. */
  names(): readonly string[];
  /** A private message to somebody of one platform; false when that does not run, or does not let it through. */
  send(platform: string, userId: string, reply: Reply): Promise<boolean>;
  /** Starts all of them. Resolves when each either listens or has said why not. */
  start(wanted: readonly Wanted[]): Promise<void>;
  /** One has come to its end: its input is over, or (with an error) its platform cannot go on. */
  ended(name: string, error?: BotError): void;
  /** Stops all of them because it is wanted; a second call does nothing. */
  stop(): Promise<void>;
}

const AN_HOUR_MS = 60 * 60 * 1000;

export function createRunning({ handle, say, log, tell, over }: RunTools): Running {
  const adapters = new Map<string, Adapter>();
  let starting = true;
  let alive: NodeJS.Timeout | undefined;
  let finished = false;

  const platform = (name: string): string => say(`platform.${name}`);
  /** A failure is told in one sentence; what is no `BotError` has its stack in the log. */
  const complain = (key: 'running.stopped' | 'running.ended', name: string, error: unknown): void => {
    // A start that was given up because all is ending is no failure.
    if (finished) return;
    log.error({ err: error, platform: name }, 'platform failed');
    tell(say(key, { platform: platform(name), reason: speakError(error) }));
  };
  const close = async (name: string): Promise<void> => {
    const adapter = adapters.get(name);
    adapters.delete(name);
    try {
      await adapter?.stop();
    } catch (error) {
      log.error({ err: error, platform: name }, 'platform did not stop well');
    }
  };
  const finishIfIdle = (failed: boolean): void => {
    if (finished || starting || adapters.size > 0) return;
    finish(failed);
  };
  const finish = (failed: boolean): void => {
    finished = true;
    clearInterval(alive);
    over(failed);
  };
  const startOne = async ({ name, create }: Wanted): Promise<boolean> => {
    try {
      const adapter = await create();
      if (finished) return true;
      adapters.set(name, adapter);
      await adapter.start(handle);
      return true;
    } catch (error) {
      complain('running.stopped', name, error);
      await close(name);
      return false;
    }
  };

  return {
    names: () => [...adapters.keys()],
    send: async (name, userId, reply) => (await adapters.get(name)?.send?.(userId, reply)) ?? false,
    async start(wanted) {
      // A platform that waits for its network holds nothing open; the process must not end over it in silence.
      alive = setInterval(() => {}, AN_HOUR_MS);
      const started = await Promise.all(wanted.map(startOne));
      starting = false;
      finishIfIdle(started.includes(false));
    },
    ended(name, error) {
      if (!adapters.has(name)) return;
      if (error) complain('running.ended', name, error);
      void close(name).then(() => finishIfIdle(error !== undefined));
    },
    async stop() {
      if (finished) return;
      finished = true;
      await Promise.all([...adapters.keys()].map(close));
      finish(false);
    },
  };
}
