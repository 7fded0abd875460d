import type { InboundMessage, Reply } from '../contract.js';
import { VERSION } from '../version.js';
import type { Setting } from './binding.js';
import type { ChatDesk } from './desk.js';
import type { Latency } from './latency.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Towns that are listed one by one. */
const TOWNS_MAX = 20;

/** For keepers: what is running, with what, how much and how fast. @param sight what the platform lets it see */
export function statusReply(
  message: InboundMessage,
  { bound, mode }: Setting,
  sight: string | undefined,
  latency: Latency,
  desk: ChatDesk,
): Reply {
  const { store, sayChat, now } = desk;
  const live = store.townships().filter((summary) => summary.live);
  const towns = live.slice(0, TOWNS_MAX).map(({ township, live: edition, counts }) =>
    sayChat('status.town', {
      town: township.fullName,
      title: edition?.title ?? '',
      issued: edition?.issued ? `（${edition.issued}）` : '',
      total: counts.basic + counts.cooperative + counts.reclaimed,
      ...counts,
    }),
  );
  const more = live.length - towns.length;
  const measured = latency.read();
  const lines = [
    ...(live.length === 0 ? [sayChat('status.none')] : towns),
    ...(more > 0 ? [sayChat('status.towns.more', { count: more })] : []),
    ...(message.isPrivate
      ? []
      : [
          sayChat('status.here', {
            town: bound?.fullName ?? sayChat('status.here.unbound'),
            mode: sayChat(`mode.${mode}`),
          }),
        ]),
    sayChat('status.chats', { count: store.countBound(message.platform) }),
    sayChat('status.questions', {
      day: store.countQueries(new Date(now() - DAY_MS).toISOString()),
      since: measured?.count ?? 0,
    }),
    ...(measured
      ? [
          sayChat('status.latency', {
            median: measured.median.toFixed(1),
            high: measured.high.toFixed(1),
          }),
        ]
      : []),
    ...(sight === undefined ? [] : [sayChat('status.sight', { sight })]),
  ];
  return {
    blocks: [
      { kind: 'headline', text: sayChat('status', { version: VERSION }) },
      { kind: 'text', text: lines.join('\n') },
    ],
    isPrivate: true,
  };
}
