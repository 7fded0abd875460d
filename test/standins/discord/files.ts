import type { ServerResponse } from 'node:http';
import type { APIAttachment } from 'discord.js';
import type { StandInFile } from '../multipart.js';
import { nextId } from './world.js';

/** The vendor's store of attachments. */
export interface FileStore {
  /** @param declared what is said of its size; @param breaksAt bytes after which a download breaks off */
  keep(file: StandInFile, more?: FileFacts): APIAttachment;
  /** Asked for so far, in order. */
  readonly downloads: readonly string[];
  serve(path: string, response: ServerResponse): boolean;
}

export interface FileFacts {
  readonly declared?: number | undefined;
  readonly breaksAt?: number | undefined;
  /** Another server's. */
  readonly origin?: string | undefined;
  readonly title?: string | undefined;
}

/** https://discord.com/developers/docs/resources/message#attachment-object */
export function createFileStore(own: () => string): FileStore {
  const kept = new Map<string, { file: StandInFile; breaksAt: number | undefined }>();
  const downloads: string[] = [];
  return {
    downloads,
    keep(file, { declared = file.bytes.length, breaksAt, origin = own(), title } = {}) {
      const id = nextId();
      // The vendor takes every sign out of a name that is not of its alphabet.
      const filename = file.name.replace(/[^\w.()-]/g, '') || 'unknown';
      const path = `/attachments/${id}/${filename}`;
      kept.set(path, { file, breaksAt });
      const url = `${origin}${path}?ex=1&is=2&hm=3`;
      const named = title ?? (filename === file.name ? undefined : file.name.replace(/\.\w+$/, ''));
      return {
        id,
        filename,
        ...(named === undefined ? {} : { title: named }),
        size: declared,
        url,
        proxy_url: url,
        content_type: 'application/octet-stream',
      };
    },
    serve(path, response) {
      const found = kept.get(decodeURIComponent(path));
      if (!found) return false;
      const { file, breaksAt } = found;
      downloads.push(file.name);
      response.writeHead(200, { 'content-length': file.bytes.length });
      if (breaksAt === undefined) response.end(file.bytes);
      else response.write(file.bytes.subarray(0, breaksAt), () => response.destroy());
      return true;
    },
  };
}
