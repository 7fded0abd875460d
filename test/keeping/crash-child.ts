import { once } from 'node:events';
import type { AuditEntry } from '../../src/store/keeping-types.js';
import { openStore } from '../../src/store/open.js';
import { sampleInput } from '../store/sample-edition.js';
import { CRASH_TOWNS, DUTIES_PER_LIST, KEEPER } from './crash-towns.js';

/**
 * A keeper who never stops, in a process to be killed: says `ready`, waits for a line, says `begun` and
 * imports, publishes, rolls back and discards what was prepared. The database named is opened after that line, or
 * with `early` before it.
 */
const [path = '', when = ''] = process.argv.slice(2);
const early = when === 'early' ? openStore(path) : undefined;
let rounds = 0;
const prepare = () =>
  CRASH_TOWNS.map((town) => {
    rounds += 1;
    return sampleInput(`${town.name} 进程${process.pid} 第${rounds}次`, DUTIES_PER_LIST, town);
  });
let inputs = prepare();
console.log('ready');
await once(process.stdin, 'data');
console.log('begun');

const store = early ?? openStore(path);
const entry = (action: string, townshipId: string, editionId: number): AuditEntry => ({
  ...KEEPER,
  at: new Date().toISOString(),
  role: 'keeper',
  action,
  allowed: true,
  townshipId,
  editionId,
  detail: '',
});
for (;;) {
  for (const input of inputs) {
    const town = input.township.id;
    const before = store.liveEdition(town);
    const draft = store.saveUpload(input, KEEPER, before?.id);
    store.addAudit(entry('import', town, draft.id));
    store.replaceLive(draft.id, before?.id, entry('publish', town, draft.id));
    if (before && rounds % 3 !== 0)
      store.replaceLive(before.id, draft.id, entry('rollback', town, before.id));
    const unwanted = store.saveUpload(input, KEEPER, store.liveEdition(town)?.id);
    if (rounds % 2 === 0) store.discardDraft(unwanted.id);
    else store.purgeDrafts(new Date(Date.now() + 60_000).toISOString());
  }
  inputs = prepare();
}
