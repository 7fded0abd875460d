import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { PROJECT_ROOT } from '../src/root.js';

/** One module of the project with what it imports: project paths, or package names. */
interface Module {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

// Reading every source takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const modules: readonly Module[] = ['src', 'adapters'].flatMap((folder) =>
  readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readModule(join(folder, file))),
);

function readModule(path: string): Module {
  const text = readFileSync(join(PROJECT_ROOT, path), 'utf8');
  const imports = ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.')
        ? relative(PROJECT_ROOT, resolve(PROJECT_ROOT, dirname(path), fileName)).replace(/\.js$/, '.ts')
        : fileName,
    );
  return { path, text, imports };
}

/** `./send.js` of adapters/shared/reply-to.ts → adapters/shared/send.ts */
function projectPath(importer: string, name: string): string {
  const path = resolve(PROJECT_ROOT, dirname(importer), name);
  return relative(PROJECT_ROOT, path).replace(/\.js$/, '.ts');
}

/** The room of a module: src/answer, adapters/console; a file at the top of src is a room of its own. */
const roomOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** `file imports file` for every import out of `rooms` that `forbidden` objects to. */
function offences(inside: (path: string) => boolean, forbidden: (target: string) => boolean): string[] {
  return modules
    .filter(({ path }) => inside(path))
    .flatMap(({ path, imports }) => imports.filter(forbidden).map((target) => `${path} imports ${target}`));
}
const within =
  (...rooms: readonly string[]) =>
  (path: string) =>
    rooms.some((room) => path === room || path.startsWith(`${room}/`));

describe('dependencies point one way', () => {
  it('only the composition root knows the adapters', () => {
    expect(offences((path) => path.startsWith('src/') && path !== 'src/main.ts', within('adapters'))).toEqual(
      [],
    );
  });

  it('duties, errors and the contract stand on nothing above them', () => {
    const ground = ['src/duty.ts', 'src/errors.ts', 'src/contract.ts', 'src/similar.ts'];
    expect(
      offences(within(...ground), (target) => target.startsWith('src/') && !ground.includes(target)),
    ).toEqual([]);
  });

  it('import and store know neither search nor answer nor chat', () => {
    const above = within(
      'src/search',
      'src/answer',
      'src/chat',
      'src/commands',
      'src/bot.ts',
      'src/start.ts',
    );
    expect(offences(within('src/import', 'src/store'), above)).toEqual([]);
  });

  it('search knows neither answer nor chat nor import', () => {
    const above = within(
      'src/answer',
      'src/chat',
      'src/import',
      'src/commands',
      'src/bot.ts',
      'src/start.ts',
    );
    expect(offences(within('src/search'), above)).toEqual([]);
  });

  it('answering knows neither the chats nor the commands nor how documents are read', () => {
    const above = within(
      'src/chat',
      'src/import',
      'src/commands',
      'src/library.ts',
      'src/bot.ts',
      'src/start.ts',
    );
    expect(offences(within('src/answer'), above)).toEqual([]);
  });

  it('an adapter knows no other adapter but what all share', () => {
    const strangers = modules
      .filter(({ path }) => path.startsWith('adapters/') && path !== 'adapters/registry.ts')
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => target.startsWith('adapters/'))
          .filter((target) => roomOf(target) !== roomOf(path) && roomOf(target) !== 'adapters/shared')
          .map((target) => `${path} imports ${target}`),
      );
    expect(strangers).toEqual([]);
  });

  it('an adapter takes nothing from the core but its border and a few pure helpers', () => {
    const allowed = within(
      'adapters',
      'src/contract.ts',
      'src/errors.ts',
      'src/log.ts',
      'src/wording.ts',
      'src/config.ts',
      'src/duty.ts',
      'src/speak.ts',
      'src/version.ts',
      'src/root.ts',
      'src/answer/plain.ts',
      'src/answer/split.ts',
    );
    expect(offences(within('adapters'), (target) => target.startsWith('src/') && !allowed(target))).toEqual(
      [],
    );
  });

  it('no two modules of the core wait for each other at start', () => {
    const values = new Map(modules.map(({ path, text }) => [path, valueImports(path, text)]));
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (path: string, trail: readonly string[]): void => {
      const at = trail.indexOf(path);
      if (at >= 0) circles.push([...trail.slice(at), path].join(' → '));
      if (at >= 0 || done.has(path)) return;
      for (const next of values.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    };
    for (const path of values.keys()) walk(path, []);
    expect(circles).toEqual([]);
  });
});

