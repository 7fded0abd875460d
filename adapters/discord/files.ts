import type { Attachment, AttachmentPayload } from 'discord.js';
import type { InboundFile, OutboundFile } from '../../src/contract.js';
import { safeFileName } from '../shared/file-name.js';
import { fetchBody, inboundFile } from '../shared/inbound-file.js';
import { DISCORD_FILES_BYTES_MAX, DISCORD_FILES_MAX } from './limits.js';

/** Where the vendor keeps attachments: https://discord.com/developers/docs/reference#signed-attachment-cdn-urls */
const VENDOR_ORIGINS = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

/** The document among attachments: the first that is no picture. @param ownOrigin beside the vendor's, in tests */
export function documentOf(attachments: Iterable<Attachment>, ownOrigin?: string): InboundFile | undefined {
  for (const attachment of attachments) {
    if (!attachment.contentType?.startsWith('image/')) return distant(attachment, ownOrigin);
  }
  return undefined;
}

function distant({ name, title, size, url }: Attachment, ownOrigin: string | undefined): InboundFile {
  return inboundFile({
    // The vendor takes Chinese signs out of the name, and keeps them in the title, which has no ending.
    name: title ? (title.endsWith(endingOf(name)) ? title : title + endingOf(name)) : name,
    size,
    open(signal) {
      const { origin } = new URL(url);
      if (!VENDOR_ORIGINS.includes(origin) && origin !== ownOrigin) throw new Error('foreign host');
      return fetchBody(url, signal);
    },
  });
}

/** Of `.docx` too, which is all that is left of some names. */
const endingOf = (name: string): string => /\.\w+$/.exec(name)?.[0] ?? '';

/** Documents as they fit into messages, and those that fit into none. */
export interface PackedFiles {
  readonly batches: readonly (readonly OutboundFile[])[];
  readonly tooLarge: readonly OutboundFile[];
}

export function packFiles(files: readonly OutboundFile[]): PackedFiles {
  const fits = ({ bytes }: OutboundFile): boolean => bytes.byteLength <= DISCORD_FILES_BYTES_MAX;
  const batches: OutboundFile[][] = [];
  let room = 0;
  for (const file of files.filter(fits)) {
    const current = batches.at(-1);
    if (current && current.length < DISCORD_FILES_MAX && file.bytes.byteLength <= room) current.push(file);
    else {
      batches.push([file]);
      room = DISCORD_FILES_BYTES_MAX;
    }
    room -= file.bytes.byteLength;
  }
  return { batches, tooLarge: files.filter((file) => !fits(file)) };
}

/** As the SDK uploads it. */
export function nativeFile({ name, bytes }: OutboundFile): AttachmentPayload {
  const safe = safeFileName(name);
  return {
    attachment: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    name: safe,
    title: safe.slice(0, safe.length - endingOf(safe).length),
  };
}
