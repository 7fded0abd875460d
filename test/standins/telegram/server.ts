import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { parseForm } from '../multipart.js';
import { METHODS } from './methods.js';
import { Refusal } from './refusal.js';
import { createUpdateQueue, type UpdateQueue } from './updates.js';
import type { Flood, Person, StandInUpdate, World } from './world.js';

/** One line of what went over the wire. */
export type Entry =
  | { readonly kind: 'update'; readonly update: StandInUpdate }
  | { readonly kind: 'call'; readonly method: string; readonly payload: Payload; readonly result: unknown }
  | {
      readonly kind: 'refused';
      readonly method: string;
      readonly payload: Payload;
      readonly code: number;
      readonly description: string;
    };
export type Payload = Readonly<Record<string, unknown>>;

/** A scripted fault: the next calls of a method are answered with it. */
export interface Fault {
  readonly method: string;
  readonly code: number;
  readonly description: string;
  readonly retryAfter?: number;
  /** 1 unless told. */
  readonly times?: number;
  /** Only calls whose payload says yes. */
  readonly when?: (payload: Payload) => boolean;
}

export interface StandInOptions {
  readonly token?: string;
  /** Fields of `getMe` that differ. */
  readonly me?: Partial<Person> & Readonly<Record<string, unknown>>;
  /** The vendor's group limit unless told; `null` switches it off. */
  readonly flood?: Flood | null;
  /** Where webhook deliveries go, in place of the public address. */
  readonly webhookTarget?: string;
}

export interface TelegramServer {
  readonly root: string;
  readonly token: string;
  readonly world: World;
  readonly queue: UpdateQueue;
  readonly transcript: Entry[];
  /** Names of the documents that were asked for, in order. */
  readonly downloads: readonly string[];
  /** Milliseconds that every answer is held back. */
  delayMs: number;
  /** Connections are cut without an answer, as when the network is gone. */
  down: boolean;
  push(kind: string, body: unknown): StandInUpdate;
  fault(fault: Fault): void;
  /** Resolves when `holds` does; told after every call. @throws Error after `ms` */
  until(holds: () => boolean, what: string, ms?: number): Promise<void>;
  close(): Promise<void>;
}

export const STAND_IN_TOKEN = '7000000001:AAstandinstandinstandinstandinstandin';
export const VENDOR_FLOOD: Flood = { perGroup: 20, windowMs: 60_000 };

const pollSchema = z.strictObject({
  offset: z.number().int().optional(),
  limit: z.number().int().min(1).max(100).optional(),
  timeout: z.number().int().min(0).optional(),
  allowed_updates: z.array(z.string()).optional(),
});
const webhookSchema = z.strictObject({
  url: z.string(),
  secret_token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/)
    .optional(),
  allowed_updates: z.array(z.string()).optional(),
  max_connections: z.number().int().min(1).max(100).optional(),
  drop_pending_updates: z.boolean().optional(),
});
const payloadSchema = z.record(z.string(), z.unknown());

