import { FILE_BYTES_MAX, type InboundFile } from '../../src/contract.js';
import { BotError, systemCode } from '../../src/errors.js';
import { shownFileName } from './file-name.js';

/** Longest a document may take to come, in milliseconds. */
const FETCH_WITHIN_MS = 60_000;
const MEGABYTE = 1024 * 1024;

/** A document that lies somewhere else. */
export interface DistantFile {
  readonly name: string | undefined;
  /** In bytes, as the platform says. */
  readonly size?: number | undefined;
  /** Its bytes, piece by piece. Of what this throws only the code is kept: an address may hold a token. */
  open(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** Fetched when it is read, into memory alone; bounded by the declared size, by what comes, and in time. */
export function inboundFile({ name, size, open }: DistantFile, withinMs = FETCH_WITHIN_MS): InboundFile {
  const shown = shownFileName(name);
  return {
    name: shown,
    ...(size === undefined ? {} : { size }),
    async read() {
      if (size !== undefined && size > FILE_BYTES_MAX) throw tooLarge(size);
      const signal = AbortSignal.timeout(withinMs);
      try {
        return await Promise.race([gather(open, signal), late(signal)]);
      } catch (error) {
        if (error instanceof BotError) throw error;
        throw new BotError('document-unreadable', { file: shown }, { cause: new Error(reasonOf(error)) });
      }
    },
  };
}

/** The body of what lies at an address. @throws Error `HTTP 404` and the like, or what the network threw */
export async function fetchBody(address: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const response = await fetch(address, { signal, redirect: 'error' });
  if (response.ok && response.body) return response.body;
  await response.body?.cancel();
  throw new Error(`HTTP ${response.status}`);
}

/** @param size in bytes; unknown where only the platform knows how much too large it is */
export function tooLarge(size: number | undefined): BotError {
  const limit = FILE_BYTES_MAX / MEGABYTE;
  const shown = size === undefined ? `${limit}+` : Math.ceil(size / MEGABYTE);
  return new BotError('document-too-large', { size: shown, limit });
}

async function gather(open: DistantFile['open'], signal: AbortSignal): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of await open(signal)) {
    size += piece.byteLength;
    // Leaving the loop closes the connection.
    if (size > FILE_BYTES_MAX) throw tooLarge(size);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function late(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('ETIMEDOUT')), { once: true });
  });
}

/** What may be written down of a failure: codes, never an address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (/^(?:HTTP \d+|ETIMEDOUT|foreign host)$/.test(error.message)) return error.message;
  return systemCode(error) || systemCode(error.cause) || error.name;
}
