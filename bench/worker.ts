/**
 * One measurement in a process of its own, which loads nothing else: `node worker.js core ROUNDS`,
 * `engine ROUNDS NAME`, `import`, `memory TOWNS`, `format ROUNDS apart|inside PATH`, `publishing SECONDS`,
 * `adapter MESSAGES NAME`.
 */
const [task, amount = '1', name = '', path = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await run(Number(amount)))}\n`);

async function run(count: number) {
  switch (task) {
    case 'core':
      return (await import('./tasks.js')).measureCore(count);
    case 'engine': {
      const [{ measureEngine }, { findEngine }] = await Promise.all([
        import('./tasks.js'),
        import('./engines/list.js'),
      ]);
      return measureEngine(findEngine(name), count);
    }
    case 'import':
      return (await import('./tasks.js')).measureImport();
    case 'memory':
      return (await import('./tasks.js')).measureMemory(count);
    case 'format': {
      if (name !== 'apart' && name !== 'inside') throw new Error(`no way named ${name}`);
      return (await import('./format-bench.js')).measureFormat(name, path, count);
    }
    case 'publishing':
      return (await import('./publish-bench.js')).measurePublishing(count);
    case 'adapter':
      return (await import('./adapter-bench.js')).measureAdapter(name, count);
    default:
      throw new Error(`no task named ${task}`);
  }
}
