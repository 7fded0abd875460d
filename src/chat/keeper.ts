import { CHAT_MODES, type ChatMode, type Command, type InboundMessage } from '../contract.js';
import type { Township } from '../duty.js';
import type { Setting } from './binding.js';
import { type ChatDesk, isKeeper, isoNow } from './desk.js';
import { chooseCommand, type Outcome, sentence } from './outcome.js';

/** The commands that change what a chat is set to. @param authorised was a keeper when the command was given */
export function keepChat(
  { name, options }: Command,
  message: InboundMessage,
  setting: Setting,
  authorised: boolean,
  desk: ChatDesk,
): Outcome {
  const { rules, sayChat } = desk;
  if (!authorised && !message.isPrivate && !isKeeper(message, rules)) {
    return sentence(sayChat('keepers-only'), true);
  }
  if (name === 'bind') return bind(options.town?.trim() ?? '', message, setting, desk);
  if (name === 'unbind') return unbind(message, setting, desk);
  return changeMode(options.mode?.trim() ?? '', message, setting, desk);
}

function bind(wanted: string, message: InboundMessage, { bound }: Setting, desk: ChatDesk): Outcome {
  const { towns, store, sayChat } = desk;
  if (wanted === '') {
    const headline = bound ? sayChat('bind.now', { town: bound.fullName }) : sayChat('bind.choose');
    return chooseTownToBind(headline, towns.list());
  }
  const found = towns.find(wanted);
  const [town] = found;
  if (!town) {
    const names = towns.list().map(({ fullName }) => fullName);
    return sentence(sayChat('bind.unknown', { town: wanted, names: names.join('、') }));
  }
  if (found.length > 1) return chooseTownToBind(sayChat('bind.choose'), found);
  if (town.id === bound?.id) return sentence(sayChat('bind.same', { town: town.fullName }));
  store.setChat(message, message.chatId, { townshipId: town.id }, isoNow(desk));
  return sentence(sayChat('bind.done', { town: town.fullName }));
}

const chooseTownToBind = (headline: string, towns: readonly Township[]): Outcome =>
  chooseCommand(
    headline,
    towns.map(({ fullName, prefecture }) => ({
      label: fullName,
      detail: prefecture,
      command: { name: 'bind', options: { town: fullName } },
    })),
  );

function unbind(message: InboundMessage, { bound }: Setting, desk: ChatDesk): Outcome {
  const { store, sayChat } = desk;
  if (!bound) return sentence(sayChat('unbind.none'));
  store.setChat(message, message.chatId, { townshipId: undefined }, isoNow(desk));
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
