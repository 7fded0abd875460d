import type { Declared, DeclaredCounts, ListKind, Township } from '../duty.js';
import { BotError } from '../errors.js';

/** What a document says of itself before its first table. */
export interface Head {
  readonly township: Township;
  readonly title: string;
  readonly issued: string;
  readonly declared: Declared;
}

const PROVINCE = '(?:.{2,9}?自治区|.{2,4}省|新疆生产建设兵团|(?:北京|天津|上海|重庆)市)';
const PREFECTURE = '(.{2,14}?(?:自治州|地区|盟|市))';
const COUNTY = '(.{1,12}?(?:自治县|县|市|区|旗))(?![县市区旗])';
const TOWN = '(.{1,12}?(?:民族乡|街道|镇|乡|苏木))';
const FULL_NAME = new RegExp(`^${PROVINCE}?${PREFECTURE}?${COUNTY}${TOWN}$`);
const TOWN_ONLY = new RegExp(`^${TOWN}$`);

/** What stands around a town's name in titles and contents: 附件1：…, 1. …, 《…, …人民政府, …办事处. */
const bareTown = (text: string): string =>
  text
    .replace(/[\s*#《》“”]/g, '')
    .replace(/^附件\d*[：:.．、]?/, '')
    .replace(/^(?:\d+[.．、]?|[（(][\d一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[.．、])/, '')
    .replace(/人民政府$/, '')
    .replace(/(?<=街道)办事处$/, '');

/** Words for any town: 本镇基本履职事项清单 names none. */
const ANY_TOWN = /^(?:[本全该各]|各?乡)?(?:乡镇|镇|乡|街道)$/;

/** A town's full name, with or without province and prefecture, as a `Township`; nothing for other text. */
export function parseTownship(text: string): Township | undefined {
  const found = FULL_NAME.exec(bareTown(text));
  const [, prefecture = '', county = '', name = ''] = found ?? [];
  if (county === '' || name === '') return undefined;
  const fullName = county + name;
  return { id: fullName, name, county, prefecture, fullName };
}

/**
 * Reads title, town, date and declared counts.
 * @param lines the lines before the first table
 * @param titledTowns what stands before 基本履职事项清单 and its like in the list titles
 * @param fileName the last resort for the town's name
 * @param given the town that whoever brings the document says it is of
 * @throws BotError `document-no-town`, `document-two-towns`, `document-other-town`
 */
export function parseHead(
  lines: readonly string[],
  titledTowns: readonly string[],
  fileName: string,
  given?: Township,
): Head {
  const title = findTitle(lines);
  const township = findTownship([title, ...titledTowns], fileName, given);
  const issued = lines
    .map((line) => /\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?/.exec(line)?.[0])
    .find(Boolean);
  return {
    township,
    title: title === '' ? `${township.fullName}履职事项清单` : `${title}履职事项清单`,
    issued: (issued ?? '').replace(/\s/g, ''),
    declared: parseDeclared(lines.join('\n')),
  };
}

const TITLE_LINES_MAX = 6;

/** The town in the title: the words before 履职事项清单, which may stand on the lines above it. */
function findTitle(lines: readonly string[]): string {
  const bare = lines.map((line) => line.replace(/[\s*#《》]/g, ''));
  const at = bare.findIndex(
    (line) => /^.{0,60}履职事项清单(?:[（(].*[）)])?$/.test(line) && !/(?:基本|配合)履职/.test(line),
  );
  if (at < 0) return '';
  for (let from = at; from >= Math.max(0, at - TITLE_LINES_MAX); from -= 1) {
    const joined = bare
      .slice(from, at + 1)
      .join('')
      .replace(/履职事项清单.*$/, '');
    if (parseTownship(joined)) return wholeTitle(bare, from, at);
  }
  return '';
}

/** Takes the line above too when it is the region the town lies in. */
function wholeTitle(bare: readonly string[], from: number, at: number): string {
  const above = bare[from - 1] ?? '';
  const start = /(?:自治区|省|自治州|地区|市|县)$/.test(above) && above.length <= 30 ? from - 1 : from;
  return bare
    .slice(start, at + 1)
    .join('')
    .replace(/履职事项清单.*$/, '');
}

function findTownship(
  candidates: readonly string[],
  fileName: string,
  given: Township | undefined,
): Township {
  const stem = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .replace(/(?:履职|事项|清单).*$/, '');
  const towns = candidates.flatMap((text) => parseTownship(text) ?? []);
  const names = new Set(
    candidates.flatMap((text) => {
      const name = parseTownship(text)?.name ?? TOWN_ONLY.exec(bareTown(text))?.[1];
      return name === undefined || ANY_TOWN.test(name) ? [] : name;
    }),
  );
  if (names.size > 1) throw new BotError('document-two-towns', { names: [...names].join('、') });
  const counties = new Set(towns.map(({ fullName }) => fullName));
  if (counties.size > 1) throw new BotError('document-two-towns', { names: [...counties].join('、') });
  const [said] = names;
  if (given && said !== undefined && said !== given.name) {
    throw new BotError('document-other-town', { said, given: given.fullName });
  }
  if (given) {
    const [full] = counties;
    if (full === undefined || full === given.fullName) return towns[0] ?? given;
    throw new BotError('document-other-town', { said: full, given: given.fullName });
  }
  const best = towns.find(({ prefecture }) => prefecture !== '') ?? towns[0] ?? parseTownship(stem);
  if (!best) throw new BotError('document-no-town');
  return best;
}

const LIST_WORDS: readonly (readonly [ListKind, string])[] = [
  ['basic', '基本履职事项'],
  ['cooperative', '配合履职事项'],
  ['reclaimed', '(?:上级|上收)?部门收回事项'],
];

/** The counts of the preface (共有履职事项262项，其中…, 20个类别, 涉及37个部门) and of the contents (103项). */
function parseDeclared(head: string): Declared {
  const text = head.replace(/\*\*|[ \t\u3000]/g, '');
  const total = numberAfter(text, /共有?(?:梳理)?履职事项(\d+)项/);
  const lists = LIST_WORDS.map(([list, words]) => {
    const paragraph = text.split('\n').reduce((found, line, at, all) => {
      if (found !== '' || !new RegExp(`^${words}清单是|^(?:上级|上收)部门收回事项清单是`).test(line))
        return found;
      return new RegExp(`^${words}`).test(line) ? line + nextPlain(all[at + 1]) : found;
    }, '');
    const duties = numberAfter(text, new RegExp(`${words}(?:清?单)?[（(]?(\\d+)项`));
    const categories = numberAfter(paragraph, /(\d+)个类别/);
    const bodies = numberAfter(paragraph, /涉及(\d+)个部门/);
    const counts: DeclaredCounts = {
      ...(duties === undefined ? {} : { duties }),
      ...(categories === undefined ? {} : { categories }),
      ...(bodies === undefined ? {} : { bodies }),
    };
    return [list, counts] as const;
  });
  const said = lists.filter(([, counts]) => Object.keys(counts).length > 0);
  return { ...Object.fromEntries(said), ...(total === undefined ? {} : { total }) };
}

/** A paragraph that a page break cut goes on in the next line. */
const nextPlain = (line: string | undefined): string =>
  line !== undefined && !/清单是/.test(line) ? line : '';

function numberAfter(text: string, pattern: RegExp): number | undefined {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
