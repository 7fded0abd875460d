import type { ListKind } from '../duty.js';
import { parseCount, parseReference, type Reference } from './reference.js';

/** Which part of a duty is asked for. */
export type View = 'card' | 'steps' | 'lead' | 'full' | 'near' | 'compare';

/** What a message wants, before anything is looked up. */
export type Intent =
  | { readonly kind: 'matter'; readonly text: string }
  | { readonly kind: 'number'; readonly reference: Reference; readonly view: View }
  /** About the duty answered last. */
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'choose'; readonly number: number }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'reject' }
  | { readonly kind: 'page'; readonly by: 1 | -1 }
  | { readonly kind: 'list'; readonly list: ListKind; readonly page: number }
  | { readonly kind: 'category'; readonly category: string; readonly page: number }
  | { readonly kind: 'body'; readonly name: string; readonly page: number }
  | { readonly kind: 'summary' }
  | { readonly kind: 'help' }
  | { readonly kind: 'small-talk' }
  | { readonly kind: 'nothing' };

/** What reading a message needs to know of the town it is for. */
export interface IntentContext {
  readonly categories: readonly string[];
  /** Whether the text, apart from asking words, is nothing but the name of a body. */
  isBody(text: string): boolean;
}

const END = '[\\s。.!！?？~～啊呢吧呀哈了的]*$';
const only = (words: string): RegExp =>
  new RegExp(`^(?:那|那么|就|再|给我|请|看|看看|查|查下|说说|来)?(?:${words})${END}`);

const VIEWS: readonly (readonly [View, RegExp])[] = [
  [
    'lead',
    only(
      '(?:县里|市里|区里|上级|上面|上头|县上|市上|牵头部门|上级部门|部门|他们)(?:要|该|都|得)?(?:做|干|管|负责)?(?:啥|什么|哪些|些啥|些什么)?(?:职责|责任)?|上级(?:部门)?职责',
    ),
  ],
  ['full', only('原文|全文|完整内容|全部内容|原话|完整的')],
  [
    'steps',
    only(
      '具体步骤|步骤|配合步骤|具体(?:怎么|咋)(?:做|弄|办|配合)|(?:我们|镇里|镇上|乡里|本镇)?(?:要|该|得)?(?:怎么|咋|如何)(?:配合|做|弄)|(?:我们|镇里|镇上|乡里|本镇)(?:要|该|得)?(?:做|干|配合)(?:啥|什么|哪些)|配合职责|流程',
    ),
  ],
  ['near', only('相近事项|相似(?:的)?事项|类似的|还有(?:没有)?(?:类似|相近)的')],
  [
    'compare',
    only(
      '(?:别的|其他|其它|别)(?:镇|乡|乡镇|地方|街道)(?:呢|怎么样|怎么(?:弄|办|管|规定)|是怎么.{0,4}|咋弄)?|对比|别的镇对比',
    ),
  ],
];

const NEXT = only('下一条|下一项|下一个|后一项');
const PREVIOUS = only('上一条|上一项|上一个|前一项');
const REJECT = only('不是这个|不对|不是|错了|不是这项|不是这件事|答错了|都不是');
const MORE = only('下一页|更多|继续|还有呢|还有吗|往下');
const BACK = only('上一页|往前|前一页');
const HELP = only('/?help|/?start|帮助|使用说明|说明|怎么用|你会什么|你能做什么|怎么问|功能');
const SUMMARY = only(
  '清单概况|概况|清单(?:一共|总共)?(?:有)?多少(?:项|条)|(?:一共|总共|共)(?:有)?(?:多少|几)(?:项|条)(?:事项|职责)?|履职事项清单|清单|清单情况',
);
const SMALL_TALK = only(
  '你好|您好|hi|hello|在吗|在不在|早上好|上午好|下午好|晚上好|早安|晚安|早|谢谢|谢谢你|多谢|感谢|辛苦|好的|好|收到|嗯|嗯嗯|哦|ok|行|可以|知道了|明白|哈+|呵+|再见|拜拜|👍|🙏',
);
const CHOOSE = new RegExp(`^(?:选|就选|要)?第?\\s*([1-5一二三四五])\\s*(?:个|条|号|项)?(?:的)?${END}`);
const ASK_LIST =
  /^(?:有哪些|有什么|都有啥|都有哪些|有啥|哪些|列表|列一下|列出来|看看|查一下|都是啥|了哪些|了啥|了什么|事项|清单)?$/;
