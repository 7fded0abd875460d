import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BotError } from '../src/errors.js';
import { PROJECT_ROOT } from '../src/root.js';
import { loadWording } from '../src/wording.js';

const folderWith = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-wording-'));
  writeFileSync(join(folder, 'notices.json'), text);
  return folder;
};

describe('the sentences of prompts/', () => {
  it('are filled with their parameters', () => {
    expect(loadWording('notices')('number-gap', { list: '基本履职事项清单', numbers: '2、3' })).toBe(
      '基本履职事项清单缺少序号：2、3。',
    );
  });

  it('take a parameter as it is, even when it looks like a template', () => {
    expect(loadWording('notices')('empty-cell', { cell: '{cell} $& $1' })).toContain('“{cell} $& $1”');
  });

  it('name the file when a sentence or a parameter is missing', () => {
    const say = loadWording('notices');
    expect(() => say('no-such-sentence')).toThrow("prompts/notices.json has no sentence 'no-such-sentence'");
    expect(() => say('empty-cell')).toThrow("needs 'cell'");
  });

  it('are checked when loaded', () => {
    for (const text of ['{', '[]', '{"Key":"x"}', '{"key":1}'])
      expect(() => loadWording('notices', folderWith(text))).toThrow(BotError);
    expect(() => loadWording('notices', join(tmpdir(), 'no-such-folder'))).toThrow(BotError);
  });
});

describe('the wording files', () => {
  it('have a sentence for every notice the reader makes', () => {
    const rules = readFileSync(join(PROJECT_ROOT, 'src', 'import', 'notices.ts'), 'utf8');
    const sentences = readFileSync(join(PROJECT_ROOT, 'prompts', 'notices.json'), 'utf8');
    for (const [, rule] of rules.matchAll(/^ {2}'([a-z-]+)': '(?:info|warning)',$/gm))
      expect(sentences).toContain(`"${rule}": "`);
  });

  it('are whole Chinese sentences', () => {
    for (const file of ['notices', 'errors'] as const) {
      const say: unknown = JSON.parse(readFileSync(join(PROJECT_ROOT, 'prompts', `${file}.json`), 'utf8'));
      for (const [key, sentence] of Object.entries(say ?? {}))
        if (!key.startsWith('list.')) expect(String(sentence), key).toMatch(/[\u4e00-\u9fff].*[。）}]$/);
    }
  });
});
