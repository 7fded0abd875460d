import type { Response } from './answer/respond.js';
import { ask } from './chat/ask.js';
import { createHandle } from './chat/handle.js';
import { inlineResults } from './chat/inline.js';
import { createLatency } from './chat/latency.js';
import { createPace } from './chat/pace.js';
import { createPinyin } from './chat/pinyin.js';
import { conversationKey } from './chat/settle.js';
import { createSuggest } from './chat/suggest.js';
import type { Handle, InboundMessage, PlatformPorts } from './contract.js';
import type { KeepingDesk } from './keeping/desk.js';
import { createKeep } from './keeping/keep.js';

/** What the core needs from outside itself. */
export type BotTools = KeepingDesk;

export interface Bot {
  /** The whole way of a message; nothing for a repeated delivery and for talk that is not meant for it. */
  readonly handle: Handle;
  /** The answer alone: nothing is logged, composed or taken for a repeat. */
  answer(message: InboundMessage): Response['answer'];
  /** The ports of one chat platform; from then on its replies carry buttons, and its people have a pace. */
  connect(platform: string): PlatformPorts;
}

export function createBot(tools: BotTools): Bot {
  const { rules, store, memory } = tools;
  const sights = new Map<string, string>();
  const connected = new Set<string>();
  const pinyin = createPinyin();
  const suggest = createSuggest(tools, pinyin);
  return {
    handle: createHandle({
      desk: tools,
      latency: createLatency(),
      pace: createPace(rules.questionsPerMinute, rules.autoPauseSeconds),
      isConnected: (platform) => connected.has(platform),
      sight: (platform) => sights.get(platform),
      keep: createKeep(tools),
    }),
    answer(message) {
      const key = conversationKey(message);
      const town = message.town === undefined ? undefined : tools.towns.find(message.town)[0];
      const before = memory.recall(key, message.userId);
      const { answer, conversation } = ask({ text: message.text }, town, before, tools);
      memory.remember(key, message.userId, conversation);
      return answer;
    },
    connect(platform) {
      connected.add(platform);
      pinyin.load();
      return {
        suggest: (query) => suggest({ ...query, platform }),
        inline: (query) => inlineResults({ ...query, platform }, tools),
        kv: {
          get: (key) => store.fact(platform, key),
          set: (key, value) => store.setFact(platform, key, value),
        },
        describeSight: (text) => {
          sights.set(platform, text);
        },
        moveChat: (from, to) => store.moveChat(platform, from, to),
      };
    },
  };
}
