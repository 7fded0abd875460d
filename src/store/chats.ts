import type { Database } from 'better-sqlite3';
import { chatRow, townRow } from './chat-schema.js';
import type { ChatChange, ChatSettings, Who } from './chat-types.js';
import type { Ids } from './ids.js';
import { parseRow } from './rows.js';
import { countedRow, settingRow } from './schema.js';

/** Bindings and modes of chats, towns that people chose, and facts of the adapters. */
export function createChats(db: Database, ids: Ids) {
  const read = db.prepare(
    'SELECT township_id AS townshipId, mode FROM chats WHERE platform = ? AND chat_hash = ?',
  );
  const write = db.prepare(`
    INSERT INTO chats (platform, chat_hash, township_id, mode, changed_by, changed_at)
    VALUES (@platform, @chat, @townshipId, @mode, @by, @at)
    ON CONFLICT (platform, chat_hash) DO UPDATE SET
      township_id = excluded.township_id, mode = excluded.mode,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
  const removeChat = db.prepare('DELETE FROM chats WHERE platform = ? AND chat_hash = ?');
  const renameChat = db.prepare(
    'UPDATE chats SET chat_hash = @to WHERE platform = @platform AND chat_hash = @from',
  );
  const hasChat = db.prepare('SELECT count(*) AS rows FROM chats WHERE platform = ? AND chat_hash = ?');
  const bound = db.prepare(
    'SELECT count(*) AS rows FROM chats WHERE platform = ? AND township_id IS NOT NULL',
  );
  const readPerson = db.prepare(
    'SELECT township_id AS townshipId FROM people WHERE platform = ? AND user_hash = ?',
  );
  const writePerson = db.prepare(`
    INSERT INTO people (platform, user_hash, township_id, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (platform, user_hash) DO UPDATE SET township_id = excluded.township_id, at = excluded.at`);
  const readSetting = db.prepare('SELECT value FROM settings WHERE key = ?');
  const writeSetting = db.prepare(`
    INSERT INTO settings (key, value) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);

  const settings = (platform: string, chat: string): ChatSettings => {
    const { townshipId, mode } = parseRow(chatRow, read.get(platform, chat)) ?? {};
    return { ...(townshipId === undefined ? {} : { townshipId }), ...(mode === undefined ? {} : { mode }) };
  };
  const change = db.transaction(
    (platform: string, chat: string, wanted: ChatChange, by: string, at: string): void => {
      const after: ChatChange = { ...settings(platform, chat), ...wanted };
      const { townshipId = null, mode = null } = after;
      write.run({ platform, chat, townshipId, mode, by, at });
    },
  );
  const move = db.transaction((platform: string, from: string, to: string): void => {
    // A platform may announce the move twice; the second time there is nothing left to move.
    if (countedRow.parse(hasChat.get(platform, from)).rows === 0) return;
    removeChat.run(platform, to);
    renameChat.run({ platform, from, to });
  });
  const factKey = (platform: string, key: string): string => `adapter:${platform}:${key}`;

  return {
    chat: (platform: string, chatId: string): ChatSettings =>
      settings(platform, ids.hash('chat', platform, chatId)),

    setChat({ platform, userId }: Who, chatId: string, wanted: ChatChange, nowIso: string): void {
      const by = ids.hash('user', platform, userId);
      change.immediate(platform, ids.hash('chat', platform, chatId), wanted, by, nowIso);
    },

    moveChat(platform: string, from: string, to: string): void {
      move.immediate(platform, ids.hash('chat', platform, from), ids.hash('chat', platform, to));
    },

    countBound: (platform: string): number => countedRow.parse(bound.get(platform)).rows,

    townOf: ({ platform, userId }: Who): string | undefined =>
      parseRow(townRow, readPerson.get(platform, ids.hash('user', platform, userId)))?.townshipId,

    rememberTown({ platform, userId }: Who, townshipId: string, nowIso: string): void {
      writePerson.run(platform, ids.hash('user', platform, userId), townshipId, nowIso);
    },

    fact: (platform: string, key: string): string | undefined =>
      parseRow(settingRow, readSetting.get(factKey(platform, key)))?.value,

    setFact(platform: string, key: string, value: string): void {
      writeSetting.run(factKey(platform, key), value);
    },
  };
}
