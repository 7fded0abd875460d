/**
 * Words that only point at another message: a colleague's question is answered when one replies to it with
 * 这个归谁管 and mentions the bot.
 */
const POINTING =
  /^(?:请问|麻烦|帮(?:忙)?(?:看|查)(?:看|下|一下)?)?(?:这|那|上面|楼上)?(?:个|件|项|条|种)?(?:事|事情|问题|情况)?(?:是|该|要|归|由|找|算|属于)*(?:谁|哪个部门|哪个单位|我们|咱们|镇上|镇里|乡里)?(?:来)?(?:管|负责|的事|牵头|处理|办)?(?:怎么办|咋办|怎么弄|咋弄|怎么处理)?[吗嘛呢啊?？。!！\s]*$/;

/** The text, or the words it points at with it. */
export function withQuoted(text: string, quoted: string | undefined): string {
  if (quoted === undefined || quoted.trim() === '') return text;
  return POINTING.test(text.trim()) ? `${quoted.trim()} ${text.trim()}`.trim() : text;
}
