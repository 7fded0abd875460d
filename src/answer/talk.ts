import type { Wish } from '../search/lexicon.js';
import type { Intent, View } from './intent.js';
import { parseCount, parseReference } from './reference.js';

/** Courtesy before and particles after what is meant. */
const START =
  '^(?:那|那么|就|再|给我|请|请问|看|看看|来|来个|查|查下|说说|(?:我)?(?:想|要|想要)(?:看|问|知道)(?:看|下|一下)?)?';
const END = '[\\s。.!！?？~～,，啦啊呢吧呀哈了的吗嘛]*$';
const only = (words: string): RegExp => new RegExp(`${START}(?:${words})${END}`);

const UPPER = '县里|市里|区里|上级|上面|上头|县上|市上|牵头部门|上级部门|部门|他们|人家';
const WE = '我们|咱们|咱|镇里|镇上|乡里|乡上|本镇|本乡|街道|村里';
const WHAT = '啥|什么|哪些|些啥|些什么|哪些事';

const VIEWS: readonly (readonly [View, RegExp])[] = [
  [
    'lead',
    only(
      `(?:${UPPER})(?:要|该|都|得)?(?:做|干|管|负责)?(?:${WHAT})?(?:职责|责任)?|上级(?:部门)?(?:的)?职责|牵头部门(?:的)?职责`,
    ),
  ],
  ['full', only('原文|全文|完整内容|全部内容|原话|完整的|原文发我')],
  [
    'steps',
    only(
      `具体步骤|步骤|配合步骤|具体(?:怎么|咋)(?:做|弄|办|配合)|(?:${WE})?(?:要|该|得)?(?:怎么|咋|如何)(?:配合|做|弄|干)|(?:${WE})?(?:具体)?(?:要|该|得)?(?:做|干|配合)(?:${WHAT})|配合职责|流程`,
    ),
  ],
  ['near', only('相近事项|相近的|相似(?:的)?事项|类似的|类似事项|还有(?:没有)?(?:类似|相近)的')],
  [
    'compare',
    only(
      '(?:别的|其他|其它|别|隔壁)(?:个)?(?:镇|乡|乡镇|地方|街道)(?:是)?(?:呢|怎么样|怎么(?:弄|办|管|规定|做|说)|是怎么.{0,4}|咋弄|咋办|谁管|归谁管)?|对比(?:一下)?|别的镇对比|和别的(?:镇|乡镇)比(?:一下)?',
    ),
  ],
];

/** Whose it is, asked of the last answer: nothing but pronouns stand for the matter. */
const THIS = '(?:这|那|这个|那个|这事|这件事|这项|这一项|这条|它|此事)?';
const WHOSE = only(
  `${THIS}(?:到底|究竟|现在)?(?:还)?(?:` +
    `(?:归|该|由|是)?(?:谁|哪个部门|哪个单位|哪家)(?:来)?(?:管|负责|牵头|主责|承接|的事|的职责|的责任)` +
    `|(?:归|属于|算|是|该|要|用|需要)(?:不归|不属于|不算|不是|不该|不要|不用|不需要)?(?:${WE})(?:来)?(?:管|的事|负责|干|做|的职责|主责|的活)?` +
    `|(?:还)?(?:要不要|用不用|该不该)(?:管|干|做)` +
    `|(?:${WE})(?:还)?(?:要|用|该|需要)?(?:不要|不用|不该)?(?:管不管|管|干)` +
    `|主责是谁|谁的事|谁的职责|谁的责任)`,
);
const PENALTY = only(
  `${THIS}(?:该|由|归|要|是)?(?:谁|哪个部门|哪个单位)(?:来)?(?:罚|处罚|执法)|${THIS}(?:${WE})?(?:能|可以|有权)(?:不能)?(?:罚|处罚|执法)`,
);

