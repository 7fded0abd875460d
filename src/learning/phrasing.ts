import { isoNow, personOf } from '../chat/desk.js';
import type { Outcome } from '../chat/outcome.js';
import type { Command } from '../contract.js';
import { type Duty, dutyKey, type Township } from '../duty.js';
import { keepOutcome, keepSentence } from '../keeping/outcome.js';
import { search } from '../search/search.js';
import { PHRASING_MAX, PHRASING_MIN } from '../search/topics.js';
import type { TownIndex } from '../search/town-index.js';
import type { Who } from '../store/chat-types.js';
import type { Phrasing, Signed } from '../store/learning-types.js';
import { checkPhrasing } from './check-phrasing.js';
import { checkBlocks } from './check-reply.js';
import { type Handled, ITEM_KEY, type LearningDesk, shown } from './desk.js';
import { listPhrasings } from './list-phrasings.js';

const CANDIDATES_MAX = 5;
const NAME_SHOWN_MAX = 24;

interface Context {
  readonly desk: LearningDesk;
  readonly town: Township;
  readonly index: TownIndex;
  readonly signed: Signed;
}

/**
 * `/phrasing`: what people say for an item. `action` is `propose` { text, item?, name? }, `accept` { id,
 * confirm? }, `decline` or `withdraw` { id }; anything else lists them.
 */
export async function phrasing(
  desk: LearningDesk,
  town: Township,
  options: Command['options'],
  by: Who,
): Promise<Handled> {
  const index = desk.towns.index(town.id);
  if (!index) return said(desk.sayLearning('no-list', { town: town.fullName }));
  const signed = { by: personOf(by), at: isoNow(desk) };
  const context: Context = { desk, town, index, signed };
  switch (options.action) {
    case 'propose':
      return propose(options, context);
    case 'accept':
      return accept(options, context);
    case 'decline':
    case 'withdraw':
      return withdraw(options, context);
    default:
      return { outcome: listPhrasings(town, index, desk) };
  }
}

const said = (text: string): Handled => ({ outcome: keepSentence(text) });

async function propose(options: Command['options'], context: Context): Promise<Handled> {
  const { desk, town, index, signed } = context;
  const text = (options.text ?? '').replace(/\s+/g, ' ').trim();
  if (text.length < PHRASING_MIN || text.length > PHRASING_MAX) {
    return said(desk.sayLearning('phrasing.length', { min: PHRASING_MIN, max: PHRASING_MAX }));
  }
  if (options.item === undefined) return { outcome: offerItems(text, context) };
  const duty = dutyOf(options.item, options.name, index);
  if (!duty) return said(desk.sayLearning('phrasing.item-gone'));
  const topicId = topicOf(duty, index);
  const item = { list: duty.list, name: duty.name };
  const made = desk.store.proposePhrasing({ townshipId: town.id, topicId, item, text }, signed);
  if (made.accepted) return said(desk.sayLearning('phrasing.known', facts(made, duty, desk)));
  return {
    outcome: await preview(made, duty, context),
    audit: { action: 'phrasing-propose', detail: detailOf(made) },
  };
}

/** The items that may be meant, each as a button. */
function offerItems(text: string, { desk, town, index }: Context): Outcome {
  const { say, sayLearning } = desk;
  const { candidates } = search(text, index, desk.catalogue, desk.ranking);
  const offered = candidates.slice(0, CANDIDATES_MAX).map(({ duty }) => duty);
  const label = ({ list, number, name }: Duty): string =>
    sayLearning('action.item', {
      short: say(`list.short.${list}`),
      number,
      name: shown(name, NAME_SHOWN_MAX),
    });
  return keepOutcome(
    [
      { kind: 'headline', text: sayLearning('phrasing.which', { text: shown(text) }) },
      {
        kind: 'text',
        text: offered
          .map(({ list, number, name }) => say('choice', { list: say(`list.${list}`), number, name }))
          .join('\n'),
      },
      { kind: 'text', text: sayLearning('phrasing.which.none') },
    ],
    offered.map((duty) => ({
      label: label(duty),
      command: {
        name: 'phrasing',
        options: {
          action: 'propose',
          text,
          item: dutyKey(duty),
          name: duty.name,
          town: town.fullName,
        },
      },
    })),
  );
}