const ASK_TAIL =
  /(?:一共|总共)?(?:都)?(?:有|管|负责|牵头|承接|参与|收走|收回)?(?:了)?(?:哪些|什么|啥|些啥|些什么|几项|多少项)?(?:事|事情|事项|职责|活|工作)?(?:的)?(?:有哪些|有啥|有什么)?[\s?？。!！呢啊吗]*$/;
const LIST_WORD =
  /^(?:我们|本镇|镇里|镇上|乡里|全部)?(?:的)?(基本|配合|收回|上级部门收回|上收)(?:履职)?(?:事项)?(?:清单)?(?:的)?/;

/** Reads a normalised message (see `normaliseQuestion`). */
export function readIntent(text: string, context: IntentContext): Intent {
  if (!/[\p{L}\p{N}]/u.test(text)) return text === '' ? { kind: 'nothing' } : { kind: 'small-talk' };
  const talk = readTalk(text);
  if (talk) return talk;
  const referred = parseReference(text);
  if (referred && restIsView(referred.rest)) {
    return { kind: 'number', reference: referred.reference, view: viewOf(referred.rest) };
  }
  return readListing(text, context) ?? { kind: 'matter', text };
}

/** Short messages that are complete in themselves or about the last answer. */
function readTalk(text: string): Intent | undefined {
  if (SMALL_TALK.test(text)) return { kind: 'small-talk' };
  if (HELP.test(text)) return { kind: 'help' };
  if (SUMMARY.test(text)) return { kind: 'summary' };
  if (NEXT.test(text)) return { kind: 'step', by: 1 };
  if (PREVIOUS.test(text)) return { kind: 'step', by: -1 };
  if (REJECT.test(text)) return { kind: 'reject' };
  if (MORE.test(text)) return { kind: 'page', by: 1 };
  if (BACK.test(text)) return { kind: 'page', by: -1 };
  const view = VIEWS.find(([, pattern]) => pattern.test(text))?.[0];
  if (view) return { kind: 'view', view };
  const number = parseCount(CHOOSE.exec(text)?.[1] ?? '');
  return number === undefined ? undefined : { kind: 'choose', number };
}

/** Listings: a whole list, a category, a body. */
function readListing(text: string, { categories, isBody }: IntentContext): Intent | undefined {
  const page = parseCount(/第\s*(\d{1,3})\s*页/.exec(text)?.[1] ?? '') ?? 1;
  const asked = text.replace(/第\s*\d{1,3}\s*页/, '').trim();
  const list = LIST_WORD.exec(asked);
  if (list && ASK_LIST.test(asked.slice(list[0].length).replace(/[?？。!！呢啊吗\s]/g, ''))) {
    const word = list[1] ?? '';
    return {
      kind: 'list',
      list: word === '基本' ? 'basic' : word === '配合' ? 'cooperative' : 'reclaimed',
      page,
    };
  }
  const core = asked
    .replace(ASK_TAIL, '')
    .replace(/^(?:查|查一下|看看|看下)/, '')
    .replace(/(?:类别|这类|类|方面|领域)(?:的)?$/, '')
    .trim();
  const category = categories.find((name) => name === core || name === asked);
  if (category) return { kind: 'category', category, page };
  const name = core.replace(/(?:和我们|跟我们).*$/, '');
  return name.length > 1 && isBody(name) ? { kind: 'body', name, page } : undefined;
}

/** What stands beside a number has to ask for a view of it, or only ask; else the number is a detail. */
function restIsView(rest: string): boolean {
  const bare = rest.replace(/[\s?？。!！，,、]/g, '');
  return bare === '' || viewOf(bare) !== 'card' || ASK_NUMBER.test(bare);
}

const ASK_NUMBER =
  /^(?:是|是啥|是什么|是哪个|是哪项|讲的|说的|写的|规定的|内容|讲啥|说啥|的|请问|查|查下|查一下|看看|看下|看一下|麻烦|帮我|我们镇|我们乡|咱们镇|咱们乡|镇上|我们|本镇|咱|啥|什么|哪个|哪项|事项|事|呢|啊|吗|吧|里|清单|一下|是干啥|干啥|干什么|怎么|咋|管|谁|归|负责|由|哪个部门|部门|牵头|配合|要|做|做啥|咋说|怎么说|怎么写)*$/;

function viewOf(rest: string): View {
  const bare = rest.replace(/[\s?？。!！，,、的]/g, '').replace(/^(?:请问|看看|查|查下)/, '');
  return VIEWS.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'card';
}
