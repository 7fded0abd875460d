import { isoNow } from '../chat/desk.js';
import type { Command, Reply } from '../contract.js';
import type { Township } from '../duty.js';
import { keepSentence } from '../keeping/outcome.js';
import type { Who } from '../store/chat-types.js';
import type { DigestReader } from '../store/learning-types.js';
import type { Say } from '../wording.js';
import type { Handled, LearningDesk } from './desk.js';
import { unansweredSince, withNearest } from './list-unanswered.js';
import { groupLines, type ShownGroup } from './unanswered-reply.js';

/** What goes to a keeper in private, unasked. */
export interface DigestMessage extends Who {
  readonly reply: Reply;
}

/** A reader whose week is over; without a message there was nothing to say, and the next week begins. */
export interface DueDigest {
  readonly reader: DigestReader;
  readonly message: DigestMessage | undefined;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** Groups in a digest; the others are a command away. */
const GROUPS_MAX = 5;

/** Who gets which text now. Pure. @param groupsOf what a township was asked in vain since a moment (ISO 8601) */
export function planDigests(
  readers: readonly DigestReader[],
  nowIso: string,
  groupsOf: (townshipId: string, since: string) => readonly ShownGroup[],
  words: { readonly say: Say; readonly sayLearning: Say },
): readonly DueDigest[] {
  const lastWeek = new Date(Date.parse(nowIso) - WEEK_MS).toISOString();
  return readers
    .filter(({ lastAt }) => lastAt <= lastWeek)
    .map((reader) => {
      const { platform, userId, townshipId, lastAt } = reader;
      const groups = groupsOf(townshipId, lastAt);
      if (groups.length === 0) return { reader, message: undefined };
      const texts = groups
        .slice(0, GROUPS_MAX)
        .map((group, at) => groupLines(group, at + 1, words).join('\n'));
      const head = words.sayLearning('digest', { town: townshipId, count: groups.length });
      const reply: Reply = {
        blocks: [
          { kind: 'headline', text: head },
          ...texts.map((text) => ({ kind: 'text' as const, text })),
          { kind: 'text', text: words.sayLearning('digest.how') },
        ],
        isSecret: true,
      };
      return { reader, message: { platform, userId, reply } };
    });
}

/**
 * Digests that are due. After sending each (also where there is nothing to send): `store.digestSent(reader, now)`.
 * @param mayRead whether a reader still keeps that township's list
 */
export function dueDigests(
  desk: LearningDesk,
  mayRead: (reader: DigestReader) => boolean,
): readonly DueDigest[] {
  const groupsOf = (townshipId: string, since: string): readonly ShownGroup[] => {
    const index = desk.towns.index(townshipId);
    if (!index) return [];
    return unansweredSince(since, index, desk).map((group, at) =>
      at < GROUPS_MAX ? withNearest(group, index, desk) : { ...group, nearest: [] },
    );
  };
  return planDigests(desk.store.digestReaders().filter(mayRead), isoNow(desk), groupsOf, desk);
}

const ON = /^(?:on|开|开启|订阅)$/i;
const OFF = /^(?:off|关|关闭|退订)$/i;

/** `/digest`: switches the weekly digest of a township on or off for who asks; without a word it says which. */
export function digest(desk: LearningDesk, town: Township, options: Command['options'], by: Who): Handled {
  const { store, sayLearning } = desk;
  const wanted = options.switch?.trim() ?? '';
  const { platform, userId } = by;
  const reader: DigestReader = { platform, userId, townshipId: town.id, lastAt: isoNow(desk) };
  if (!ON.test(wanted) && !OFF.test(wanted)) {
    const isOn = store
      .digestReaders()
      .some((one) => one.platform === platform && one.userId === userId && one.townshipId === town.id);
    return {
      outcome: keepSentence(sayLearning(isOn ? 'digest.is-on' : 'digest.is-off', { town: town.fullName }), [
        {
          label: sayLearning(isOn ? 'action.digest.off' : 'action.digest.on'),
          command: { name: 'digest', options: { switch: isOn ? 'off' : 'on', town: town.fullName } },
        },
      ]),
    };
  }
  const state = ON.test(wanted) ? 'on' : 'off';
  const changed = store.setDigest(reader, state === 'on');
  return {
    outcome: keepSentence(sayLearning(`digest.${state}`, { town: town.fullName })),
    ...(changed ? { audit: { action: `digest-${state}`, detail: '' } } : {}),
  };
}
