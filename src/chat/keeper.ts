import { CHAT_MODES, type ChatMode, type Command, type InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import type { Setting } from './binding.js';
import { type ChatDesk, isKeeper, isoNow } from './desk.js';
import { chooseCommand, type Outcome, sentence } from './outcome.js';

/** The commands that change what a chat is set to; who may is asked anew when a button is pressed. */
export function keepChat(
  { name, options }: Command,
  message: InboundMessage,
  setting: Setting,
  desk: ChatDesk,
): Outcome {
  const { rules, sayChat } = desk;
  if (!message.isPrivate && !isKeeper(message, rules)) {
    return sentence(sayChat('keepers-only'), true);
  }
  if (name === 'bind') return bind(options, message, setting, desk);
  if (name === 'unbind') return unbind(message, setting, desk);
  return changeMode(options.mode?.trim() ?? '', message, setting, desk);
}

function bind(
  options: Command['options'],
  message: InboundMessage,
  { bound }: Setting,
  desk: ChatDesk,
): Outcome {
  const { towns, store, sayChat } = desk;
  const wanted = options.town?.trim() ?? '';
  // The outermost: a server with all its channels, but those that are bound themselves.
  const server = options.where === 'server' ? message.outerChatIds?.at(-1) : undefined;
  const kept = server === undefined ? {} : { where: 'server' };
  if (wanted === '') {
    const headline = bound ? sayChat('bind.now', { town: bound.fullName }) : sayChat('bind.choose');
    return chooseTownToBind(headline, towns.list(), kept);
  }
  const found = towns.find(wanted);
  const [town] = found;
  if (!town) {
    const names = towns.list().map(({ fullName }) => fullName);
    return sentence(sayChat('bind.unknown', { town: wanted, names: names.join('、') }));
  }
  if (found.length > 1) return chooseTownToBind(sayChat('bind.choose'), found, kept);
  const facts = { town: town.fullName };
  if (town.id === bound?.id && server === undefined) return sentence(sayChat('bind.same', facts));
  store.setChat(message, server ?? message.chatId, { townshipId: town.id }, isoNow(desk));
  return sentence(sayChat(server === undefined ? 'bind.done' : 'bind.done.server', facts));
}

const chooseTownToBind = (headline: string, towns: readonly Township[], kept: Command['options']): Outcome =>
  chooseCommand(
    headline,
    towns.map(({ fullName, prefecture }) => ({
      label: fullName,
      detail: prefecture,
      command: { name: 'bind', options: { ...kept, town: fullName } },
    })),
  );

function unbind(message: InboundMessage, { bound }: Setting, desk: ChatDesk): Outcome {
  const { store, sayChat } = desk;
  if (!bound) return sentence(sayChat('unbind.none'));
  const { platform, chatId, outerChatIds = [] } = message;
  // Where the binding that holds here was made: the channel's own, or its server's.
  const holds = [chatId, ...outerChatIds].find((id) => store.chat(platform, id).townshipId !== undefined);
  store.setChat(message, holds ?? chatId, { townshipId: undefined }, isoNow(desk));
  return sentence(sayChat('unbind.done', { town: bound.fullName }));
}

function changeMode(wanted: string, message: InboundMessage, { mode }: Setting, desk: ChatDesk): Outcome {
  const { store, sayChat } = desk;
  if (message.isPrivate) return sentence(sayChat('mode.private'));
  const facts = (of: ChatMode) => ({ mode: sayChat(`mode.${of}`), detail: sayChat(`mode.${of}.detail`) });
  if (wanted === '') return chooseMode(sayChat('mode.choose', facts(mode)), mode, desk);
  const chosen = CHAT_MODES.find((one) => one === wanted || sayChat(`mode.${one}`) === wanted);
  if (!chosen) return chooseMode(sayChat('mode.unknown', { mode: wanted }), undefined, desk);
  if (chosen === mode) return sentence(sayChat('mode.same', facts(mode)));
  store.setChat(message, message.chatId, { mode: chosen }, isoNow(desk));
  return sentence(sayChat('mode.done', facts(chosen)));
}

const chooseMode = (headline: string, now: ChatMode | undefined, { sayChat }: ChatDesk): Outcome =>
  chooseCommand(
    headline,
    CHAT_MODES.filter((mode) => mode !== now).map((mode) => ({
      label: sayChat(`mode.${mode}`),
      detail: sayChat(`mode.${mode}.detail`),
      command: { name: 'mode', options: { mode } },
    })),
  );
