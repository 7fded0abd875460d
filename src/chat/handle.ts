import type { Handle, InboundMessage, Reply } from '../contract.js';
import { BotError } from '../errors.js';
import { speakError } from '../speak.js';
import { ask } from './ask.js';
import { attend } from './attend.js';
import { isQuestion, isSure } from './auto.js';
import { type Setting, settingOf } from './binding.js';
import { putButtons } from './buttons.js';
import { isOwner, isoNow } from './desk.js';
import { type Outcome, sentence } from './outcome.js';
import type { Pace } from './pace.js';
import { conclude, conversationKey, type SettleTools, settle } from './settle.js';

/** The core's state that is not in the store. */
export interface HandleTools extends SettleTools {
  readonly pace: Pace;
}

/** The whole way of a message: whether to speak, who may, what is meant, the answer, its buttons. */
export function createHandle(tools: HandleTools): Handle {
  const { desk, pace } = tools;
  const claim = ({ platform, chatId, id, edited = '' }: InboundMessage): boolean =>
    desk.store.claimMessage(platform, JSON.stringify([chatId, id, edited]), isoNow(desk));

  const listen = async (message: InboundMessage, setting: Setting): Promise<Reply | undefined> => {
    if (!isQuestion(message.text)) return undefined;
    const started = performance.now();
    const query = { text: message.text };
    const response = ask(query, setting.bound, {}, desk);
    if (!isSure(response) || !claim(message)) return undefined;
    if (!(await pace.mayInterject(conversationKey(message)))) return undefined;
    return issue(conclude({ query, response, before: {}, message, setting, started }, tools), message, tools);
  };

  return async (message) => {
    const setting = settingOf(message, desk);
    const attention = attend(message, setting.mode);
    if (attention === 'ignore') return undefined;
    if (attention === 'listen') return listen(message, setting);
    if (!claim(message)) return undefined;
    const { platform, userId } = message;
    const speed =
      tools.isConnected(platform) && !isOwner(message, desk.rules)
        ? await pace.person(JSON.stringify([platform, userId]))
        : 'within';
    if (speed === 'far-over') return undefined;
    const outcome =
      speed === 'over' ? sentence(desk.sayChat('pace'), true) : await settleOrRefuse(message, setting, tools);
    return issue(outcome, message, tools);
  };
}

/** A full disk stops what must be written, and that is said; all else is answered. */
async function settleOrRefuse(
  message: InboundMessage,
  setting: Setting,
  tools: HandleTools,
): Promise<Outcome> {
  try {
    return await settle(message, setting, tools);
  } catch (error) {
    if (!(error instanceof BotError) || error.code !== 'database-full') throw error;
    return sentence(speakError(error), true);
  }
}

/** Gives the buttons of a reply their tokens, where the platform has buttons. */
function issue({ reply, planned }: Outcome, message: InboundMessage, tools: HandleTools): Reply {
  if (!tools.isConnected(message.platform)) return reply;
  const { store } = tools.desk;
  const tokens = store.saveButtons(
    message,
    planned.map(({ stored }) => stored),
    isoNow(tools.desk),
  );
  const actions = planned.map(({ action }, at) => {
    const token = tokens[at];
    return token === undefined ? action : { ...action, token };
  });
  return putButtons(reply, actions);
}
