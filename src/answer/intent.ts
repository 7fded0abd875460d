import type { ListKind } from '../duty.js';
import type { Wish } from '../search/lexicon.js';
import { parseCount, parseReference, type Reference } from './reference.js';
import { readTalk, viewAsked } from './talk.js';

/** Which part of a duty is asked for. */
export type View = 'card' | 'steps' | 'lead' | 'full' | 'near' | 'compare';

/** What a message wants, before anything is looked up. */
export type Intent =
  | { readonly kind: 'matter'; readonly text: string }
  | { readonly kind: 'number'; readonly reference: Reference; readonly view: View }
  /** About the duty answered last; `wish` when it is asked whose it is. */
  | { readonly kind: 'view'; readonly view: View; readonly wish?: Wish }
  /** One of the choices offered; `reference` is what the words mean where nothing is to be chosen. */
  | { readonly kind: 'choose'; readonly number: number; readonly reference?: Reference }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'reject' }
  | { readonly kind: 'page'; readonly by: 1 | -1 }
  | { readonly kind: 'page'; readonly to: number }
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
  const bare = rest.replace(NO_WORDS, '');
  return viewOf(bare) !== 'card' || bare.replace(ASK_NUMBER, '') === '';
}

const NO_WORDS = /[\s\p{P}\p{S}]/gu;
/** Longer words first; taken out one after another, so that no text makes the pattern try again. */
const ASK_NUMBER =
  /哪个部门|是什么|是哪个|是哪项|规定的|是干啥|干什么|发给我|发一下|查一下|看一下|我们[镇乡]|咱们[镇乡]|怎么说|怎么写|是啥|讲的|说的|写的|内容|讲啥|说啥|请问|查下|看看|看下|麻烦|帮我|给我|发我|想看|想问|镇上|我们|咱们|本镇|本乡|什么|哪个|哪项|哪件|事项|清单|一下|干啥|怎么|负责|牵头|配合|做啥|咋说|[是的查看把想要我问咱啥事呢啊吗吧里咋管谁归由做]/g;
/** Asking words around a view: 我想看看配合19的原文 → 原文 */
const AROUND_VIEW =
  /^(?:请问|麻烦|帮我|给我|把|我|想|要|看看|看下|看一下|看|查一下|查下|查|问)+|(?:发我|发给我|发一下|给我|看看|看一下)+$/g;

function viewOf(rest: string): View {
  const bare = rest.replace(NO_WORDS, '').replace(/^的|的$/g, '');
  const core = bare.replace(AROUND_VIEW, '').replace(/^的|的$/g, '');
  return viewAsked(bare) ?? viewAsked(core) ?? 'card';
}
