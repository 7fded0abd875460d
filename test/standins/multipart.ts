/** One part of a multipart/form-data body. */
export interface FormPart {
  readonly name: string;
  /** Of a file. */
  readonly fileName?: string;
  readonly bytes: Buffer;
}

/** A document on a stand-in's server. */
export interface StandInFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * https://datatracker.ietf.org/doc/html/rfc7578; a file name without quotes is taken up to the next `;`, as
 * the vendors' servers take it.
 * @throws Error for a body that is not closed, or a part without a name
 */
export function parseForm(body: Buffer, contentType: string): FormPart[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error('multipart without a boundary');
  const parts: FormPart[] = [];
  let at = body.indexOf(`--${boundary}`);
  for (;;) {
    const begin = at + boundary.length + 2;
    if (at === -1) throw new Error('multipart is not closed');
    if (body.toString('latin1', begin, begin + 2) === '--') return parts;
    const end = body.indexOf(`\r\n--${boundary}`, begin);
    const head = body.indexOf('\r\n\r\n', begin);
    if (end === -1 || head === -1 || head > end) throw new Error('multipart is not closed');
    parts.push(partOf(body.toString('utf8', begin, head), body.subarray(head + 4, end)));
    at = end + 2;
  }
}

function partOf(headers: string, bytes: Buffer): FormPart {
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(headers)?.[1] ?? '';
  const name = /(?:^|;)\s*name="([^"]*)"/.exec(disposition)?.[1];
  if (name === undefined) throw new Error('a part without a name');
  const [, quoted, bare] = /(?:^|;)\s*filename=(?:"([^"]*)"|([^;\s]*))/.exec(disposition) ?? [];
  const fileName = quoted ?? bare;
  return fileName === undefined ? { name, bytes } : { name, fileName, bytes };
}
