import { join } from 'node:path';
import { z } from 'zod';
import type { Township } from './duty.js';
import { readJsonFile } from './json-file.js';
import { PROJECT_ROOT } from './root.js';
import { similarity } from './similar.js';

/**
 * Departments (`Body`) and the many ways people write them. data/bodies.json lists each kind of body once,
 * without its place: `name` the official name, `same` abbreviations that documents print for this very
 * body, `short` everyday words that only help to find it, `related` other official names that should find
 * each other.
 */
const bodiesSchema = z.array(
  z.strictObject({
    name: z.string().min(2),
    same: z.array(z.string().min(2)),
    short: z.array(z.string().min(2)),
    related: z.array(z.string().min(2)),
  }),
);

/** A body as one canonical form. */
export interface Body {
  /** With its place: 策勒县应急管理局. */
  readonly fullName: string;
  /** Without its place: 应急管理局. */
  readonly stem: string;
}

export interface BodyCatalogue {
  /** The canonical form of a body as a document prints it. */
  resolve(printed: string, township: Pick<Township, 'county' | 'prefecture'>): Body;
  /** Every way a person may write a body of this stem, longest first, the stem itself included. */
  aliases(stem: string): readonly string[];
  /** The catalogued name that an unknown stem resembles so closely that it may be a misprint of it. */
  lookalike(stem: string): string | undefined;
}

/** Endings by which a phrase is recognised as a body even when the catalogue does not know it. */
const BODY_ENDING =
  /(?:局|委员会|政法委|纪委|监委|纪委监委|卫健委|发改委|国资委|改革委|健康委|办|办公室|组织部|宣传部|统战部|工作部|社工部|武装部|院|支队|大队|救援队|站|中心|公司|联合会|红十字会|总工会|工会|协会|学会|联合社|残联|妇联|科协|工商联|馆|研究室|研究所|所|海关|银行|指挥部|人大|政协|常委会|人民政府|团委|林场|机关|领导小组|的部门|各部门|相关部门|有关部门)(?:（[^（）]*）)?$/;

const BODY_LENGTH_MAX = 32;
const NOT_A_NAME =
  /[，。；：]|^(?:\d|负责|做好|开展|组织|配合|协助|报|由|对|将|向|按|根据|及时|统计|审核|指导|会同|上报|受理)/;

/** Whether a phrase can be the name of a body; a bracket at its end has to be one too (…局（林草工作站）). */
export function looksLikeBody(phrase: string): boolean {
  if (phrase.length < 2 || phrase.length > BODY_LENGTH_MAX || NOT_A_NAME.test(phrase)) return false;
  const bracketed = /^(.+)[（(]([^（）()]+)[）)]$/.exec(phrase);
  const names = bracketed ? [bracketed[1] ?? '', bracketed[2] ?? ''] : [phrase];
  return names.every((name) => BODY_ENDING.test(name));
}

/** Bodies above or beside the county: they keep the name they have. */
const BEYOND_COUNTY = /^(?:中国|国家|国网|新疆|自治区|中共)|^.{1,8}?(?:地区|自治州|州|(?<!城)市|海关)/;
/** A level above the county stands alone before the name: 省水利厅, 市生态环境局白塔分局. */
const ABOVE_COUNTY = /^(?:省|地区|[市州区])|^.{1,8}?省/;
/** Names that begin with a word such as 市场 or 市政, not with a level. */
const NOT_A_LEVEL = /^[县市区](?:级|直|内|域|场|容|政(?:管理|公用|园林|设施|工程)|民(?:服务|中心))/;
/** Not one body but whoever else has the duty: 其他负有安全监管职责的部门. */
const OTHERS = /^(?:其他|有关|相关|各|等).*(?:部门|单位)$/;

export function createBodyCatalogue(entries: z.output<typeof bodiesSchema>): BodyCatalogue {
  const names = new Set(entries.map(({ name }) => name));
  const nameOf = new Map<string, string>();
  for (const { name, same } of entries) for (const word of same) nameOf.set(word, name);
  const aliasesOf = new Map(
    entries.map(({ name, same, short, related }) => [name, byLength([name, ...same, ...short, ...related])]),
  );
  const isKnown = (name: string): boolean => names.has(name) || nameOf.has(name);
  return {
    resolve(printed, township) {
      const name = printed.replace(/[\s*]/g, '').replace(/\(/g, '（').replace(/\)/g, '）');
      const { county } = township;
      if (OTHERS.test(name.replace(county, ''))) return both(name.replace(county, ''));
      const local = isKnown(name) ? name : localPart(name, county);
      if (local === undefined) return { fullName: name, stem: stemBeyond(name, township) };
      const stem = nameOf.get(local) ?? local;
      // 阿图什卫生健康委员会: the county's own name lacks a character; the print stays as it is.
      const bare = county.slice(0, -1);
      if (bare.length > 1 && stem.startsWith(bare)) return { fullName: name, stem: stem.slice(bare.length) };
      return { fullName: county + stem, stem };
    },
    aliases(stem) {
      const exact = aliasesOf.get(stem);
      if (exact) return exact;
      const near = nearest(stem);
      const inside = near ?? entries.find(({ name }) => stem.includes(name))?.name;
      return byLength([stem, ...(inside === undefined ? [] : (aliasesOf.get(inside) ?? []))]);
    },
    lookalike: (stem) => (isKnown(stem) ? undefined : nearest(stem)),
  };

  function nearest(stem: string): string | undefined {
    const scored = entries.map(({ name }) => ({ name, score: similarity(name, stem) }));
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { name: '', score: 0 });
    return best.score >= LOOKALIKE_MIN && stem.length >= LOOKALIKE_LENGTH_MIN ? best.name : undefined;
  }
}

/** Share of equal characters from which a long unknown name counts as a misprint of a known one. */
const LOOKALIKE_MIN = 0.8;
const LOOKALIKE_LENGTH_MIN = 6;
const both = (name: string): Body => ({ fullName: name, stem: name });

/** The part of a name after the county, or nothing when the body is not the county's own. */
function localPart(name: string, county: string): string | undefined {
  if (county !== '' && name.startsWith(county)) return name.slice(county.length);
  const level = county.slice(-1);
  if (!NOT_A_LEVEL.test(name)) {
    if (level !== '' && name.startsWith(level)) return name.slice(1);
    if (ABOVE_COUNTY.test(name)) return undefined;
  }
  if (BEYOND_COUNTY.test(name) || (county !== '' && name.includes(county))) return undefined;
  return name;
}

/** 喀什地区生态环境局英吉沙县分局 → 生态环境局; 国家税务总局策勒县税务局 → 税务局. */
function stemBeyond(name: string, { county, prefecture }: Pick<Township, 'county' | 'prefecture'>): string {
  const branch = /^(?:.{0,10}?(?:地区|自治州|州|(?<!城)市(?!场|政|容)))?(.{2,12}?局)/.exec(name);
  if (name.endsWith('分局') && branch?.[1]) return branch[1];
  const at = county === '' ? -1 : name.indexOf(county);
  if (at > 0) return name.slice(at + county.length).replace(/^委员会/, '');
  return prefecture !== '' && name.startsWith(prefecture) ? name.slice(prefecture.length) : name;
}

function byLength(words: readonly string[]): string[] {
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

/** The catalogue of data/bodies.json. @throws BotError when the file is missing or off its schema. */
export function loadBodies(path = join(PROJECT_ROOT, 'data', 'bodies.json')): BodyCatalogue {
  return createBodyCatalogue(readJsonFile(path, bodiesSchema));
}
