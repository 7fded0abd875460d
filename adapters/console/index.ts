import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Adapter } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import { parseLine } from './parse.js';
import { renderReply } from './render.js';

export interface ConsoleOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** A person types: show a prompt and keep a history. */
  readonly terminal: boolean;
  readonly town?: string | undefined;
  /** Sentences of prompts/console.json and prompts/reply.json. */
  readonly say: Say;
  readonly sayReply: Say;
  readonly log: Logger;
  /** Told when the input has ended and every line is answered. */
  readonly onEnd: () => void;
}

/** The reference adapter: one line is one message, answered in order. */
export function createConsole(options: ConsoleOptions): Adapter {
  const { input, output, terminal, town, say, sayReply, log, onEnd } = options;
  let lines: ReturnType<typeof createInterface> | undefined;
  return {
    name: 'console',
    async start(handle) {
      lines = createInterface({ input, output, terminal, prompt: terminal ? say('prompt') : '' });
      const source = lines;
      // The reader of a pipe has gone away: what is still to be said has no listener.
      output.on('error', () => source.close());
      const answerAll = async (): Promise<void> => {
        if (terminal) source.prompt();
        let count = 0;
        for await (const line of source) {
          count += 1;
          const message = parseLine(line, count, Date.now(), town);
          const reply =
            message &&
            (await handle(message).catch((error: unknown) => {
              log.error({ err: error, message: message.id }, 'message failed');
              return { blocks: [{ kind: 'text' as const, text: sayReply('fault') }] };
            }));
          if (reply) output.write(`${renderReply(reply)}\n\n`);
          if (terminal) source.prompt();
        }
        onEnd();
      };
      void answerAll();
    },
    async stop() {
      lines?.close();
      lines = undefined;
    },
  };
}
