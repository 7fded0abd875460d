#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { ask } from './commands/ask.js';
import { evaluateQuestions } from './commands/evaluate.js';
import { exportDuties } from './commands/export.js';
import { check, importFiles, lists } from './commands/lists.js';
import { phrasings } from './commands/phrasings.js';
import { say, UsageError } from './commands/shared.js';
import { reportFault } from './fault.js';
import { VERSION } from './version.js';

/** Exit codes: 0 done, 1 a checked refusal, 2 wrong usage. */
const REFUSED = 1;
const WRONG_USAGE = 2;

const json = () => new Option('--json', say('usage.ask.json'));

const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': say('usage.title.usage'),
  'Options:': say('usage.title.options'),
  'Commands:': say('usage.title.commands'),
  'Arguments:': say('usage.title.arguments'),
};

const program = new Command('qingdan')
  .description(say('usage.description'))
  .version(VERSION, '-V, --version', say('usage.version'))
  .helpOption('-h, --help', say('usage.help'))
  .helpCommand('help [command]', say('usage.help'))
  .exitOverride()
  .configureOutput({ outputError: () => {} })
  .configureHelp({ styleTitle: (title) => HELP_TITLES[title] ?? title });

program
  .command('ask')
  .description(say('usage.ask'))
  .argument('[question]', say('usage.ask.question'))
  .option('--town <town>', say('usage.ask.town'))
  .option('--batch <file>', say('usage.ask.batch'))
  .addOption(json())
  .action(ask);
program
  .command('check')
  .description(say('usage.check'))
  .argument('<file...>', say('usage.check.files'))
  .addOption(json())
  .action(check);
program
  .command('import')
  .description(say('usage.import'))
  .argument('<file...>', say('usage.check.files'))
  .option('--publish', say('usage.import.publish'))
  .addOption(json())
  .action(importFiles);
program.command('lists').description(say('usage.lists')).addOption(json()).action(lists);
program
  .command('export')
  .description(say('usage.export'))
  .option('--town <town>', say('usage.export.town'))
  .option('--to <file>', say('usage.export.to'))
  .addOption(json())
  .action(exportDuties);
program
  .command('phrasings')
  .description(say('usage.phrasings'))
  .option('--export', say('usage.phrasings.export'))
  .option('--write', say('usage.phrasings.write'))
  .action(phrasings);
program
  .command('eval')
  .description(say('usage.eval'))
  .option('--questions <file>', say('usage.eval.questions'))
  .option('--leave-town-out', say('usage.eval.leave'))
  .addOption(json())
  .action(evaluateQuestions);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has gone away (| head): nobody is left to be told.
  if (error.code === 'EPIPE') process.exit(0);
});

try {
  if (process.argv.length <= 2) {
    program.outputHelp({ error: true });
    process.exitCode = WRONG_USAGE;
  } else {
    await program.parseAsync();
  }
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (error.exitCode !== 0)
      process.stderr.write(`${say(usageKey(error.code), { detail: error.message })}\n`);
  } else if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = WRONG_USAGE;
  } else {
    process.stderr.write(`${reportFault(error)}\n`);
    process.exitCode = REFUSED;
  }
}

/** commander's own error sentences are English; people get ours, with its words for the detail. */
function usageKey(code: string): string {
  const known: Readonly<Record<string, string>> = {
    'commander.missingArgument': 'usage.error.argument',
    'commander.unknownOption': 'usage.error.option',
    'commander.optionMissingArgument': 'usage.error.value',
    'commander.unknownCommand': 'usage.error.command',
    'commander.excessArguments': 'usage.error.excess',
  };
  return known[code] ?? 'usage.error.other';
}
