import { BotError } from '../../src/errors.js';
import { openStore } from '../../src/store/open.js';
import { NOBODY, sampleInput, TOWN } from './sample-edition.js';

/**
 * A second process with the same database, started by the tests:
 *   publish-forever <path> <duties per list>   publishes until it is killed
 *   publish <path> <town> <times>              publishes for a township of its own, then says `done`
 *   open-as-nobody <path>                      says `opened`, or the code of the fault
 */
const [task = '', path = '', detail = '', times = '0'] = process.argv.slice(2);

if (task === 'publish-forever') {
  const store = openStore(path);
  for (let round = 0; ; round += 1) {
    const input = sampleInput(`进程${process.pid}第${round}版`, Number(detail));
    // Both ways an edition goes live.
    if (round % 2 === 0) store.saveLive(input);
    else store.publish(store.saveDraft(input).id, input.importedAt);
    if (round === 0) console.log('ready');
  }
}

if (task === 'publish') {
  const store = openStore(path);
  for (let round = 0; round < Number(times); round += 1) {
    store.saveLive(sampleInput(`第${round}版`, 5, { ...TOWN, id: detail, fullName: detail }));
  }
  store.close();
  console.log('done');
}

if (task === 'open-as-nobody') {
  // Loads the native part while this process may still read the project's folder.
  openStore(':memory:').close();
  // File modes do not bind root, under which containers run the tests.
  if (process.getuid?.() === 0) {
    process.setgroups?.([]);
    process.setgid?.(NOBODY);
    process.setuid?.(NOBODY);
  }
  try {
    openStore(path).close();
    console.log('opened');
  } catch (error) {
    console.log(error instanceof BotError ? error.code : String(error));
  }
}
