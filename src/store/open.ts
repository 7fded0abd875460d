import type { Database } from 'better-sqlite3';
import type { Edition } from '../duty.js';
import { BotError } from '../errors.js';
import { createBodies } from './bodies.js';
import { connect } from './connection.js';
import { createDuties } from './duties.js';
import { createEditions } from './editions.js';
import { databaseFault, guarded } from './faults.js';
import { createLinks } from './links.js';
import { createQueryLog } from './query-log.js';
import type { EditionInput, Store, StoreOptions } from './types.js';

const BUSY_TIMEOUT_MS = 5000;
const QUERY_LOG_DAYS = 90;

/**
 * Opens the database at `path`, or a new one in memory for ':memory:'; folder and file are made when
 * missing.
 * @throws BotError `database-busy`, `database-damaged`, `database-newer`, `database-readonly` or
 * `database-unopenable`, params `{ path }`; the file is left as it is.
 */
export function openStore(path: string, options: StoreOptions = {}): Store {
  const { busyTimeoutMs = BUSY_TIMEOUT_MS, queryLogDays = QUERY_LOG_DAYS } = options;
  const db = connect(path, busyTimeoutMs);
  const { editions, duties, bodies, links, queryLog } = prepare(db, path, queryLogDays);

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
  const saveLive = db.transaction((input: EditionInput) =>
    editions.makeLive(insertEdition(input).id, input.importedAt),
  ).immediate;

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
    logQuery: guarded(path, queryLog.logQuery),
    queries: guarded(path, queryLog.queries),
    purgeQueries: guarded(path, queryLog.purgeQueries),
    close: () => {
      db.close();
    },
  };
}

/** Every statement is prepared here, so a file whose tables are not ours fails on opening and not later. */
function prepare(db: Database, path: string, queryLogDays: number) {
  try {
    return {
      editions: createEditions(db),
      duties: createDuties(db),
      bodies: createBodies(db),
      links: createLinks(db),
      queryLog: createQueryLog(db, queryLogDays),
    };
  } catch (error) {
    db.close();
    throw databaseFault(error, path) ?? new BotError('database-damaged', { path }, { cause: error });
  }
}
