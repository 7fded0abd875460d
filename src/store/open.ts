import type { Database } from 'better-sqlite3';
import type { Edition } from '../duty.js';
import { BotError } from '../errors.js';
import { createBodies } from './bodies.js';
import { createButtons } from './buttons.js';
import { createChats } from './chats.js';
import { connect } from './connection.js';
import { createDuties } from './duties.js';
import { createEditions } from './editions.js';
import { databaseFault, guarded, spared } from './faults.js';
import { createIds } from './ids.js';
import { createKeeping } from './keeping.js';
import { createLearning } from './learning.js';
import { createLinks } from './links.js';
import { createQueryLog } from './query-log.js';
import { createSeen } from './seen.js';
import type { EditionInput, Store, StoreOptions } from './types.js';
import { createVotes } from './votes.js';

const BUSY_TIMEOUT_MS = 5000;
const QUERY_LOG_DAYS = 90;
const BUTTON_DAYS = 30;
/** The longest a platform repeats a delivery is some seven hours (Feishu); the rest is for a process that was down. */
const SEEN_DAYS = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Opens the database at `path`, or a new one in memory for ':memory:'; folder and file are made when
 * missing.
 * @throws BotError `database-busy`, `database-damaged`, `database-newer`, `database-readonly` or
 * `database-unopenable`, params `{ path }`; the file is left as it is.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const {
    busyTimeoutMs = BUSY_TIMEOUT_MS,
    queryLogDays = QUERY_LOG_DAYS,
    buttonDays = BUTTON_DAYS,
    onFull,
    pagesMax,
  } = options;
  const db = connect(path, busyTimeoutMs);
  if (pagesMax !== undefined) db.pragma(`max_page_count = ${pagesMax}`);
  const { editions, duties, bodies, links, queryLog, chats, buttons, votes, seen, learning } = prepare(
    db,
    path,
    queryLogDays,
    buttonDays,
  );

  const insertEdition = (input: EditionInput): Edition => {
    const edition = editions.insertDraft(input);
    bodies.insertBodies(edition.id, input.bodies);
    duties.insertNotices(edition.id, null, input.notices);
    for (const duty of input.duties) {
      const dutyId = duties.insertDuty(edition.id, duty);
      duties.insertNotices(edition.id, dutyId, duty.notices);
      bodies.linkBodies(edition.id, dutyId, duty);
    }
    if (input.links) links.saveLinks(edition.id, input.links);
    return edition;
  };

  // IMMEDIATE: take the write lock at the start, where SQLite waits for another process; a transaction
  // that turns from reading to writing half-way is refused at once instead.
  const saveDraft = db.transaction(insertEdition).immediate;
  const publish = db.transaction(editions.makeLive).immediate;
  const keeping = createKeeping(db, { editions, insertEdition });

  const saveLive = db.transaction((input: EditionInput) =>
    editions.makeLive(insertEdition(input).id, input.importedAt),
  ).immediate;

  const purgeChats = (nowIso: string): number => {
    const before = (days: number): string => new Date(Date.parse(nowIso) - days * DAY_MS).toISOString();
    return (
      buttons.purgeButtons(nowIso) +
      seen.purgeSeen(before(SEEN_DAYS)) +
      votes.purgeVotes(before(queryLogDays)) +
      learning.purgeOutcomes(before(queryLogDays))
    );
  };

  return {
    saveDraft: guarded(path, saveDraft),
    publish: guarded(path, publish),
    saveLive: guarded(path, saveLive),
    townships: guarded(path, editions.townships),
    liveEdition: guarded(path, editions.liveEdition),
    edition: guarded(path, editions.edition),
    editions: guarded(path, editions.editions),
    publications: guarded(path, editions.publications),
    hasFile: guarded(path, editions.hasFile),
    duties: guarded(path, duties.duties),
    notices: guarded(path, duties.notices),
    bodies: guarded(path, bodies.bodies),
    bodyLinks: guarded(path, bodies.bodyLinks),
    saveLinks: guarded(path, links.saveLinks),
    links: guarded(path, links.links),
    logQuery: spared(path, queryLog.logQuery, undefined, onFull),
    queries: guarded(path, queryLog.queries),
    purgeQueries: spared(path, queryLog.purgeQueries, 0, onFull),
    countQueries: guarded(path, queryLog.countQueries),
    chat: guarded(path, chats.chat),
    setChat: guarded(path, chats.setChat),
    moveChat: guarded(path, chats.moveChat),
    countBound: guarded(path, chats.countBound),
    townOf: guarded(path, chats.townOf),
    rememberTown: spared(path, chats.rememberTown, undefined, onFull),
    fact: guarded(path, chats.fact),
    setFact: guarded(path, chats.setFact),
    saveButtons: spared(path, buttons.saveButtons, [], onFull),
    button: guarded(path, buttons.button),
    vote: guarded(path, votes.vote),
    votes: guarded(path, votes.votes),
    addKeeper: guarded(path, keeping.addKeeper),
    removeKeeper: guarded(path, keeping.removeKeeper),
    keepers: guarded(path, keeping.keepers),
    saveUpload: guarded(path, keeping.saveUpload),
    draft: guarded(path, keeping.draft),
    drafts: guarded(path, keeping.drafts),
    rebaseDraft: guarded(path, keeping.rebaseDraft),
    discardDraft: guarded(path, keeping.discardDraft),
    purgeDrafts: spared(path, keeping.purgeDrafts, 0, onFull),
    replaceLive: guarded(path, keeping.replaceLive),
    addAudit: guarded(path, keeping.addAudit),
    audit: guarded(path, keeping.audit),
    backup: async (to) => {
      try {
        await keeping.backup(to);
      } catch (error) {
        throw databaseFault(error, to) ?? error;
      }
    },
    addOutcome: spared(path, learning.addOutcome, undefined, onFull),
    outcomes: guarded(path, learning.outcomes),
    learntRevision: guarded(path, learning.learntRevision),
    proposePhrasing: guarded(path, learning.proposePhrasing),
    acceptPhrasing: guarded(path, learning.acceptPhrasing),
    withdrawPhrasing: guarded(path, learning.withdrawPhrasing),
    phrasing: guarded(path, learning.phrasing),
    phrasings: guarded(path, learning.phrasings),
    saveNote: guarded(path, learning.saveNote),
    dutyNotes: guarded(path, learning.dutyNotes),
    confirmQuestion: guarded(path, learning.confirmQuestion),
    forgetQuestion: guarded(path, learning.forgetQuestion),
    confirmedQuestions: guarded(path, learning.confirmedQuestions),
    carryItems: guarded(path, learning.carryItems),
    setDigest: guarded(path, learning.setDigest),
    digestReaders: guarded(path, learning.digestReaders),
    digestSent: guarded(path, learning.digestSent),
    claimMessage: spared(path, seen.claimMessage, true, onFull),
    purgeChats: spared(path, purgeChats, 0, onFull),
    together: (work) => guarded(path, db.transaction(work).immediate)(),
    close: () => {
      db.close();
    },
  };
}

/** Every statement is prepared here, so a file whose tables are not ours fails on opening and not later. */
function prepare(db: Database, path: string, queryLogDays: number, buttonDays: number) {
  try {
    const ids = createIds(db);
    return {
      editions: createEditions(db),
      duties: createDuties(db),
      bodies: createBodies(db),
      links: createLinks(db),
      queryLog: createQueryLog(db, ids, queryLogDays),
      chats: createChats(db, ids),
      buttons: createButtons(db, ids, buttonDays),
      votes: createVotes(db, ids, queryLogDays > 0),
      seen: createSeen(db, ids),
      learning: createLearning(db, ids, queryLogDays),
    };
  } catch (error) {
    db.close();
    throw databaseFault(error, path) ?? new BotError('database-damaged', { path }, { cause: error });
  }
}
