import { isoNow, personOf } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { InboundMessage } from '../contract.js';
import type { Who } from '../store/chat-types.js';
import type { KeepingDesk } from './desk.js';
import { keepSentence } from './outcome.js';
import { findTownships, permit, townsKept } from './roles.js';
import { speakTime } from './time.js';

interface KeeperOptions {
  readonly action?: string | undefined;
  readonly person?: string | undefined;
  readonly town?: string | undefined;
  /** All of them in one line: add 123456 萨罕镇. */
  readonly line?: string | undefined;
}

/** `/keeper add|remove|list`: who keeps which list. Owners name keepers; keepers may look at their own. */
export function keepersCommand(given: KeeperOptions, message: InboundMessage, desk: KeepingDesk): Outcome {
  const { sayKeep, store } = desk;
  const { action, person, town } = readOptions(given, message);
  const found = findTownships(town, desk);
  if (action === 'list') return listKeepers(message, desk);
  const deed = { action: `keeper-${action}`, townshipId: found[0]?.id, detail: person?.userId ?? '' };
  const gate = permit('owner', message, deed, desk);
  if ('refusal' in gate) return gate.refusal;
  if (!person) return keepSentence(sayKeep('keeper.who'));
  const [township] = found;
  if (!township || found.length > 1) {
    const names = store
      .townships()
      .map((one) => one.township.fullName)
      .join('、');
    return keepSentence(sayKeep('keeper.town', { town: town === '' ? '？' : town, names }));
  }
  const facts = { person: personOf(person), town: township.fullName };
  if (action === 'add') {
    const added = store.addKeeper({
      ...person,
      townshipId: township.id,
      namedBy: personOf(message),
      at: isoNow(desk),
    });
    if (added) store.addAudit(gate.entry);
    return keepSentence(sayKeep(added ? 'keeper.added' : 'keeper.already', facts));
  }
  const removed = store.removeKeeper(person, township.id);
  if (removed) store.addAudit(gate.entry);
  return keepSentence(sayKeep(removed ? 'keeper.removed' : 'keeper.never', facts));
}

function listKeepers(message: InboundMessage, desk: KeepingDesk): Outcome {
  const { store, sayKeep } = desk;
  const own = sayKeep('keeper.you', { person: personOf(message) });
  const kept = townsKept(message, desk);
  if (kept !== 'all' && kept.length === 0) return keepSentence(own);
  const keepers = store.keepers().filter(({ townshipId }) => kept === 'all' || kept.includes(townshipId));
  const lines = keepers.map(({ townshipId, namedBy, at, ...who }) =>
    sayKeep('keeper.line', { town: townshipId, person: personOf(who), by: namedBy, at: speakTime(at) }),
  );
  return keepSentence([lines.length === 0 ? sayKeep('keeper.none') : lines.join('\n'), own].join('\n'));
}

const ADD = /^(?:add|添加|增加|任命|加)$/i;
const REMOVE = /^(?:remove|del|delete|移除|删除|撤销|减)$/i;

function readOptions(
  { action, person, town, line = '' }: KeeperOptions,
  message: InboundMessage,
): { action: 'add' | 'remove' | 'list'; person: Who | undefined; town: string } {
  const words = line.split(/[\s，,]+/).filter((word) => word !== '');
  const verb = action ?? words.find((word) => ADD.test(word) || REMOVE.test(word)) ?? 'list';
  const rest = words.filter((word) => word !== verb && !/^(?:list|名单)$/i.test(word));
  const id = person?.trim() ?? rest.find((word) => PERSON.test(word)) ?? message.quotedUserId;
  const place = town ?? rest.find((word) => /\p{Script=Han}/u.test(word)) ?? '';
  return {
    action: ADD.test(verb) ? 'add' : REMOVE.test(verb) ? 'remove' : 'list',
    person: id === undefined ? undefined : whoOf(id, message.platform),
    town: place.trim(),
  };
}

/** 123456, platform:123456, @name, and a mention: <@123456>. */
const PERSON = /^(?:(?:[a-z]+:)?@?[\w.-]+|<@!?\d+>)$/i;

/** 123456 is someone of this platform; `platform:123456` of another. A @name can change hands: it is nobody. */
function whoOf(given: string, platform: string): Who | undefined {
  const id = given.replace(/^<@!?(\d+)>$/, '$1');
  if (id === '' || id.startsWith('@')) return undefined;
  const [, other, userId] = /^([a-z]+):(.+)$/.exec(id) ?? [];
  return other !== undefined && userId !== undefined ? { platform: other, userId } : { platform, userId: id };
}
