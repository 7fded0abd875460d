import type { WorkSheet } from '@e965/xlsx';
import { BotError } from '../../errors.js';
import { parseListTitle } from '../columns.js';
import type { DocumentPart, FormatReader } from '../document.js';
import { csvFormat } from './csv.js';
import { htmlFormat } from './html.js';
import { hiddenSheets } from './ods-hidden.js';
import {
  fillMerged,
  type GridRow,
  SHEET_COLUMNS_MAX,
  SHEET_ROWS_MAX,
  tooLarge,
  XLSX_CELL_CHARACTERS_MAX,
} from './sheet-grid.js';
import { guardZip, isOldOffice } from './zip-guard.js';

/**
 * Workbooks of Excel, WPS and LibreOffice. What a cell shows is read, as the program that saved it worked
 * it out: formulas are never evaluated, and a date reads as it is printed.
 */
export const xlsxFormat = {
  name: 'xlsx',
  extensions: ['.xlsx', '.xls', '.et', '.ods'],
  read: readWorkbook,
} satisfies FormatReader;

async function readWorkbook(bytes: Uint8Array): Promise<DocumentPart[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  // Office systems hand out pages and separated text under the name of a workbook.
  if (!isZip && !isOldOffice(bytes)) return isPage(bytes) ? htmlFormat.read(bytes) : csvFormat.read(bytes);
  if (isZip) await guardZip(bytes);
  const sheets = await parseSheets(bytes);
  const shown = sheets.filter(({ isHidden, rows }) => !isHidden && rows.length > 0);
  // A workbook may keep last year's list on a hidden sheet; it counts only where nothing else is to be seen.
  const parts = (shown.length > 0 ? shown : sheets).flatMap(sheetParts);
  if (parts.length === 0) throw new BotError('document-empty');
  return parts;
}

const isPage = (bytes: Uint8Array): boolean =>
  /^[^<]{0,10}<(?:!doctype html|html|head|meta|style|body|table)\b/i.test(
    Buffer.from(bytes.subarray(0, 100)).toString('latin1'),
  );

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rows: readonly GridRow[];
}

/** Excel's own format 14, which every language prints its own way. */
const SHORT_DATE = 'yyyy"年"m"月"d"日"';

async function parseSheets(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const { read } = await import('@e965/xlsx');
  try {
    const hidden = isOldOffice(bytes) ? new Set<number>() : await hiddenSheets(bytes);
    const { SheetNames, Sheets, Workbook } = read(Buffer.from(bytes), {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      dateNF: SHORT_DATE,
    });
    return SheetNames.map((name, at) => {
      const sheet = Sheets[name];
      const isHidden = hidden.has(at) || (Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0;
      return { name, isHidden, rows: sheet ? readRows(sheet) : [] };
    });
  } catch (cause) {
    if (cause instanceof BotError) throw cause;
    if (cause instanceof Error && /password|encrypt/i.test(cause.message))
      throw new BotError('document-old-office', { format: '.xlsx' }, { cause });
    throw new BotError('document-damaged', {}, { cause });
  }
}

/** The rows of a sheet that hold words. A sheet's own idea of its size may be a million empty rows. */
function readRows(sheet: WorkSheet): readonly GridRow[] {
  const rows: GridRow[] = [];
  for (const [at, cells] of Object.entries(sheet['!data'] ?? [])) {
    const texts: string[] = [];
    for (const [column, cell] of Object.entries(cells ?? [])) {
      const text = String(cell?.w ?? cell?.v ?? '').replace(/\r\n?/g, '\n');
      if (text.trim() === '') continue;
      if (Number(column) >= SHEET_COLUMNS_MAX || Number(at) >= SHEET_ROWS_MAX) throw tooLarge();
      if (text.length > XLSX_CELL_CHARACTERS_MAX) throw new BotError('document-damaged');
      texts[Number(column)] = text;
    }
    if (texts.length > 0) rows.push({ at: Number(at), texts: Array.from(texts, (text) => text ?? '') });
  }
  return fillMerged(rows, sheet['!merges'] ?? []);
}

/** A sheet's name may be all that says which list it holds; then its rows, the widely merged ones as lines. */
function sheetParts({ name, rows }: Sheet): DocumentPart[] {
  const title = titleOf(name);
  const parts: DocumentPart[] =
    title === undefined ? [] : [{ kind: 'line', place: { sheet: name }, text: title }];
  for (const { at, texts, above = [], wide = [] } of rows) {
    const place = { sheet: name, line: at + 1 };
    const filled = texts.flatMap((text, column) => (text === '' ? [] : [column]));
    const [only = -1] = filled;
    if (filled.length === 1 && wide.includes(only))
      parts.push({ kind: 'line', place, text: texts[only] ?? '' });
    else parts.push({ kind: 'row', place, cells: texts, ...(above.length === 0 ? {} : { above }) });
  }
  return parts;
}

const SHORT_TITLES = [
  [/^基本(?:履职)?(?:事项)?$/, '基本履职事项清单'],
  [/^配合(?:履职)?(?:事项)?$/, '配合履职事项清单'],
  [/^(?:上级)?(?:部门)?(?:收回|上收)(?:履职)?(?:事项)?$/, '上级部门收回事项清单'],
] as const;

/** 基本履职事项清单, 附件2配合履职事项清单, 3.收回事项 */
function titleOf(sheet: string): string | undefined {
  if (parseListTitle(sheet)) return sheet;
  const bare = sheet.replace(/^(?:附[件表])?\s*[（(]?[\d一二三]?[）)]?[.．、：:\s-]*|清单$|\s/g, '');
  return SHORT_TITLES.find(([pattern]) => pattern.test(bare))?.[1];
}
