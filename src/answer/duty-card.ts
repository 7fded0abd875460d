import type { Action, Block } from '../contract.js';
import { type Duty, type Township, VERDICT_OF_LIST } from '../duty.js';
import type { Wish } from '../search/lexicon.js';
import type { Say } from '../wording.js';
import type { Answer } from './answer.js';
import { bodyNames, dutySource, isEnded, itemName, ownName, stepLines } from './phrases.js';

type DutyAnswer = Extract<Answer, { kind: 'duty' }>;

/** Whose matter it is, in one plain sentence; asked outright, it says first whose it is. */
export function verdictLine(duty: Duty, town: Township, wish: Wish | undefined, say: Say): string {
  const asked = wish === 'ownership' ? 'verdict.asked' : 'verdict';
  const verdict = VERDICT_OF_LIST[duty.list];
  const names = { town: town.name, own: ownName(town, say) };
  if (duty.list !== 'reclaimed') {
    return say(`${asked}.${verdict}`, { ...names, bodies: bodyNames(duty.leadBodies, say) });
  }
  const how = isEnded(duty) ? '.ended' : duty.receivingBodies.length === 0 ? '.nobody' : '';
  return say(`${asked}.${verdict}${how}`, { ...names, bodies: bodyNames(duty.receivingBodies, say) });
}

/** The card of one duty: verdict, facts, steps as printed, notices, source, buttons. */
export function dutyBlocks(answer: DutyAnswer, say: Say): Block[] {
  const { duty, town, view, wish, edition } = answer;
  return [
    { kind: 'headline', text: verdictLine(duty, town, wish, say) },
    { kind: 'fields', fields: fields(duty, say) },
    ...steps(answer, say),
    ...duty.notices.map((notice): Block => ({ kind: 'notice', text: say('notice', { text: notice.text }) })),
    ...noteBlocks(answer, say),
    { kind: 'source', text: dutySource(duty, edition, say) },
    { kind: 'actions', actions: actions(duty, town, view, say) },
  ];
}

function fields(duty: Duty, say: Say) {
  const { leadBodies, receivingBodies } = duty;
  const join = (bodies: readonly string[]): string => bodies.join(say('body.join'));
  return [
    { name: say('field.item'), value: itemName(duty, say) },
    { name: say('field.category'), value: duty.category },
    { name: say('field.name'), value: duty.name },
    { name: say('field.lead'), value: join(leadBodies) },
    { name: say('field.receiving'), value: join(receivingBodies) },
    { name: say('field.remark'), value: duty.remark },
  ].filter(({ value }) => value !== '');
}

function steps({ duty, view, town }: DutyAnswer, say: Say): Block[] {
  const { list, townshipDuties, leadDuties, workMethod } = duty;
  const own = ownName(town, say);
  const none = (key: string): Block => ({ kind: 'text', text: say(key, { own }) });
  if (list === 'basic') return [none('steps.basic.none')];
  if (list === 'reclaimed')
    return [{ kind: 'steps', title: say('steps.method'), lines: stepLines(workMethod) }];
  const township: Block =
    townshipDuties.length === 0
      ? none('steps.township.none')
      : { kind: 'steps', title: say('steps.township', { own }), lines: stepLines(townshipDuties) };
  const lead: Block =
    leadDuties.length === 0
      ? none('steps.lead.none')
      : { kind: 'steps', title: say('steps.lead'), lines: stepLines(leadDuties) };
  if (view === 'lead') return [lead];
  return view === 'full' ? [lead, township] : [township];
}

/** The township's own words, told apart from the official ones above them. */
function noteBlocks({ note, town }: DutyAnswer, say: Say): Block[] {
  if (!note) return [];
  const lines = (['office', 'contact', 'remark'] as const).flatMap((field) =>
    note[field] === '' ? [] : [say(`note.${field}`, { text: note[field] })],
  );
  return [{ kind: 'text', text: [say('note', { own: ownName(town, say) }), ...lines].join('\n') }];
}

function actions(duty: Duty, town: Township, view: DutyAnswer['view'], say: Say): Action[] {
  const short = say(`list.short.${duty.list}`);
  const action = (name: 'lead' | 'full' | 'near' | 'compare'): Action => ({
    label: say(`action.${name}`),
    text: say(`command.${name}`, { short, number: duty.number }),
    town: town.fullName,
  });
  const own = duty.list === 'cooperative' ? (['lead', 'full'] as const).filter((name) => name !== view) : [];
  return [...own.map(action), action('near'), action('compare')];
}