/** What would change, with 采纳 and 不采纳; where answers would be lost, the first says so. */
async function preview(made: Phrasing, duty: Duty, { desk, town, index }: Context): Promise<Outcome> {
  const { sayLearning } = desk;
  const check = await checkPhrasing(index, made, desk);
  const id = String(made.id);
  const options = { id, town: town.fullName };
  return keepOutcome(
    [
      { kind: 'headline', text: sayLearning('phrasing.proposed', facts(made, duty, desk)) },
      ...checkBlocks(check, desk),
    ],
    [
      {
        label: sayLearning(check.fell ? 'action.accept.anyway' : 'action.accept'),
        command: {
          name: 'phrasing',
          options: { action: 'accept', ...options, ...(check.fell ? { confirm: 'yes' } : {}) },
        },
      },
      {
        label: sayLearning('action.decline'),
        command: { name: 'phrasing', options: { action: 'decline', ...options } },
      },
    ],
  );
}

async function accept(options: Command['options'], context: Context): Promise<Handled> {
  const { desk, town, index, signed } = context;
  const found = ownPhrasing(options.id, context);
  if (!found || found.accepted || found.withdrawn) return said(desk.sayLearning('phrasing.gone'));
  const duty = index.duties.find(({ duty: { list, name } }) => isItem(found, list, name))?.duty;
  if (!duty) return said(desk.sayLearning('phrasing.item-gone'));
  // Asked once more: the list may have changed since it was proposed.
  if (options.confirm !== 'yes' && (await checkPhrasing(index, found, desk)).fell) {
    return { outcome: await preview(found, duty, context) };
  }
  const accepted = desk.store.acceptPhrasing(found.id, signed);
  if (!accepted) return said(desk.sayLearning('phrasing.gone'));
  const { text: question, item } = accepted;
  desk.store.confirmQuestion({ townshipId: town.id, question, item, confirmed: signed });
  return {
    outcome: keepSentence(desk.sayLearning('phrasing.accepted', facts(accepted, duty, desk)), [
      {
        label: desk.sayLearning('action.withdraw'),
        command: {
          name: 'phrasing',
          options: { action: 'withdraw', id: String(accepted.id), town: town.fullName },
        },
      },
    ]),
    audit: { action: 'phrasing-accept', detail: detailOf(accepted) },
  };
}

function withdraw(options: Command['options'], context: Context): Handled {
  const { desk, signed } = context;
  const found = ownPhrasing(options.id, context);
  const withdrawn = found && desk.store.withdrawPhrasing(found.id, signed);
  if (!withdrawn) return said(desk.sayLearning('phrasing.gone'));
  if (withdrawn.accepted) desk.store.forgetQuestion(withdrawn.townshipId, withdrawn.text);
  const done = withdrawn.accepted ? 'withdraw' : 'decline';
  return {
    outcome: keepSentence(desk.sayLearning(`phrasing.${done}`, { text: shown(withdrawn.text) })),
    audit: { action: `phrasing-${done}`, detail: detailOf(withdrawn) },
  };
}

/** One of another township is none: a keeper keeps one. */
function ownPhrasing(id: string | undefined, { desk, town }: Context): Phrasing | undefined {
  if (id === undefined || !/^\d{1,9}$/.test(id)) return undefined;
  const found = desk.store.phrasing(Number(id));
  return found?.townshipId === town.id ? found : undefined;
}

const isItem = ({ item }: Phrasing, list: Duty['list'], name: string): boolean =>
  item.list === list && item.name === name;

/** The item of a button, unless the list has changed under it. */
function dutyOf(key: string, name: string | undefined, { duties }: TownIndex): Duty | undefined {
  const [, list, number] = ITEM_KEY.exec(key) ?? [];
  return duties.find(
    ({ duty }) =>
      duty.list === list && duty.number === Number(number) && (name === undefined || duty.name === name),
  )?.duty;
}

/** The topic that the item is most surely of. */
function topicOf(duty: Duty, { duties, topics }: TownIndex): string | undefined {
  const links = duties.find((entry) => entry.duty === duty)?.links ?? [];
  const best = [...links].sort((a, b) => b.score - a.score)[0];
  return best && topics[best.topic]?.id;
}

const facts = ({ text }: Phrasing, { list, number, name }: Duty, { say }: LearningDesk) => ({
  text,
  short: say(`list.short.${list}`),
  number,
  name,
});

const detailOf = ({ id, text, item, topicId = '' }: Phrasing): string =>
  JSON.stringify({ id, text, list: item.list, name: item.name, topic: topicId });
