/** The part of an OpenDocument package that holds its sheets. */
const CONTENT = 'content.xml';
const STYLE =
  /<style:style\s[^>]*?style:name="([^"]*)"[^>]*>\s*<style:table-properties\s[^>]*?table:display="false"/g;
const TABLE = /<table:table\s[^>]*>/g;

/**
 * Which sheets of an OpenDocument workbook are hidden, by their order from 0; SheetJS does not say. Empty
 * for a package of another kind.
 * @param bytes a package that `guardZip` let through
 */
export async function hiddenSheets(bytes: Uint8Array): Promise<ReadonlySet<number>> {
  const xml = await readContent(bytes);
  const styles = new Set([...xml.matchAll(STYLE)].map(([, name = '']) => name));
  const tables = [...xml.matchAll(TABLE)].map(([tag]) => /table:style-name="([^"]*)"/.exec(tag)?.[1] ?? '');
  return new Set([...tables.keys()].filter((at) => styles.has(tables[at] ?? '')));
}

async function readContent(bytes: Uint8Array): Promise<string> {
  const { fromBufferPromise } = await import('yauzl');
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== CONTENT) continue;
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString('utf8');
  }
  return '';
}
