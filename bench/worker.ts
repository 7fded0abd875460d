import { ENGINES } from './engines/list.js';
import { measureCore, measureEngine, measureImport, measureMemory } from './tasks.js';

/** One measurement in a process of its own: `node worker.js core ROUNDS`, `engine ROUNDS NAME`, `import`, `memory TOWNS`. */
const [task, amount = '1', name = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await run(Number(amount)))}\n`);

function run(count: number) {
  switch (task) {
    case 'core':
      return measureCore(count);
    case 'engine': {
      const engine = ENGINES.find((one) => one.name === name);
      if (!engine) throw new Error(`no engine named ${name}`);
      return measureEngine(engine, count);
    }
    case 'import':
      return measureImport();
    case 'memory':
      return measureMemory(count);
    default:
      throw new Error(`no task named ${task}`);
  }
}
