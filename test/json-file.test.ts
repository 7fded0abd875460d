import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { BotError } from '../src/errors.js';
import { jsonFault, readJsonFile } from '../src/json-file.js';
import { loadTopics } from '../src/search/topics.js';
import { speakError } from '../src/speak.js';

const schema = z.strictObject({
  name: z.string(),
  topics: z.array(z.strictObject({ id: z.string(), words: z.array(z.string()).min(1) })),
});

function fileWith(text: string, name = 'data.json'): string {
  const folder = mkdtempSync(join(tmpdir(), 'qingdan-json-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What a person is told of a file. */
function complaint(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof BotError) return speakError(error);
    throw error;
  }
  throw new Error('the file was taken');
}

const told = (text: string): string => complaint(() => readJsonFile(fileWith(text), schema));

const good = `{
  "name": "甲",
  "topics": [
    { "id": "a", "words": ["一"] },
    {
      "id": "b",
      "words": ["二", "三"]
    }
  ]
}
`;

describe('an editable JSON file', () => {
  it('is read as its schema says', () => {
    expect(readJsonFile(fileWith(good), schema).topics).toHaveLength(2);
  });

  it.each([
    ['a comma missing', good.replace('"甲",', '"甲"'), 3, '"topics": ['],
    ['a comma too many', good.replace('["一"] },', '["一"], },'), 4, '{ "id": "a"'],
    ['a quote missing', good.replace('"二"', '"二'), 7, '"words": ["二, "三"]'],
    ['a Chinese quote', good.replace('"甲"', '“甲”'), 2, '“甲”'],
    ['a Chinese comma', good.replace('"甲",', '"甲"，'), 2, '"甲"，'],
    ['a comment', good.replace('"甲",', '"甲", // 名称'), 2, '// 名称'],
    ['a bracket missing at the end', good.trim().slice(0, -1), 9, ']'],
    ['nothing in it', '', 1, ''],
    [
      'Windows line ends and a comma missing',
      good.replace('"甲",', '"甲"').replaceAll('\n', '\r\n'),
      3,
      'topics',
    ],
  ])('with %s: the line is named, and shown', (_, text, line, near) => {
    const sentence = told(text);
    expect(sentence).toContain(`data.json 第${line}行写法有误`);
    expect(sentence).toContain(near);
  });

  it.each([
    ['a value of another kind', good.replace('"甲"', '7'), '第2行 name（'],
    ['a value of another kind, deep inside', good.replace('"三"', '3'), '第7行 topics[1].words[1]（'],
    ['too few values', good.replace('["一"]', '[]'), '第4行 topics[0].words（'],
    ['a key missing: the object is named', good.replace('"id": "b",', ''), '第5行 topics[1].id（'],
    ['a key that is not known', good.replace('"id": "b",', '"id": "b",\n"wrods": [],'), '第7行 topics[1]（'],
    ['another value at the top', '\n[]', '第2行 '],
  ])('with %s: line and place are named', (_, text, place) => {
    expect(told(text)).toContain(place);
  });

  it('with many faults names the first ones, each with its line, and says how many there are', () => {
    const sentence = told(good.replaceAll('"words"', '"wrods"'));
    expect(sentence).toContain('第4行');
    expect(sentence).toContain('共 4 处');
  });

  it('that is not there is named', () => {
    expect(complaint(() => readJsonFile('/nowhere/data.json', schema))).toMatch(/缺少文件 .*data\.json/);
  });

  it('shows no more of a long line than a person reads', () => {
    expect(told(`{"name": "${'长'.repeat(500)}" "topics": []}`).length).toBeLessThan(200);
  });
});

describe('what a schema cannot see', () => {
  it('is named with its line too, or the nearest one', () => {
    const path = fileWith(good);
    const fault = (...at: (string | number)[]) =>
      speakError(jsonFault(path, at, 'data-topic-unknown', { id: 'c' }));
    expect(fault('topics', 1, 'words')).toContain('第7行有误');
    expect(fault('topics', 9, 'id')).toContain('第3行有误');
  });

  it('of the topics: a double id, a link to no topic', () => {
    const topic = (id: string, near = '') => `    { "id": "${id}", "title": "主题", "names": ["事项"],
      "phrasings": [], "keywords": [], "alike": [],
      "near": [${near}] }`;
    const file = (...topics: string[]) =>
      fileWith(`{ "category": "民生",\n  "topics": [\n${topics.join(',\n')}\n] }`, 'a.json');
    const read = (path: string) => () => loadTopics(join(path, '..'));
    expect(complaint(read(file(topic('a'), topic('a'))))).toContain('第6行有误：主题 a 已在 a.json 里');
    const lost = file(topic('a'), topic('b', '{ "id": "c", "difference": "" }'));
    expect(complaint(read(lost))).toContain('第8行有误：没有 c 这个主题');
  });
});
