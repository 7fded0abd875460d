import type { Township } from '../../src/duty.js';
import { TOWN } from '../store/sample-edition.js';

/** What the test and the processes that it kills share. */
export const DUTIES_PER_LIST = 4;

export const KEEPER = { platform: 'demo', userId: 'li' } as const;

export const CRASH_TOWNS: readonly Township[] = [
  TOWN,
  { ...TOWN, id: '英吉沙县乌恰镇', name: '乌恰镇', fullName: '英吉沙县乌恰镇' },
];
