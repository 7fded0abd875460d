/**
 * The words of the domain: a township, one published edition of its duty list, and the duties in it.
 * Plain readonly data; every other room speaks in these types.
 */

/** The three parts of a published list: 基本履职, 配合履职, 上级部门收回. */
export const LIST_KINDS = ['basic', 'cooperative', 'reclaimed'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** One town (乡镇/街道). `id` is its full name, for instance 英吉沙县萨罕镇: unique and readable in a log. */
export interface Township {
  readonly id: string;
  /** 萨罕镇 */
  readonly name: string;
  /** 英吉沙县 */
  readonly county: string;
  /** 喀什地区; empty when the document does not say. */
  readonly prefecture: string;
  /** 英吉沙县萨罕镇 */
  readonly fullName: string;
}

/** What a document says of itself about one of its lists. */
export interface DeclaredCounts {
  readonly duties?: number;
  readonly categories?: number;
  readonly bodies?: number;
}

/** The counts a document declares in its own preface (共有履职事项262项 …). */
export interface Declared extends Partial<Record<ListKind, DeclaredCounts>> {
  readonly total?: number;
}

export type EditionStatus = 'draft' | 'live' | 'retired';

/** One published version of one township's list. */
export interface Edition extends Pick<ReadList, 'title' | 'issued' | 'declared' | 'fileName' | 'sha256'> {
  readonly id: number;
  readonly townshipId: string;
  /** Its number among the township's editions, from 1; people call it by that. */
  readonly serial: number;
  readonly importedBy: string;
  /** ISO 8601, UTC. */
  readonly importedAt: string;
  readonly status: EditionStatus;
}

/** One numbered sentence of a cell; `marker` is the number as printed: 1. 一是 （一） ① */
export interface Step {
  readonly marker?: string;
  readonly text: string;
}

/**
 * A duty cell cut at its headings. heading + marker + text, joined in order, give back every character of
 * the cell but white space and layout remains.
 */
export interface Section {
  /** As printed, with its colon: 县民政局： */
  readonly heading?: string;
  /** Canonical full names of the bodies the heading names. */
  readonly bodies: readonly string[];
  /** The matter the heading names: 职级晋升 */
  readonly topic?: string;
  readonly steps: readonly Step[];
}

/** Where in a document a row stands. */
export interface Place {
  /** 1-based line of a text file, or row of a sheet as its program numbers it. */
  readonly line?: number;
  /** 1-based page of a PDF. */
  readonly page?: number;
  /** Sheet name of a workbook. */
  readonly sheet?: string;
  /** 1-based row of its table, headers not counted. */
  readonly row?: number;
}

/** Where a duty comes from; two people who see the same fingerprint read the same words. */
export interface Source extends Place {
  readonly fileName: string;
  /** First 8 hex digits of the SHA-256 of the row's raw cells. */
  readonly fingerprint: string;
}

export type Severity = 'info' | 'warning';

/** Something doubtful in the document itself: shown with the duty, never hidden, never guessed away. */
export interface Notice {
  /** Kebab-case rule id, for instance `split-row`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  /** One Chinese sentence for people. */
  readonly text: string;
}

/** One numbered item of an edition. Cells that its list does not have are empty. */
export interface Duty {
  readonly list: ListKind;
  readonly number: number;
  readonly category: string;
  readonly name: string;
  readonly remark: string;
  /** Cooperative: canonical full names of the bodies in the column 对应上级部门, in its order. */
  readonly leadBodies: readonly string[];
  /** Cooperative: the column 上级部门职责. */
  readonly leadDuties: readonly Section[];
  /** Cooperative: what the township does, the column 乡镇配合职责. */
  readonly townshipDuties: readonly Section[];
  /** Reclaimed: who took the matter over; empty when nobody does it any more. */
  readonly receivingBodies: readonly string[];
  /** Reclaimed: the whole column 承接部门及工作方式. */
  readonly workMethod: readonly Section[];
  readonly notices: readonly Notice[];
  readonly source: Source;
  /** The row's cells exactly as they stand in the file, one array for each piece of a split row. */
  readonly raw: readonly (readonly string[])[];
}

/** Everything one document says. */
export interface ReadList {
  readonly township: Township;
  /** The document's own title: 英吉沙县萨罕镇履职事项清单. */
  readonly title: string;
  /** Date of issue as printed (2025年7月); empty when the document has none. */
  readonly issued: string;
  readonly declared: Declared;
  readonly fileName: string;
  /** SHA-256 of the file's bytes, in hex. */
  readonly sha256: string;
  /** By list (basic, cooperative, reclaimed), then number. */
  readonly duties: readonly Duty[];
  /** What concerns the document as a whole; a duty carries its own. */
  readonly notices: readonly Notice[];
}

/** What an answer says of a matter. `unlisted`: not in this township's list. `unclear`: several could be meant. */
export type Verdict = 'ours' | 'assist' | 'reclaimed' | 'unlisted' | 'unclear' | 'info';

export const VERDICT_OF_LIST = {
  basic: 'ours',
  cooperative: 'assist',
  reclaimed: 'reclaimed',
} as const satisfies Record<ListKind, Verdict>;

/** The words of a section in order, as printed. */
export function sectionText(section: Section): string {
  return (section.heading ?? '') + section.steps.map((step) => (step.marker ?? '') + step.text).join('');
}

/** The words of a whole cell, one section a line. */
export function cellText(sections: readonly Section[]): string {
  return sections.map(sectionText).join('\n');
}

/** A duty's place in its list, as people write it in data: `cooperative 19`. Unique within an edition. */
export function dutyKey(duty: Pick<Duty, 'list' | 'number'>): string {
  return `${duty.list}:${duty.number}`;
}