const NEXT = only('下一条|下一项|下一个|后一项|后一条');
const PREVIOUS = only('上一条|上一项|上一个|前一项|前一条');
const REJECT = only(
  '不是这个|不对|不是|错了|不是这项|不是这件事|不是这条|答错了|都不是|不是我要的|不是我问的',
);
const MORE = only('下一页|后一页|更多|继续|还有呢|还有吗|往下|翻页');
const BACK = only('上一页|往前|前一页');
const PAGE = only('(?:翻到)?第\\s*(\\d{1,3}|[一二三四五六七八九十]{1,3})\\s*页');
const HELP = only(
  '/?help|/?start|帮助|使用说明|说明|怎么用|你会什么|你会干啥|你能做什么|你能干啥|能做什么|怎么问|功能|你是谁|你是什么|你叫什么|你是机器人',
);
const SUMMARY = only(
  '清单概况|概况|清单(?:一共|总共)?(?:有)?多少(?:项|条)|(?:一共|总共|共)(?:有)?(?:多少|几)(?:项|条)(?:事项|职责)?|履职事项清单|清单|清单情况|清单总数',
);
const SMALL_TALK = only(
  '你好|您好|hi|hello|在吗|在不在|早上好|上午好|下午好|晚上好|早安|晚安|早|谢谢|谢谢你|多谢|感谢|辛苦|好的|好|收到|嗯|嗯嗯|哦|ok|行|可以|知道了|明白|哈+|呵+|嘿+|再见|拜拜|吃了(?:吗|没)|吃饭了(?:吗|没)|忙不忙|在忙吗|测试|test|👍|🙏',
);
/** A number of an offered choice: 2, 第2个, 选二. */
const CHOOSE = new RegExp(
  `^(?:选|就选|要|我选)?第?\\s*(\\d{1,3}|[一二三四五六七八九十]{1,2})\\s*(?:个|条|号|项)?(?:的)?${END}`,
);

/** Short messages that are complete in themselves or about the last answer. */
export function readTalk(text: string): Intent | undefined {
  if (SMALL_TALK.test(text)) return { kind: 'small-talk' };
  if (HELP.test(text)) return { kind: 'help' };
  if (SUMMARY.test(text)) return { kind: 'summary' };
  if (NEXT.test(text)) return { kind: 'step', by: 1 };
  if (PREVIOUS.test(text)) return { kind: 'step', by: -1 };
  if (REJECT.test(text)) return { kind: 'reject' };
  if (MORE.test(text)) return { kind: 'page', by: 1 };
  if (BACK.test(text)) return { kind: 'page', by: -1 };
  const page = parseCount(PAGE.exec(text)?.[1] ?? '');
  if (page !== undefined) return { kind: 'page', to: page };
  const view = viewAsked(text);
  if (view) return { kind: 'view', view };
  const wish = wishAsked(text);
  if (wish) return { kind: 'view', view: 'card', wish };
  return readChoice(text);
}

/** The view that a text asks for, and nothing else. */
export const viewAsked = (text: string): View | undefined =>
  VIEWS.find(([, pattern]) => pattern.test(text))?.[0];

/** Whether a question about a matter asks if it is the township's own: 婚姻证明还要我们开吗. */
export const asksOwnership = (text: string): boolean => OWNERSHIP.test(text);
const OWNERSHIP = new RegExp(
  `还(?:要|归|用|该|是|算)?(?:不要|不归|不用|不该|不是|不算)?(?:${WE})` +
    `|(?:归不归|要不要|用不用|该不该|是不是|算不算)(?:还)?(?:${WE})` +
    `|(?:${WE})(?:还)?(?:管不管|要不要|用不用|该不该|需不需要|管吗|还管)` +
    `|归(?:${WE})(?:来)?管`,
);

/** What is asked of the last answer without saying of what: 这事归谁管, 该谁罚. */
function wishAsked(text: string): Wish | undefined {
  if (PENALTY.test(text)) return 'penalty';
  return WHOSE.test(text) ? 'ownership' : undefined;
}

/** A bare number is a choice while there are choices, and an item's number otherwise; 第2个 only a choice. */
function readChoice(text: string): Intent | undefined {
  const number = parseCount(CHOOSE.exec(text)?.[1] ?? '');
  if (number === undefined || number === 0) return undefined;
  if (/个|选/.test(text)) return { kind: 'choose', number };
  return { kind: 'choose', number, reference: parseReference(text)?.reference ?? { number } };
}