/** A strict Bot API on 127.0.0.1; refuses what the vendor refuses, in the vendor's words. */
export async function startTelegramServer(options: StandInOptions = {}): Promise<TelegramServer> {
  const { token = STAND_IN_TOKEN, flood = VENDOR_FLOOD } = options;
  const world: World = {
    me: botPerson(options.me),
    chats: new Map(),
    presses: new Set(),
    inlineQueries: new Set(),
    commands: new Map(),
    flood: flood ?? undefined,
    webhook: undefined,
    messageCount: 0,
    files: new Map(),
  };
  const queue = createUpdateQueue();
  const transcript: Entry[] = [];
  const downloads: string[] = [];
  const watchers = new Set<() => void>();
  const faults: Fault[] = [];
  const note = (entry: Entry): void => {
    transcript.push(entry);
    for (const watcher of watchers) watcher();
  };

  const call = async (method: string, payload: Payload, left: AbortSignal): Promise<unknown> => {
    const at = faults.findIndex((fault) => fault.method === method && (fault.when?.(payload) ?? true));
    const fault = faults[at];
    if (fault) {
      if ((fault.times ?? 1) <= 1) faults.splice(at, 1);
      else faults[at] = { ...fault, times: (fault.times ?? 1) - 1 };
      throw new Refusal(
        fault.code,
        fault.description,
        fault.retryAfter === undefined ? undefined : { retry_after: fault.retryAfter },
      );
    }
    if (method === 'getUpdates') {
      if (world.webhook) {
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      return queue.poll(pollSchema.parse(payload), left);
    }
    if (method === 'setWebhook' || method === 'deleteWebhook') return setWebhook(method, payload);
    const known = METHODS[method];
    if (!known) throw new Refusal(404, 'Not Found: method not found');
    return known.run(world, payload);
  };

  const setWebhook = (method: string, payload: Payload): true => {
    if (method === 'deleteWebhook') {
      z.strictObject({ drop_pending_updates: z.boolean().optional() }).parse(payload);
      world.webhook = undefined;
      queue.divert(undefined);
      return true;
    }
    const { url, secret_token } = webhookSchema.parse(payload);
    if (!url.startsWith('https://')) {
      throw new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
    }
    world.webhook = { url, secret: secret_token };
    queue.divert((update) => void deliver(update, options.webhookTarget ?? url, secret_token));
    return true;
  };

  /** https://core.telegram.org/bots/api#file */
  const download = (url: string, response: ServerResponse): void => {
    const [, given = '', path = ''] = /^\/file\/bot([^/]+)\/(.+)$/.exec(url) ?? [];
    const file = [...world.files.values()].find((one) => one.path === decodeURIComponent(path));
    downloads.push(file?.name ?? path);
    if (given !== token || !file) return void send(response, 404, { ok: false, error_code: 404 });
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes.length,
    });
    if (file.breaksAt === undefined) return void response.end(file.bytes);
    response.write(file.bytes.subarray(0, file.breaksAt), () => response.destroy());
  };

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    if (handle.down) return void request.socket.destroy();
    if (request.method === 'GET') return void download(request.url ?? '', response);
    const [, given = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const payload = readPayload(Buffer.concat(chunks), request.headers['content-type'] ?? '');
    if (handle.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, handle.delayMs));
    try {
      if (given !== token) throw new Refusal(401, 'Unauthorized');
      const left = new AbortController();
      response.once('close', () => left.abort());
      const result = await call(method, payload, left.signal);
      if (response.destroyed) return;
      send(response, 200, { ok: true, result });
      if (method !== 'getUpdates') note({ kind: 'call', method, payload, result });
    } catch (error) {
      const { code, description, parameters } = asRefusal(error);
      send(response, code, {
        ok: false,
        error_code: code,
        description,
        ...(parameters ? { parameters } : {}),
      });
      note({ kind: 'refused', method, payload, code, description });
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z
    .object({ port: z.number() })
    .parse(server.address() satisfies AddressInfo | string | null);

  const handle: TelegramServer = {
    root: `http://127.0.0.1:${port}`,
    token,
    world,
    queue,
    transcript,
    downloads,
    delayMs: 0,
    down: false,
    push(kind, body) {
      const update = queue.push(kind, body);
      note({ kind: 'update', update });
      return update;
    },
    fault: (fault) => void faults.push(fault),
    until: (holds, what, ms = 10_000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!holds()) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`stand-in: waited ${ms} ms for ${what}`));
        }, ms);
        watchers.add(look);
        look();
      }),
    async close() {
      queue.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
  return handle;
}

function botPerson(more: StandInOptions['me']): Person {
  return {
    id: 7000000001,
    is_bot: true,
    first_name: '清单通',
    username: 'qingdan_bot',
    ...{ can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: true },
    ...more,
  };
}

/** JSON, or a form: a field that says attach://x stands for the part x. */
function readPayload(body: Buffer, contentType: string): Payload {
  if (!contentType.startsWith('multipart/form-data')) {
    return payloadSchema.parse(body.length === 0 ? {} : JSON.parse(body.toString('utf8')));
  }
  const parts = parseForm(body, contentType);
  const attached = new Map(parts.map((part) => [`attach://${part.name}`, part]));
  return Object.fromEntries(
    parts
      .filter(({ fileName }) => fileName === undefined)
      .map(({ name, bytes }) => {
        const file = attached.get(bytes.toString('utf8'));
        return [name, file ? { name: file.fileName, bytes: file.bytes } : bytes.toString('utf8')];
      }),
  );
}

async function deliver(update: StandInUpdate, target: string, secret: string | undefined): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const response = await fetch(target, { method: 'POST', headers, body: JSON.stringify(update) }).catch(
      () => undefined,
    );
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return new Refusal(400, `Bad Request: stand-in: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  return new Refusal(500, `Internal Server Error: ${asError(error).message}`);
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
