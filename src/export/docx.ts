import type { Table } from 'docx';
import type { Duty, Township } from '../duty.js';
import { loadWording } from '../wording.js';
import { type ExportColumn, type ExportedEdition, type ListTable, listTables } from './tables.js';

/** A4 in twentieths of a point; the library turns it across. */
const A4_WIDTH = 11_906;
const A4_HEIGHT = 16_838;
const MARGIN = 1_000;
const TABLE_WIDTH = A4_HEIGHT - 2 * MARGIN;

/** Shares of the table's width. */
const COLUMN_SHARES: Readonly<Record<ExportColumn, number>> = {
  number: 3,
  category: 6,
  name: 14,
  bodies: 9,
  lead: 30,
  township: 30,
  reception: 40,
  remark: 8,
};

/** What XML has no way to write: https://www.w3.org/TR/xml/#charsets */
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;

/**
 * A town's list as a document to print: the edition's title and date, a source line, and a table a list
 * whose header stands again on every page. A4 across.
 */
export async function exportDocx(
  township: Pick<Township, 'fullName'>,
  edition: ExportedEdition,
  duties: readonly Duty[],
): Promise<Uint8Array> {
  const {
    AlignmentType,
    Document,
    Footer,
    HeadingLevel,
    Packer,
    PageNumber,
    PageOrientation,
    Paragraph,
    TextRun,
  } = await import('docx');
  const say = loadWording('export');
  const centred = { alignment: AlignmentType.CENTER };
  const tables = listTables(township, duties);
  const body = await Promise.all(
    tables.map(async (table) => [
      new Paragraph({ text: table.title, heading: HeadingLevel.HEADING_1, keepNext: true, ...centred }),
      await createTable(table),
      new Paragraph({}),
    ]),
  );
  const document = new Document({
    title: edition.title,
    creator: say('source.creator'),
    styles: {
      default: {
        document: { run: { font: { ascii: 'Times New Roman', eastAsia: 'SimSun' }, size: 21 } },
        title: { run: { bold: true, size: 36, color: '000000' } },
        heading1: { run: { bold: true, size: 28, color: '000000' }, paragraph: { spacing: { after: 120 } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: A4_WIDTH, height: A4_HEIGHT, orientation: PageOrientation.LANDSCAPE },
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({ ...centred, children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
            ],
          }),
        },
        children: [
          new Paragraph({ text: edition.title, heading: HeadingLevel.TITLE, ...centred }),
          ...(edition.issued === '' ? [] : [new Paragraph({ text: edition.issued, ...centred })]),
          new Paragraph({ text: say('source.line'), ...centred }),
          ...body.flat(),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

async function createTable({ columns, header, rows }: ListTable): Promise<Table> {
  const { Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } = await import('docx');
  const shares = columns.map((column) => COLUMN_SHARES[column]);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((TABLE_WIDTH * share) / whole));
  const cell = (text: string, at: number, bold: boolean): InstanceType<typeof TableCell> =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: text
        .replace(NOT_XML, '')
        .split('\n')
        .map((line) => new Paragraph({ children: [new TextRun({ text: line, bold })] })),
    });
  return new Table({
    width: { size: TABLE_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({ tableHeader: true, children: header.map((text, at) => cell(text, at, true)) }),
      ...rows.map((texts) => new TableRow({ children: texts.map((text, at) => cell(text, at, false)) })),
    ],
  });
}
