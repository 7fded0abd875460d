import { describe, expect, test } from 'vitest';
import { cutPinyin, initialsOf, soundOfWord } from '../../src/search/pinyin.js';

describe('sounds of words', () => {
  test('same-sounding words have one sound, also for speakers who do not tell zh from z or n from ng', () => {
    expect(soundOfWord('检疫')).toBe(soundOfWord('检役'));
    expect(soundOfWord('秸秆')).toBe(soundOfWord('秸杆'));
    expect(soundOfWord('证')).toBe(soundOfWord('怎'));
    expect(soundOfWord('检疫')).not.toBe(soundOfWord('检查'));
  });

  test('initials are the first letters of the syllables', () => {
    expect(initialsOf('公租房')).toBe('gzf');
    expect(initialsOf('残疾证')).toBe('cjz');
  });

  test('letters are cut into syllables, going back where the longest cut leads nowhere', () => {
    expect(cutPinyin('dibao')).toEqual(['di', 'bao']);
    expect(cutPinyin('xinan')).toBeDefined();
    expect(cutPinyin('gzf')).toBeUndefined();
  });
});
