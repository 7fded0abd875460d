import type { Database } from 'better-sqlite3';
import type { Ids } from './ids.js';

/** Ids of messages that were delivered, so that a repeated delivery is known after a restart too. */
export function createSeen(db: Database, ids: Ids) {
  const put = db.prepare('INSERT INTO seen_messages (hash, at) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING');
  const deleteBefore = db.prepare('DELETE FROM seen_messages WHERE at < ?');
  return {
    claimMessage: (platform: string, id: string, nowIso: string): boolean =>
      put.run(ids.hash('message', platform, id), nowIso).changes === 1,
    purgeSeen: (beforeIso: string): number => deleteBefore.run(beforeIso).changes,
  };
}
