import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseForm, type StandInFile } from '../multipart.js';
import { notFound, Refusal, rateLimited, tooLarge, unauthorized } from './faults.js';

/** One request of the bot, as it came and as it was answered. */
export interface Recorded {
  readonly method: string;
  /** Below /api/v10, without the query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** What a test makes the vendor do with the next matching requests. */
export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  /** How many requests it holds for; 1 by default. */
  readonly times?: number;
  /** Answer this instead, doing nothing. */
  readonly refuse?: Refusal;
  /** Cut the connection without an answer. */
  readonly drop?: boolean;
  /** Do what was asked, and answer 502 all the same. */
  readonly loseAnswer?: boolean;
  readonly delayMs?: number;
}

/** @param files the documents of a multipart body, in the order of their numbers */
export type Handler = (parts: readonly string[], body: unknown, files: readonly StandInFile[]) => unknown;

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: Handler;
  /** Interaction and webhook routes carry their own token instead. */
  readonly open?: boolean;
}

export interface RestOptions {
  readonly routes: readonly Route[];
  readonly token: () => string;
  readonly record: (request: Recorded) => void;
  /** Messages a channel takes in a span of time, with the vendor's headers; nothing: no limit. */
  /** What lies at a path that is none of the API's. */
  readonly serve: (path: string, response: ServerResponse) => boolean;
  readonly channelLimit?: { readonly limit: number; readonly windowMs: number } | undefined;
}

export interface RestDesk {
  script(fault: Fault): void;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const PREFIX = '/api/v10';
/** Of all documents of one request: https://discord.com/developers/docs/reference#uploading-files */
const FILES_BYTES_MAX = 10 * 1024 * 1024;
const BODY_MAX = FILES_BYTES_MAX + 1024 * 1024;

/** The HTTP side: authentication, scripted faults, rate limits, routes, record. */
export function createRestDesk(options: RestOptions): RestDesk {
  const faults: { left: number; fault: Fault }[] = [];
  const buckets = new Map<string, { until: number; used: number }>();

  const takeFault = (method: string, path: string): Fault | undefined => {
    const found = faults.find(
      ({ left, fault }) => left > 0 && (fault.method ?? method) === method && fault.path.test(path),
    );
    if (found) found.left -= 1;
    return found?.fault;
  };

  /** https://discord.com/developers/docs/topics/rate-limits#header-format */
  const limitHeaders = (method: string, path: string): Record<string, string> => {
    const { channelLimit } = options;
    const channel = /^\/channels\/(\d+)\/messages$/.exec(path)?.[1];
    if (!channelLimit || method !== 'POST' || channel === undefined) return {};
    const now = Date.now();
    const known = buckets.get(channel);
    const bucket = known && known.until > now ? known : { until: now + channelLimit.windowMs, used: 0 };
    buckets.set(channel, bucket);
    bucket.used += 1;
    const resetAfter = (bucket.until - now) / 1000;
    if (bucket.used > channelLimit.limit) throw rateLimited(resetAfter);
    return {
      'x-ratelimit-limit': String(channelLimit.limit),
      'x-ratelimit-remaining': String(channelLimit.limit - bucket.used),
      'x-ratelimit-reset-after': resetAfter.toFixed(3),
      'x-ratelimit-bucket': 'channel-messages',
    };
  };

  return {
    script(fault) {
      faults.push({ left: fault.times ?? 1, fault });
    },
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const method = request.method ?? 'GET';
      const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : url.pathname;
      if (method === 'GET' && options.serve(url.pathname, response)) return;
      let status = 200;
      let files: readonly StandInFile[] = [];
      let answer: unknown;
      let body: unknown;
      let headers: Readonly<Record<string, string>> = {};
      try {
        ({ body, files } = await readBody(request));
        const fault = takeFault(method, path);
        if (fault?.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        if (fault?.drop) {
          request.socket.destroy();
          options.record({ method, path, body, status: 0, answer: 'dropped' });
          return;
        }
        if (fault?.refuse) throw fault.refuse;
        if (!String(request.headers['user-agent']).startsWith('DiscordBot (')) throw unauthorized();
        if (!url.pathname.startsWith(PREFIX)) throw notFound();
        const found = options.routes
          .map((route) => ({ route, match: route.method === method ? route.path.exec(path) : null }))
          .find(({ match }) => match !== null);
        if (!found?.match) throw notFound();
        if (!found.route.open && request.headers.authorization !== `Bot ${options.token()}`) {
          throw unauthorized();
        }
        headers = limitHeaders(method, path);
        answer = found.route.handle(found.match.slice(1).map(decodeURIComponent), body, files);
        status = answer === undefined ? 204 : 200;
        if (fault?.loseAnswer) throw new Refusal(502, { message: 'Bad Gateway' });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        ({ status, body: answer, headers } = error);
      }
      options.record({ method, path, body, status, answer });
      response.writeHead(
        status,
        answer === undefined ? headers : { 'content-type': 'application/json', ...headers },
      );
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    },
  };
}

interface Body {
  readonly body: unknown;
  readonly files: readonly StandInFile[];
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > BODY_MAX) throw tooLarge();
    parts.push(bytes);
  }
  if (size === 0) return { body: undefined, files: [] };
  const contentType = request.headers['content-type'] ?? '';
  try {
    if (contentType.startsWith('multipart/form-data')) return readForm(Buffer.concat(parts), contentType);
    return { body: JSON.parse(Buffer.concat(parts).toString('utf8')), files: [] };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, {
      message: 'The request body contains invalid JSON.',
      code: 50109,
      detail: String(error),
    });
  }
}

/** payload_json and files[n]: https://discord.com/developers/docs/reference#uploading-files */
function readForm(bytes: Buffer, contentType: string): Body {
  const parts = parseForm(bytes, contentType);
  const json = parts.find(({ name }) => name === 'payload_json');
  const files = parts
    .filter((part) => part !== json)
    .map((part, at) => {
      if (part.name !== `files[${at}]` || part.fileName === undefined) throw new Error(`a part ${part.name}`);
      return { name: part.fileName, bytes: part.bytes };
    });
  if (files.reduce((sum, file) => sum + file.bytes.length, 0) > FILES_BYTES_MAX) throw tooLarge();
  return { body: JSON.parse(json?.bytes.toString('utf8') ?? '{}'), files };
}
