import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { LIST_KINDS } from '../duty.js';
import type { DutyNote, NamedItem, NoteInput } from './learning-types.js';
import { parseRows } from './rows.js';

const noteRow = z
  .strictObject({
    id: z.number().int(),
    townshipId: z.string(),
    list: z.enum(LIST_KINDS),
    number: z.number().int(),
    name: z.string(),
    office: z.string(),
    contact: z.string(),
    remark: z.string(),
    writtenBy: z.string(),
    writtenAt: z.string(),
  })
  .transform(({ writtenBy: by, writtenAt: at, ...note }): DutyNote => ({ ...note, written: { by, at } }));

/** Notes of a township on items of its list, one an item; what was replaced stays in the file as removed. */
export function createDutyNotes(db: Database) {
  const put = db.prepare(`
    INSERT INTO duty_notes (township_id, list, number, name, office, contact, remark, written_by, written_at)
    VALUES (@townshipId, @list, @number, @name, @office, @contact, @remark, @by, @at)`);
  const remove = db.prepare(`
    UPDATE duty_notes SET removed_at = @at
    WHERE township_id = @townshipId AND list = @list AND name = @name AND removed_at IS NULL`);
  const move = db.prepare(`
    UPDATE duty_notes SET list = @list, name = @name, number = @number
    WHERE township_id = @townshipId AND list = @fromList AND name = @fromName AND removed_at IS NULL`);
  const all = db.prepare(`
    SELECT id, township_id AS townshipId, list, number, name, office, contact, remark,
      written_by AS writtenBy, written_at AS writtenAt
    FROM duty_notes WHERE township_id = ? AND removed_at IS NULL ORDER BY id`);
  const replace = db.transaction(({ written, ...note }: NoteInput): void => {
    const row = { ...note, ...written };
    remove.run(row);
    if (note.office !== '' || note.contact !== '' || note.remark !== '') put.run(row);
  });
  return {
    saveNote: (note: NoteInput): void => replace.immediate(note),
    dutyNotes: (townshipId: string): readonly DutyNote[] => parseRows(noteRow, all.all(townshipId)),
    moveNotes(townshipId: string, from: NamedItem, to: NamedItem & { readonly number: number }): void {
      const { list, name, number } = to;
      move.run({ townshipId, fromList: from.list, fromName: from.name, list, name, number });
    },
  };
}
