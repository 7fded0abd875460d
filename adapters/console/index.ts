import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Adapter, Handle, InboundMessage, Reply } from '../../src/contract.js';
import type { Logger } from '../../src/log.js';
import type { Say } from '../../src/wording.js';
import { replyTo } from '../shared/reply-to.js';
import { saveFile } from './file.js';
import { NOTHING_OFFERED, type Offered, offeredAfter } from './offered.js';
import { parseLine } from './parse.js';
import { renderReply } from './render.js';

export interface ConsoleOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** A person types: show a prompt and keep a history. */
  readonly terminal: boolean;
  /** Where documents go that come with a reply. */
  readonly outFolder: string;
  /** Sentences of prompts/console.json and prompts/reply.json. */
  readonly say: Say;
  readonly sayReply: Say;
  readonly log: Logger;
  /** Told when the input has ended and every line is answered. */
  readonly onEnd: () => void;
}

/** The reference adapter: one line is one message, answered in order. */
export function createConsole(options: ConsoleOptions): Adapter {
  const { input, output, terminal, say, log, onEnd } = options;
  let lines: ReturnType<typeof createInterface> | undefined;
  let offered: Offered = NOTHING_OFFERED;

  const show = (reply: Reply): void => {
    const words = renderReply(reply, say);
    if (words !== '') output.write(`${words}\n\n`);
  };
  /** Each document's path, or that it could not be written, on a line of its own. */
  const save = async ({ files = [] }: Reply, { id }: InboundMessage): Promise<void> => {
    for (const file of files) {
      try {
        output.write(`${say('file.saved', { path: await saveFile(file, options.outFolder) })}\n\n`);
      } catch (error) {
        log.error({ err: error, message: id }, 'document not written');
        output.write(`${say('file.unsaved', { name: file.name, folder: options.outFolder })}\n\n`);
      }
    }
  };
  const answer = async (message: InboundMessage, handle: Handle): Promise<void> => {
    const report = async (reply: Reply): Promise<void> => show(reply);
    const reply = await replyTo({ ...message, report }, handle, options);
    if (!reply) return;
    show(reply);
    offered = offeredAfter(reply, offered);
    await save(reply, message);
  };

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
          const message = parseLine(line, { count, at: Date.now(), offered });
          if (message) await answer(message, handle);
          if (terminal) source.prompt();
        }
        onEnd();
      };
      void answerAll();
    },
    // Whoever sits at the terminal is one person.
    async send(_userId, reply) {
      if (!lines) return false;
      show(reply);
      if (terminal) lines.prompt(true);
      return true;
    },
    async stop() {
      lines?.close();
      lines = undefined;
    },
  };
}