/** Project files that are loaded when this one is; types are gone by then. */
function valueImports(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023);
  return file.statements.flatMap((one) => {
    if (!ts.isImportDeclaration(one) || !ts.isStringLiteral(one.moduleSpecifier)) return [];
    const { importClause, moduleSpecifier } = one;
    if (!moduleSpecifier.text.startsWith('.') || importClause?.isTypeOnly) return [];
    const names = importClause?.namedBindings;
    const onlyTypes =
      names && ts.isNamedImports(names) && names.elements.every((element) => element.isTypeOnly);
    return onlyTypes ? [] : [projectPath(path, moduleSpecifier.text)];
  });
}

describe('what only one room may do', () => {
  it('SQL is spoken in the store alone', () => {
    expect(
      offences(
        (path) => !within('src/store')(path),
        (target) => target === 'better-sqlite3',
      ),
    ).toEqual([]);
  });

  it('a platform’s SDK is loaded by its adapter alone', () => {
    const sdk = /^(?:discord\.js|@discordjs\/|grammy|@grammyjs\/)/;
    expect(
      offences(
        (path) => path.startsWith('src/'),
        (target) => sdk.test(target),
      ),
    ).toEqual([]);
  });

  it('the core names no platform', () => {
    // Settings and files of sentences are named after the platform they are for.
    const settings = ['src/config.ts', 'src/wording.ts'];
    const named = modules
      .filter(({ path }) => path.startsWith('src/') && !settings.includes(path))
      .filter(({ text }) => /discord|telegram|wechat|feishu|dingtalk/i.test(withoutComments(text)))
      .map(({ path }) => path);
    expect(named).toEqual([]);
  });
});

function withoutComments(text: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2023, true, ts.LanguageVariant.Standard, text);
  const words: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan())
    words.push(scanner.getTokenText());
  return words.join(' ');
}

describe('the rooms', () => {
  it('have no file of more than 300 lines', () => {
    const long = modules.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('take no way around the type checker', () => {
    const loose = modules
      .filter(({ text }) => /\bas any\b|: any\b|<any>|@ts-ignore|@ts-nocheck|\bas unknown as\b/.test(text))
      .map(({ path }) => path);
    expect(loose).toEqual([]);
  });
});

describe('sentences for people', () => {
  /** Files whose Chinese is what documents or people write, matched against; never said to anybody. */
  const PATTERNS: Readonly<Record<string, string>> = {
    'src/chat/converse.ts': 'words between the names of two towns',
    'src/answer/intent.ts': 'asking words of listings and of numbers',
    'src/answer/talk.ts': 'asking words of follow-ups and small talk',
    'src/answer/reference.ts': 'names of the lists in a reference',
    'src/answer/phrases.ts': 'endings of town names, words of a cancelled duty',
    'src/answer/listing.ts': 'levels before the name of a body',
    'src/answer/split.ts': 'punctuation a text may be cut after',
    'src/bodies.ts': 'endings by which a body is recognised',
  };
  const ROOMS_OF_PATTERNS: Readonly<Record<string, string>> = {
    'src/import/': 'headers, markers and labels of the published documents',
    'src/search/': 'words of questions, matched',
  };
  /** Word for word what people may read outside prompts/, and why. */
  const SAID: Readonly<Record<string, string>> = {
    'src/answer/plain.ts': 'frames the buttons where only text can be shown',
    'src/zod-fault.ts': 'joins the checker’s own Chinese sentences',
    'src/config.ts': 'says what a setting must look like, next to the pattern it explains',
  };

  it('stand in prompts/, not in the code', () => {
    const allowed = (path: string): boolean =>
      path in PATTERNS ||
      path in SAID ||
      Object.keys(ROOMS_OF_PATTERNS).some((room) => path.startsWith(room));
    const found = modules
      .filter(({ path }) => !allowed(path))
      .flatMap(({ path, text }) => chineseStrings(text).map((words) => `${path}: ${words}`));
    expect(found).toEqual([]);
  });

  it('are not hidden among the patterns: no pattern ends like a sentence', () => {
    const sentences = modules
      .filter(
        ({ path }) =>
          path in PATTERNS || Object.keys(ROOMS_OF_PATTERNS).some((room) => path.startsWith(room)),
      )
      .filter(({ path }) => !(path in SAID))
      .flatMap(({ path, text }) => chineseStrings(text).map((words) => `${path}: ${words}`))
      .filter((words) => /\p{Script=Han}{4,}[。！？]$/u.test(words));
    expect(sentences).toEqual([]);
  });
});

/** String and template literals with a Chinese character; regular expressions are patterns by nature. */
function chineseStrings(text: string): string[] {
  const file = ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) &&
      /\p{Script=Han}/u.test(node.getText())
    )
      found.push(node.getText().slice(0, 60));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
