import { settingOf } from '../chat/binding.js';
import type { Outcome } from '../chat/outcome.js';
import type { Keep } from '../chat/settle.js';
import type { Command, InboundMessage, KeepingCommandName } from '../contract.js';
import type { Edition, Township } from '../duty.js';
import { auditReply } from './audit.js';
import type { KeepingDesk } from './desk.js';
import { newestDraft, ownDrafts } from './drafts.js';
import { editionsReply } from './editions.js';
import { importDocument } from './import.js';
import { learningCommand } from './learn.js';
import { backupCommand, reloadCommand } from './operate.js';
import { keepSentence, whichTown } from './outcome.js';
import { createPending } from './pending.js';
import { keepersCommand } from './people.js';
import { changesPage } from './preview.js';
import { confirmWords, discardDraft, publishDraft, restoreWords, rollBack } from './publish.js';
import { findTownships, permit, townshipsKept, townsKept } from './roles.js';

/** The number of no edition. */
const NO_EDITION = 0;

export function createKeep(desk: KeepingDesk): Keep {
  const pending = createPending(desk.now);
  return {
    read(message) {
      const words = message.text.replace(/[\s“”"']/g, '');
      // A question that comes with a document is still a question.
      if (message.file && (words === '' || isImportWord(words, desk))) return { name: 'import', options: {} };
      return confirmedBy(words, message, desk);
    },
    help(message) {
      const kept = townsKept(message, desk);
      if (kept === 'all') return [desk.sayKeep('help.keeper'), desk.sayKeep('help.owner')].join('\n');
      return kept.length === 0 ? undefined : desk.sayKeep('help.keeper');
    },
    async settle(name, options, message) {
      const option = (key: string): string => options[key]?.trim() ?? '';
      const number = (key: string): number | undefined => {
        const digits = /\d+/.exec(option(key))?.[0];
        return digits === undefined ? undefined : Number(digits);
      };
      /** From a button by its id; by its number from a person, who means a draft of a list of theirs. */
      const draftMeant = (): number | undefined => {
        const serial = number('edition');
        const isMeant = (edition: Edition): boolean =>
          edition.status === 'draft' && edition.serial === serial;
        if (number('id') !== undefined || serial === undefined) return number('id');
        const kept = townshipsKept(message, desk).flatMap(({ id }) => desk.store.editions(id));
        return [...ownDrafts(message, desk), ...kept].find(isMeant)?.id ?? NO_EDITION;
      };
      const forTown = (
        command: KeepingCommandName,
        then: (town: Township) => Outcome | Promise<Outcome>,
        named = option('town'),
      ) => {
        const town = chooseTownship(named, command, options, message, desk);
        return 'reply' in town ? town : then(town);
      };
      switch (name) {
        case 'import':
          return importDocument(option('town'), message, pending, desk);
        case 'publish': {
          const edition = draftMeant();
          const draft = edition === undefined ? newestDraft(message, desk) : desk.store.edition(edition);
          const typed = option('confirm').replace(/\s/g, '');
          const confirmed = draft !== undefined && typed === confirmWords(draft.townshipId, desk);
          return publishDraft(edition, confirmed, message, desk);
        }
        case 'discard':
          return discardDraft(draftMeant(), message, desk);
        case 'editions': {
          const [edition, page] = [number('id'), number('page')];
          if (edition === undefined || page === undefined) {
            return forTown('editions', (town) => editionsReply(town, message, desk));
          }
          const townshipId = desk.store.edition(edition)?.townshipId;
          const gate = permit('keeper', message, { action: 'editions', townshipId }, desk);
          return 'refusal' in gate
            ? gate.refusal
            : changesPage(edition, page, option('turned') === 'yes', desk);
        }
        case 'rollback': {
          const id = number('id');
          const townshipId = id === undefined ? undefined : desk.store.edition(id)?.townshipId;
          if (id !== undefined && townshipId !== undefined) {
            const edition = desk.store.edition(id);
            const typed = option('confirm').replace(/\s/g, '');
            const confirmed = {
              basis: number('basis'),
              isUndo: option('undo') === 'yes',
              isTyped: edition !== undefined && typed === restoreWords(edition, desk),
            };
            return rollBack(townshipId, id, confirmed, message, desk);
          }
          // In one line of words, a number is an edition's.
          const serial = number('edition') ?? number('town');
          const words = option('town').replace(/第?\s*\d+\s*版?/, '');
          return forTown(
            'rollback',
            (town) => rollBack(town.id, editionNumbered(serial, town, desk), {}, message, desk),
            words.trim(),
          );
        }
        case 'reload':
          return reloadCommand(option('force') === 'yes', message, desk);
        case 'backup':
          return backupCommand(message, desk);
        case 'keeper':
          return keepersCommand(options, message, desk);
        case 'audit':
          return auditReply(option('count'), message, desk);
        case 'unanswered':
        case 'phrasing':
        case 'note':
        case 'digest':
          return forTown(name, (town) => learningCommand(name, options, town, message, desk));
      }
    },
  };
}

/** 确认发布…, 确认恢复…第1版: what typed words confirm, whoever says them; they are no question either. */
function confirmedBy(words: string, message: InboundMessage, desk: KeepingDesk): Command | undefined {
  const { store } = desk;
  const named = store.townships().filter(({ township }) => words.includes(township.id));
  for (const { township, live } of named) {
    if (words === confirmWords(township.id, desk)) {
      const draft = ownDrafts(message, desk).find(({ townshipId }) => townshipId === township.id);
      return { name: 'publish', options: { id: String(draft?.id ?? NO_EDITION), confirm: words } };
    }
    const edition = store.editions(township.id).find((one) => words === restoreWords(one, desk));
    if (!edition) continue;
    const options = { id: String(edition.id), basis: String(live?.id ?? NO_EDITION), confirm: words };
    return { name: 'rollback', options };
  }
  return undefined;
}

/** The township's edition of a number; without a number none is meant. */
function editionNumbered(
  serial: number | undefined,
  { id }: Township,
  { store }: KeepingDesk,
): number | undefined {
  if (serial === undefined) return undefined;
  return store.editions(id).find((edition) => edition.serial === serial)?.id ?? NO_EDITION;
}

/** 导入清单 and the like, said with a document. */
const isImportWord = (words: string, { sayKeep }: KeepingDesk): boolean =>
  sayKeep('import.words').split(' ').includes(words);

/** The township a command is about: named, the chat's own, the only one this person keeps; or it is asked. */
function chooseTownship(
  named: string,
  name: KeepingCommandName,
  options: Command['options'],
  message: InboundMessage,
  desk: KeepingDesk,
): Township | Outcome {
  const { sayKeep } = desk;
  const own = townshipsKept(message, desk);
  if (named === '') {
    const { bound } = settingOf(message, desk);
    if (bound) return bound;
    const [only] = own;
    if (only && own.length === 1) return only;
  }
  const found = named === '' ? own : findTownships(named, desk);
  const [only] = found;
  if (only && found.length === 1) return only;
  // Nothing kept: the refusal says so, and is written down.
  const gate = permit('keeper', message, { action: name, detail: named }, desk);
  if ('refusal' in gate) return gate.refusal;
  if (!only) {
    return keepSentence(named === '' ? sayKeep('town.none') : sayKeep('town.unknown', { town: named }));
  }
  return whichTown(sayKeep('town.which'), found, { name, options }, desk.sayChat);
}
