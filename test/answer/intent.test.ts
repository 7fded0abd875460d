import { describe, expect, it } from 'vitest';
import { type Intent, type IntentContext, readIntent } from '../../src/answer/intent.js';
import { normaliseQuestion } from '../../src/search/normalise.js';

const BODIES = ['人社局', '县农业农村局', '消防', '残联', '公安局'];
const context: IntentContext = {
  categories: ['卫生健康', '民生服务', '应急管理及消防'],
  isBody: (text) => BODIES.includes(text),
};
const read = (text: string): Intent => readIntent(normaliseQuestion(text), context);

const reads = (intent: Intent, texts: readonly string[]): void => {
  for (const text of texts) expect(read(text), text).toEqual(intent);
};

describe('words about the last answer', () => {
  it('ask for what the township does', () => {
    reads({ kind: 'view', view: 'steps' }, [
      '具体步骤',
      '步骤呢',
      '那我们要干啥',
      '我们要做什么？',
      '镇里怎么配合',
      '流程',
    ]);
  });
  it('ask for what the upper bodies do', () => {
    reads({ kind: 'view', view: 'lead' }, [
      '县里做啥',
      '上级部门职责',
      '县里要干什么',
      '上面管啥',
      '他们做什么呢',
    ]);
  });
  it('ask for all of it', () => {
    reads({ kind: 'view', view: 'full' }, ['原文', '看原文', '全文', '我想看原文']);
  });
  it('ask for other towns and near items', () => {
    reads({ kind: 'view', view: 'compare' }, ['别的镇呢', '别的乡镇呢', '其他乡镇怎么弄', '对比一下']);
    reads({ kind: 'view', view: 'near' }, ['相近事项', '类似的']);
  });
  it('ask whose it is', () => {
    reads({ kind: 'view', view: 'card', wish: 'ownership' }, [
      '这个归谁管',
      '这事归不归我们管？',
      '归谁管',
      '那我们还管吗',
      '还要不要我们干',
      '谁牵头',
      '是不是我们的事',
    ]);
    reads({ kind: 'view', view: 'card', wish: 'penalty' }, ['该谁罚', '这个谁来处罚', '我们能罚吗']);
  });
  it('go to the next or the one before, turn it down, or turn the page', () => {
    reads({ kind: 'step', by: 1 }, ['下一条', '下一项', '看下一个']);
    reads({ kind: 'step', by: -1 }, ['上一条', '上一项']);
    reads({ kind: 'reject' }, ['不是这个', '不对', '不是这件事', '都不是']);
    reads({ kind: 'page', by: 1 }, ['下一页', '更多', '还有呢']);
    reads({ kind: 'page', by: -1 }, ['上一页']);
    reads({ kind: 'page', to: 3 }, ['第3页', '第三页']);
  });
  it('choose by number, up to the last of a full page', () => {
    reads({ kind: 'choose', number: 2 }, ['第2个', '第二个', '选2', '选第二个']);
    reads({ kind: 'choose', number: 10 }, ['第10个', '第十个']);
    reads({ kind: 'choose', number: 3, reference: { number: 3 } }, ['3', '三', '第3项', '3。']);
  });
  it('are not looked for inside a question about a matter', () => {
    for (const text of [
      '流浪狗还归我们管吗',
      '噪音扰民该谁罚',
      '低保的具体流程怎么走',
      '上级部门检查厕所要准备什么',
      '别的镇的人来办准生证给办吗',
    ])
      expect(read(text), text).toEqual({ kind: 'matter', text });
  });
});

describe('listings', () => {
  it('of a whole list', () => {
    reads({ kind: 'list', list: 'basic', page: 1 }, ['基本清单', '基本履职有哪些', '我们基本事项有哪些？']);
    reads({ kind: 'list', list: 'cooperative', page: 1 }, ['配合清单', '配合事项都有哪些']);
    reads({ kind: 'list', list: 'reclaimed', page: 1 }, ['收回的有哪些', '收回清单', '上级部门收回了哪些']);
    reads({ kind: 'list', list: 'cooperative', page: 3 }, ['配合履职事项清单 第3页']);
  });
  it('of a category', () => {
    reads({ kind: 'category', category: '卫生健康', page: 1 }, [
      '卫生健康有哪些',
      '卫生健康',
      '卫生健康类有啥',
    ]);
    reads({ kind: 'category', category: '应急管理及消防', page: 2 }, ['应急管理及消防有哪些 第2页']);
  });
  it('of a body, by its short name, its long one, or a bare word', () => {
    reads({ kind: 'body', name: '人社局', page: 1 }, [
      '人社局',
      '人社局有哪些事项',
      '人社局都管啥',
      '人社局牵头哪些',
      '查人社局',
      '人社局收走了哪些事',
    ]);
    reads({ kind: 'body', name: '县农业农村局', page: 1 }, ['县农业农村局有哪些事']);
    reads({ kind: 'body', name: '消防', page: 1 }, ['消防有哪些']);
    reads({ kind: 'body', name: '残联', page: 2 }, ['残联有哪些事项 第2页']);
  });
  it('are not made of a body with a matter', () => {
    for (const text of ['公安局管噪音扰民吗', '残联办残疾人证', '农业农村局管不管秸秆焚烧'])
      expect(read(text).kind, text).toBe('matter');
  });
});

describe('other talk', () => {
  it('asks for the summary or for help', () => {
    reads({ kind: 'summary' }, ['清单概况', '概况', '一共有多少项', '清单']);
    reads({ kind: 'help' }, ['帮助', 'help', '/help', '怎么用', '你能做什么', '你是谁']);
  });
  it('is small talk', () => {
    reads({ kind: 'small-talk' }, [
      '你好',
      '谢谢',
      '谢谢啦',
      '好的',
      '收到',
      '嗯嗯',
      '在吗？',
      '哈哈哈',
      '吃了吗',
    ]);
  });
  it('of signs and emoji alone is small talk, and of nothing at all is nothing', () => {
    reads({ kind: 'small-talk' }, ['😀😀', '？？？', '👍', '……']);
    reads({ kind: 'nothing' }, ['', '   ', '\u0000\u0007', '\u200B']);
  });
  it('a greeting before a matter does not hide the matter', () => {
    expect(read('你好，低保怎么申请').kind).toBe('matter');
    expect(read('谢谢，那高龄津贴呢').kind).toBe('matter');
  });
});

describe('reading a message', () => {
  it('stays quick on text made to make patterns try again', () => {
    // A pattern that tries every way to cut this would outlast the test's time limit by years.
    for (const part of ['看看', '我们', '的', '第', '配合', '哪个部门', '第19项', '还', '要'])
      for (const end of ['', 'x', '19'])
        for (const begin of ['', '配合19', '这'])
          expect(read(begin + part.repeat(300) + end)).toHaveProperty('kind');
  });
});
