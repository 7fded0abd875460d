import { parseReference } from '../answer/reference.js';
import { isoNow, personOf } from '../chat/desk.js';
import type { Block, Command } from '../contract.js';
import type { Duty, Township } from '../duty.js';
import { keepOutcome, keepSentence } from '../keeping/outcome.js';
import { noteFor } from '../search/learnt.js';
import { normaliseQuestion } from '../search/normalise.js';
import type { TownIndex } from '../search/town-index.js';
import type { Who } from '../store/chat-types.js';
import type { NoteTexts } from '../store/learning-types.js';
import { type Handled, type LearningDesk, shown } from './desk.js';
import { NOTE_FIELDS, NOTE_LENGTH_MAX, readNoteOptions } from './note-line.js';

const EMPTY: NoteTexts = { office: '', contact: '', remark: '' };
/** Notes listed at once. */
const LISTED_MAX = 20;

/**
 * `/note`: sets what is given of the note on an item, { item, office?, contact?, remark? } or { line }; an
 * empty text removes. With an item alone it shows the note and how to change it; with nothing, all notes.
 */
export function note(desk: LearningDesk, town: Township, options: Command['options'], by: Who): Handled {
  const { sayLearning, store } = desk;
  const index = desk.towns.index(town.id);
  if (!index) return said(sayLearning('no-list', { town: town.fullName }));
  const { item, texts } = readNoteOptions(options);
  if (item === '') return listNotes(town, index, desk);
  const found = dutiesNamed(item, index);
  const [duty] = found;
  if (!duty) return said(sayLearning('note.item-unknown', { item: shown(item), town: town.fullName }));
  if (found.length > 1) return said(sayLearning('note.item-several', { item: shown(item) }));
  const before = noteFor(duty, index.notes) ?? EMPTY;
  const after: NoteTexts = {
    office: texts.office ?? before.office,
    contact: texts.contact ?? before.contact,
    remark: texts.remark ?? before.remark,
  };
  if (NOTE_FIELDS.every((field) => texts[field] === undefined)) {
    return { outcome: keepOutcome(noteBlocks(duty, before, 'note', desk)) };
  }
  const long = NOTE_FIELDS.find((field) => after[field].length > NOTE_LENGTH_MAX[field]);
  if (long) {
    const name = sayLearning(`note.field.${long}`);
    return said(sayLearning('note.too-long', { name, max: NOTE_LENGTH_MAX[long] }));
  }
  const { list, number, name } = duty;
  const written = { by: personOf(by), at: isoNow(desk) };
  store.saveNote({ townshipId: town.id, list, number, name, ...after, written });
  const isGone = NOTE_FIELDS.every((field) => after[field] === '');
  return {
    outcome: keepOutcome(noteBlocks(duty, after, isGone ? 'note.removed' : 'note.saved', desk)),
    audit: {
      action: isGone ? 'note-remove' : 'note-save',
      detail: JSON.stringify({ list, number, name, ...after }),
    },
  };
}

const said = (text: string): Handled => ({ outcome: keepSentence(text) });

/** An item by its number; without a list there may be several. */
function dutiesNamed(text: string, { duties }: TownIndex): Duty[] {
  const wanted = normaliseQuestion(text);
  const reference = parseReference(wanted)?.reference ?? bareNumber(wanted);
  return duties.flatMap(({ duty }) =>
    duty.number === reference?.number && (reference.list === undefined || reference.list === duty.list)
      ? [duty]
      : [],
  );
}

const bareNumber = (text: string): { number: number; list?: undefined } | undefined =>
  /^\d{1,4}$/.test(text) ? { number: Number(text) } : undefined;

function noteBlocks(duty: Duty, texts: NoteTexts, key: string, { say, sayLearning }: LearningDesk): Block[] {
  const short = say(`list.short.${duty.list}`);
  const { number, name } = duty;
  const lines = NOTE_FIELDS.flatMap((field) =>
    texts[field] === '' ? [] : [say(`note.${field}`, { text: texts[field] })],
  );
  return [
    { kind: 'headline', text: sayLearning(key, { short, number, name }) },
    { kind: 'text', text: lines.length === 0 ? sayLearning('note.empty') : lines.join('\n') },
    { kind: 'text', text: sayLearning('note.how', { short, number }) },
  ];
}

/** All notes of a township; one whose item the list no longer has is kept, and said to sleep. */
function listNotes(town: Township, index: TownIndex, desk: LearningDesk): Handled {
  const { store, say, sayLearning } = desk;
  const notes = store.dutyNotes(town.id);
  const awake = new Set([...(index.notes?.values() ?? [])].map(({ id }) => id));
  const lines = notes.slice(0, LISTED_MAX).map(({ id, list, number, name, office, contact, remark }) => {
    const texts = [office, contact, remark].filter((text) => text !== '').join(sayLearning('join'));
    const facts = { short: say(`list.short.${list}`), number, name: shown(name), texts: shown(texts) };
    return sayLearning(awake.has(id) ? 'notes.line' : 'notes.dormant', facts);
  });
  const more = notes.length - lines.length;
  if (more > 0) lines.push(sayLearning('notes.more', { count: more }));
  const head = sayLearning(notes.length === 0 ? 'notes.none' : 'notes', {
    town: town.fullName,
    count: notes.length,
  });
  return {
    outcome: keepOutcome([
      { kind: 'headline', text: head },
      ...(lines.length === 0 ? [] : [{ kind: 'text' as const, text: lines.join('\n') }]),
      { kind: 'text', text: sayLearning('note.how', { short: say('list.short.cooperative'), number: 19 }) },
    ]),
  };
}
