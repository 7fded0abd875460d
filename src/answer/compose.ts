import type { Action, Block, Reply } from '../contract.js';
import type { Duty, Township } from '../duty.js';
import type { Say } from '../wording.js';
import type { Answer } from './answer.js';
import { choiceBlocks, whose } from './choices.js';
import { dutyBlocks } from './duty-card.js';
import type { Listing } from './listing.js';
import { itemName, listSource, ownName } from './phrases.js';

type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>;

/** The words for an answer, in the sentences of prompts/reply.json. Pure. */
export function compose(answer: Answer, say: Say): Reply {
  return { blocks: blocksOf(answer, say) };
}

const headline = (text: string): Block => ({ kind: 'headline', text });
const text = (words: string): Block => ({ kind: 'text', text: words });

function blocksOf(answer: Answer, say: Say): Block[] {
  switch (answer.kind) {
    case 'duty':
      return dutyBlocks(answer, say);
    case 'unclear':
      return unclearBlocks(answer, say);
    case 'unlisted':
      return unlistedBlocks(answer.nearest, answer.town, say);
    case 'listing':
      return listingBlocks(answer, say);
    case 'summary': {
      const { town, counts, edition } = answer;
      const total = counts.basic + counts.cooperative + counts.reclaimed;
      return [
        headline(say('summary', { town: town.fullName })),
        text(say('summary.counts', { total, own: ownName(town, say), ...counts })),
        { kind: 'source', text: listSource(edition, say) },
      ];
    }
    case 'comparison':
      return comparisonBlocks(answer, say);
    case 'choose-town':
      return [
        headline(say(answer.why === 'ambiguous' ? 'choose-town.ambiguous' : 'choose-town')),
        {
          kind: 'choices',
          choices: answer.towns.map(({ fullName, prefecture }, at) => ({
            number: at + 1,
            label: fullName,
            detail: prefecture,
            action: { label: fullName, text: fullName, town: fullName },
          })),
        },
      ];
    case 'town-set':
      return [text(say('town-set', { town: answer.town.fullName }))];
    case 'no-number': {
      const { town, list, number, last } = answer;
      const known = { town: town.name, number };
      if (list === undefined) return [text(say('no-number.any', { ...known, ...last }))];
      const of = { ...known, list: say(`list.${list}`), last: last[list] };
      return [text(say(last[list] === 0 ? 'no-list' : 'no-number', of))];
    }
    case 'no-choice':
      return [text(say('no-choice', { count: answer.count }))];
    case 'no-neighbour':
      return [text(say(answer.by === 1 ? 'no-next' : 'no-previous'))];
    case 'help':
    case 'no-town':
    case 'no-context':
    case 'small-talk':
    case 'nothing':
      return [text(say(answer.kind))];
  }
}

function unclearBlocks({ candidates, town, rejected }: AnswerOf<'unclear'>, say: Say): Block[] {
  if (candidates.length === 0) return [text(say('unclear.none'))];
  const title = say(rejected ? 'unclear.rejected' : 'unclear');
  return [headline(title), choiceBlocks(candidates, town, say), text(say('unclear.choose'))];
}

function unlistedBlocks(nearest: readonly Duty[], town: Township, say: Say): Block[] {
  const head = headline(say('unlisted', { town: town.name }));
  const advice = text(say('unlisted.advice'));
  if (nearest.length === 0) return [head, text(say('unlisted.nothing')), advice];
  const candidates = nearest.map((duty) => ({ duty, difference: '' }));
  return [head, text(say('unlisted.nearest')), choiceBlocks(candidates, town, say), advice];
}

function listingBlocks(listing: Listing, say: Say): Block[] {
  const { town, of, duties, page, pages, counts, edition } = listing;
  const count = counts.basic + counts.cooperative + counts.reclaimed;
  if (count === 0) return [text(say('listing.none', { town: town.name }))];
  const facts = { town: town.name, count, ...counts };
  const title = {
    list: () => say('listing.list', { ...facts, list: of.kind === 'list' ? say(`list.${of.list}`) : '' }),
    category: () =>
      say('listing.category', { ...facts, category: of.kind === 'category' ? of.category : '' }),
    body: () =>
      say('listing.body', { ...facts, bodies: of.kind === 'body' ? of.bodies.join(say('body.join')) : '' }),
    near: () => say('listing.near', { ...facts, item: of.kind === 'near' ? itemName(of.duty, say) : '' }),
  }[of.kind]();
  const candidates = duties.map((duty) => ({ duty, difference: '' }));
  const blocks: Block[] = [headline(title), choiceBlocks(candidates, town, say)];
  const source: Block = { kind: 'source', text: listSource(edition, say) };
  if (pages === 1) return [...blocks, source];
  return [
    ...blocks,
    text(say('listing.page', { page, pages })),
    source,
    { kind: 'actions', actions: pageActions(listing, say) },
  ];
}

function pageActions({ of, page, pages, town }: Listing, say: Say): Action[] {
  const command = (to: number): string => {
    if (of.kind === 'list') return say('command.page.list', { list: say(`list.${of.list}`), page: to });
    if (of.kind === 'category') return say('command.page.category', { category: of.category, page: to });
    return of.kind === 'body' ? say('command.page.body', { name: of.name, page: to }) : '';
  };
  const to = (label: string, target: number): Action[] =>
    target < 1 || target > pages || command(target) === ''
      ? []
      : [{ label: say(label), text: command(target), town: town.fullName }];
  return [...to('action.previous', page - 1), ...to('action.next', page + 1)];
}

function comparisonBlocks({ subject, others }: AnswerOf<'comparison'>, say: Say): Block[] {
  if (others.length === 0) return [text(say('comparison.alone', { town: subject.town.name }))];
  const line = (town: Township, duty: Duty | undefined): Block =>
    text(
      duty
        ? say('comparison.listed', {
            town: town.fullName,
            whose: whose(duty, town.name, say),
            item: itemName(duty, say),
            name: duty.name,
          })
        : say('comparison.unlisted', { town: town.fullName }),
    );
  return [
    headline(say('comparison', { name: subject.duty.name })),
    line(subject.town, subject.duty),
    ...others.map(({ town, duty }) => line(town, duty)),
  ];
}
