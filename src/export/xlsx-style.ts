/** What is used of the library's own package tools, which it leaves without types. */
export interface PackageTools {
  read(bytes: Uint8Array, options: { type: 'buffer' }): unknown;
  find(file: unknown, path: string): { content: Uint8Array } | null;
  write(file: unknown, options: { type: 'buffer'; fileType: 'zip'; compression: boolean }): Uint8Array;
}

const CENTRED = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
const FRAMED = 'borderId="1" xfId="0" applyBorder="1" applyAlignment="1"';

/** Cell formats by their number, put behind the library's own one. */
const TITLE = 1;
const HEADER = 2;
const BODY = 3;
const FORMATS = [
  `<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">${CENTRED}</xf>`,
  `<xf numFmtId="0" fontId="1" fillId="0" ${FRAMED} applyFont="1">${CENTRED}</xf>`,
  `<xf numFmtId="0" fontId="0" fillId="0" ${FRAMED}><alignment vertical="top" wrapText="1"/></xf>`,
];
const SIDES = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"/>`).join('');

/**
 * Wraps, frames and centres the cells of a workbook just written and sets its paper; the library writes none of
 * that.
 * @param headers of each sheet in order, the row of its header, from 1; the rows above are titles
 */
export function styleWorkbook(
  bytes: Uint8Array,
  headers: readonly number[],
  tools: PackageTools,
): Uint8Array {
  const file = tools.read(bytes, { type: 'buffer' });
  const rewrite = (path: string, change: (xml: string) => string): void => {
    const part = tools.find(file, path);
    if (!part) throw new Error(`a workbook was written without ${path}`);
    part.content = Buffer.from(change(Buffer.from(part.content).toString('utf8')));
  };
  rewrite('/xl/styles.xml', addFormats);
  for (const [at, header] of headers.entries()) {
    rewrite(`/xl/worksheets/sheet${at + 1}.xml`, (xml) =>
      setPage(xml).replace(/<c r="([A-Z]+)(\d+)"/g, (cell, _, row: string) => {
        const format = Number(row) < header ? TITLE : Number(row) === header ? HEADER : BODY;
        return `${cell} s="${format}"`;
      }),
    );
  }
  return tools.write(file, { type: 'buffer', fileType: 'zip', compression: true });
}

/** Printed on A4 across, as wide as the paper. */
const setPage = (xml: string): string =>
  xml
    .replace('<dimension', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension')
    .replace(
      '<ignoredErrors',
      '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><ignoredErrors',
    );

const addFormats = (xml: string): string =>
  xml
    .replace(/<fonts count="1">(<font>.*?<\/font>)<\/fonts>/, (_, font: string) => {
      const bold = font.replace('<font>', '<font><b/>');
      return `<fonts count="2">${font}${bold}</fonts>`;
    })
    .replace(
      /<borders count="1">(.*?)<\/borders>/,
      `<borders count="2">$1<border>${SIDES}<diagonal/></border></borders>`,
    )
    .replace(/<cellXfs count="1">(.*?)<\/cellXfs>/, `<cellXfs count="4">$1${FORMATS.join('')}</cellXfs>`);
