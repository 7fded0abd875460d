import { countByList } from '../answer/listing.js';
import type { Outcome } from '../chat/outcome.js';
import type { Block } from '../contract.js';
import { type Duty, type Edition, LIST_KINDS, type Notice } from '../duty.js';
import type { AnswerCheck } from '../learning/check-answers.js';
import { checkBlocks } from '../learning/check-reply.js';
import { refreshLinks } from '../library.js';
import { inSlices } from '../slices.js';
import { checkEdition } from './check.js';
import type { KeepingDesk } from './desk.js';
import { compareSteps, type Difference } from './difference.js';
import { differenceFile } from './difference-file.js';
import { differencePages, differenceSummary } from './difference-reply.js';
import { type Doubt, findDoubts } from './doubts.js';
import { isExpired } from './drafts.js';
import { fingerprintOf } from './fingerprint.js';
import { type KeepButton, keepOutcome, keepSentence } from './outcome.js';

/** Notices that are shown in a preview; the rest is counted. */
const NOTICES_SHOWN_MAX = 5;

/** An edition that may become live, beside the one that is. */
export interface Compared {
  readonly edition: Edition;
  readonly duties: readonly Duty[];
  readonly live: Edition | undefined;
  readonly difference: Difference;
}

/** Everything that is known of an edition that may become live. */
export interface Preview extends Compared {
  /** Nothing where there was no list before. */
  readonly check: AnswerCheck | undefined;
  readonly doubts: readonly Doubt[];
}

/** @returns nothing for an edition that is gone (discarded, expired) */
export async function compareWithLive(editionId: number, desk: KeepingDesk): Promise<Compared | undefined> {
  const { store } = desk;
  const edition = store.edition(editionId);
  if (!edition) return undefined;
  const live = store.liveEdition(edition.townshipId);
  const duties = store.duties(editionId);
  const before = live ? store.duties(live.id) : [];
  // It may have been read with topics of another day.
  await inSlices(refreshLinks(edition, store, desk.library));
  return { edition, duties, live, difference: await inSlices(compareSteps(before, duties)) };
}

/** The comparison, the list's own questions asked of both, and what speaks against it. */
export async function examine(editionId: number, desk: KeepingDesk): Promise<Preview | undefined> {
  const compared = await compareWithLive(editionId, desk);
  if (!compared) return undefined;
  const { edition, duties, live, difference } = compared;
  const check = await checkEdition(edition, live, difference, desk);
  const lost = live ? difference.lostShare : 0;
  const doubts = findDoubts(edition, countByList(duties), lost, check?.fell ?? false, desk.sayKeep);
  return { ...compared, check, doubts };
}

/** What a draft would change, with 发布 and 放弃. */
export async function previewDraft(editionId: number, desk: KeepingDesk): Promise<Outcome> {
  const preview = await examine(editionId, desk);
  if (!preview) return keepSentence(desk.sayKeep('draft.gone'));
  const id = String(editionId);
  return previewOutcome('draft', preview, desk, [
    { label: desk.sayKeep('button.publish'), command: { name: 'publish', options: { id } } },
    { label: desk.sayKeep('button.discard'), command: { name: 'discard', options: { id } } },
  ]);
}

/** What making a former edition live again would change, with 恢复这一版. */
export async function previewRollback(editionId: number, desk: KeepingDesk): Promise<Outcome> {
  const preview = await examine(editionId, desk);
  if (!preview) return keepSentence(desk.sayKeep('draft.gone'));
  const basis = String(preview.live?.id ?? '');
  const options = { id: String(editionId), basis };
  return previewOutcome('rollback', preview, desk, [
    { label: desk.sayKeep('button.restore'), command: { name: 'rollback', options } },
  ]);
}

