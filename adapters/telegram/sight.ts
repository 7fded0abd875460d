import type { UserFromGetMe } from 'grammy/types';
import type { Say } from '../../src/wording.js';

/**
 * What the switches at BotFather let the bot see and do, in words for the keeper.
 * https://core.telegram.org/bots/features#privacy-mode
 */
export function describeSight(me: UserFromGetMe, say: Say): string {
  return [
    say(me.can_read_all_group_messages ? 'sight.all' : 'sight.addressed'),
    ...(me.can_join_groups ? [] : [say('sight.no-groups')]),
    say(me.supports_inline_queries ? 'sight.inline' : 'sight.no-inline'),
  ].join('');
}