function previewOutcome(
  kind: 'draft' | 'rollback',
  preview: Preview,
  desk: KeepingDesk,
  buttons: Parameters<typeof keepOutcome>[1],
): Outcome {
  const { edition, live, difference, doubts } = preview;
  const { sayKeep, store } = desk;
  const town = edition.townshipId;
  const blocks: Block[] = [
    { kind: 'headline', text: sayKeep(`preview.${kind}`, { town, edition: edition.serial }) },
    { kind: 'fields', fields: factsOf(preview, desk) },
    ...noticeBlocks(
      [...store.notices(edition.id), ...preview.duties.flatMap(({ notices }) => notices)],
      desk,
    ),
    ...(live ? differenceSummary(difference, sayKeep) : [textBlock(sayKeep('preview.first', { town }))]),
    ...(preview.check ? checkBlocks(preview.check, desk) : []),
    ...doubts.map(({ key, params }): Block => ({ kind: 'notice', text: sayKeep(key, params) })),
  ];
  const changed = live !== undefined && !difference.isSame;
  const pages = changed ? [changesButton(edition, desk)] : [];
  const file = changed ? [differenceFile(difference, { town, before: live, after: edition }, sayKeep)] : [];
  const files = file.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) }));
  return keepOutcome(blocks, [...(buttons ?? []), ...pages], files);
}

/** Leads to the first page of what would change. */
export const changesButton = ({ id }: Edition, { sayKeep }: Pick<KeepingDesk, 'sayKeep'>): KeepButton => ({
  label: sayKeep('button.changes'),
  command: { name: 'editions', options: { id: String(id), page: '1' } },
});

/**
 * One page of what would change.
 * @param isTurned from another page, whose place it takes
 */
export async function changesPage(
  editionId: number,
  page: number,
  isTurned: boolean,
  desk: KeepingDesk,
): Promise<Outcome> {
  const { sayKeep } = desk;
  const compared = await compareWithLive(editionId, desk);
  if (!compared?.live || isExpired(compared.edition, desk)) return keepSentence(sayKeep('draft.gone'));
  const pages = differencePages(compared.difference, sayKeep);
  const at = Math.min(Math.max(1, page), Math.max(1, pages.length));
  const shown = pages[at - 1];
  if (!shown) return keepSentence(sayKeep('preview.no-change'));
  const turn = (to: number, key: string) =>
    to < 1 || to > pages.length
      ? []
      : [
          {
            label: sayKeep(key),
            command: {
              name: 'editions' as const,
              options: { id: String(editionId), page: String(to), turned: 'yes' },
            },
          },
        ];
  const outcome = keepOutcome(
    [
      {
        kind: 'headline',
        text: sayKeep('changes.title', { title: shown.title, page: at, pages: pages.length }),
      },
      textBlock(shown.lines.join('\n')),
    ],
    [...turn(at - 1, 'button.previous'), ...turn(at + 1, 'button.next')],
  );
  return !isTurned ? outcome : { ...outcome, reply: { ...outcome.reply, replaces: true } };
}

function factsOf({ edition, live, difference: { byList } }: Preview, { sayKeep }: KeepingDesk) {
  const declared = edition.declared;
  const count = LIST_KINDS.map((list) =>
    sayKeep('preview.count', {
      list: sayKeep(`list.${list}`),
      count: byList[list].after,
      said:
        declared[list]?.duties === undefined ? '' : sayKeep('preview.said', { count: declared[list].duties }),
      before: live ? sayKeep('preview.before', { count: byList[list].before }) : '',
    }),
  );
  const field = (key: string, value: string) => ({ name: sayKeep(`preview.field.${key}`), value });
  return [
    field('file', `${edition.fileName}（${fingerprintOf(edition)}）`),
    field('title', edition.title),
    ...(edition.issued === '' ? [] : [field('issued', edition.issued)]),
    field('counts', count.join('\n')),
  ];
}

const textBlock = (text: string): Block => ({ kind: 'text', text });

function noticeBlocks(notices: readonly Notice[], { sayKeep }: KeepingDesk): Block[] {
  const warnings = notices.filter(({ severity }) => severity === 'warning');
  const facts = { all: notices.length, warnings: warnings.length };
  if (notices.length === 0) return [textBlock(sayKeep('preview.no-notice'))];
  const shown = warnings.slice(0, NOTICES_SHOWN_MAX).map(({ text }) => `· ${text}`);
  const more = warnings.length - shown.length;
  return [
    textBlock(
      [
        sayKeep('preview.notices', facts),
        ...shown,
        ...(more > 0 ? [sayKeep('preview.notices.more', { count: more })] : []),
      ].join('\n'),
    ),
  ];
}
