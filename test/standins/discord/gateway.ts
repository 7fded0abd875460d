import type { Server } from 'node:http';
import { GatewayIntentBits } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/**
 * The vendor's gateway on loopback, version 10, JSON, no compression.
 * https://discord.com/developers/docs/events/gateway and …/topics/opcodes-and-status-codes#gateway
 */
const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
const INTENTS_ALL = (1 << 26) - 1;
const SENDS_PER_MINUTE_MAX = 120;
const REPLAY_MAX = 5000;

interface Close {
  readonly code: number;
  readonly reason: string;
}

const CLOSE = {
  unknownOpcode: { code: 4001, reason: 'Unknown opcode.' },
  decodeError: { code: 4002, reason: 'Error while decoding payload.' },
  notAuthenticated: { code: 4003, reason: 'Not authenticated.' },
  authenticationFailed: { code: 4004, reason: 'Authentication failed.' },
  alreadyAuthenticated: { code: 4005, reason: 'Already authenticated.' },
  invalidSequence: { code: 4007, reason: 'Invalid seq.' },
  rateLimited: { code: 4008, reason: 'Rate limited.' },
  invalidShard: { code: 4010, reason: 'Invalid shard.' },
  shardingRequired: { code: 4011, reason: 'Sharding required.' },
  invalidVersion: { code: 4012, reason: 'Invalid API version.' },
  invalidIntents: { code: 4013, reason: 'Invalid intent(s).' },
  disallowedIntents: { code: 4014, reason: 'Disallowed intent(s).' },
} as const satisfies Record<string, Close>;

const packet = z.object({ op: z.int(), d: z.unknown().optional() });
const identify = z.strictObject({
  token: z.string(),
  properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
  compress: z.boolean().optional(),
  large_threshold: z.int().min(50).max(250).optional(),
  shard: z.tuple([z.int(), z.int()]).optional(),
  presence: z.unknown().optional(),
  intents: z.int(),
});
const resume = z.strictObject({ token: z.string(), session_id: z.string(), seq: z.int().nullable() });

interface Event {
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

interface Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  socket: WebSocket | undefined;
  sequence: number;
  readonly sent: Event[];
}

export interface GatewayOptions {
  readonly server: Server;
  readonly token: () => string;
  readonly heartbeatMs: number;
  /** Privileged intents that the developer portal has switched on. */
  readonly privileged: number;
  /** Guilds above this a shard are refused with 4011. */
  readonly shardsNeeded: number;
  readonly url: () => string;
  /** What READY says, and what follows it. */
  readonly ready: (shard: readonly [number, number]) => {
    readonly data: Readonly<Record<string, unknown>>;
    readonly after: readonly (readonly [string, unknown])[];
  };
  readonly note: (what: string, detail: unknown) => void;
}

export interface Gateway {
  /** Sends an event to the session of its shard; kept for replay when that session is away. */
  dispatch(name: string, data: (intents: number) => unknown, guildId?: string): void;
  /** Sessions that have a live connection. */
  connected(): number;
  sessions(): readonly Session[];
  /** Cuts every connection, with a close code, or abruptly without one. */
  drop(code?: number): void;
  /** Op 7: the client should reconnect and resume. */
  reconnect(): void;
  /** Op 9. */
  invalidate(resumable: boolean): void;
  close(): Promise<void>;
}

export const shardOf = (guildId: string | undefined, count: number): number =>
  guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));

export function createGateway(options: GatewayOptions): Gateway {
  const { server, note } = options;
  const sockets = new WebSocketServer({ server, path: '/gateway' });
  const sessions = new Map<string, Session>();
  let count = 0;

  const send = (socket: WebSocket | undefined, op: number, d: unknown, event?: Event): void => {
    if (socket?.readyState !== 1) return;
    socket.send(JSON.stringify({ op, d, s: event?.s ?? null, t: event?.t ?? null }));
  };
  const emit = (session: Session, t: string, d: unknown): void => {
    session.sequence += 1;
    const event = { s: session.sequence, t, d };
    session.sent.push(event);
    if (session.sent.length > REPLAY_MAX) session.sent.shift();
    send(session.socket, 0, d, event);
  };

  sockets.on('connection', (socket, request) => {
    const query = new URL(request.url ?? '/', 'ws://localhost').searchParams;
    if (query.get('v') !== '10' || query.get('encoding') !== 'json') {
      socket.close(CLOSE.invalidVersion.code, CLOSE.invalidVersion.reason);
      return;
    }
    let session: Session | undefined;
    let sends = 0;
    const minute = setInterval(() => {
      sends = 0;
    }, 60_000);
    socket.on('close', (code) => {
      clearInterval(minute);
      if (session?.socket !== socket) return;
      session.socket = undefined;
      // A client that closes with 1000 or 1001 ends its session.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
    });

    const onIdentify = (d: unknown): Close | undefined => {
      if (session) return CLOSE.alreadyAuthenticated;
      const asked = checkIdentify(d, options);
      if (!('intents' in asked)) return asked;
      const { intents, shard = [0, 1] } = asked;
      note('identify', { intents, shard });
      count += 1;
      const id = `session-${count}`;
      session = { id, shard, intents, socket, sequence: 0, sent: [] };
      sessions.set(id, session);
      const { data, after } = options.ready(shard);
      emit(session, 'READY', { ...data, session_id: id, shard, resume_gateway_url: options.url() });
      for (const [name, payload] of after) emit(session, name, payload);
      return undefined;
    };

    const onResume = (d: unknown): Close | undefined => {
      if (session) return CLOSE.alreadyAuthenticated;
      const asked = resume.safeParse(d);
      if (!asked.success) return CLOSE.decodeError;
      if (asked.data.token !== options.token()) return CLOSE.authenticationFailed;
      const known = sessions.get(asked.data.session_id);
      note('resume', { seq: asked.data.seq, known: known !== undefined });
      if (!known) {
        send(socket, 9, false);
        return undefined;
      }
      const seq = asked.data.seq ?? 0;
      if (seq > known.sequence) return CLOSE.invalidSequence;
      session = known;
      known.socket = socket;
      for (const event of known.sent.filter(({ s }) => s > seq)) send(socket, 0, event.d, event);
      emit(known, 'RESUMED', { _trace: [] });
      return undefined;
    };

    const receive = (text: string): Close | undefined => {
      sends += 1;
      if (sends > SENDS_PER_MINUTE_MAX) return CLOSE.rateLimited;
      const parsed = packet.safeParse(parseJson(text));
      if (!parsed.success) return CLOSE.decodeError;
      const { op, d } = parsed.data;
      if (op === 1) {
        note('heartbeat', d);
        send(socket, 11, null);
        return undefined;
      }
      if (op === 2) return onIdentify(d);
      if (op === 6) return onResume(d);
      if (!session) return CLOSE.notAuthenticated;
      return op === 3 || op === 4 || op === 8 ? undefined : CLOSE.unknownOpcode;
    };
    socket.on('message', (bytes) => {
      const refusal = receive(String(bytes));
      if (!refusal) return;
      note('gateway refuses', refusal);
      socket.close(refusal.code, refusal.reason);
    });
    send(socket, 10, { heartbeat_interval: options.heartbeatMs, _trace: [] });
  });

  const live = (): Session[] => [...sessions.values()].filter(({ socket }) => socket !== undefined);
  return {
    dispatch(name, data, guildId) {
      for (const session of sessions.values()) {
        if (shardOf(guildId, session.shard[1]) !== session.shard[0]) continue;
        const payload = data(session.intents);
        if (payload !== undefined) emit(session, name, payload);
      }
    },
    connected: () => live().length,
    sessions: () => [...sessions.values()],
    drop(code) {
      for (const { socket } of live()) {
        if (code === undefined) socket?.terminate();
        else socket?.close(code);
      }
    },
    reconnect() {
      for (const { socket } of live()) send(socket, 7, null);
    },
    invalidate(resumable) {
      for (const { id, socket } of live()) {
        if (!resumable) sessions.delete(id);
        send(socket, 9, resumable);
      }
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      return new Promise((resolve) => sockets.close(() => resolve()));
    },
  };
}

function checkIdentify(d: unknown, options: GatewayOptions): z.output<typeof identify> | Close {
  const asked = identify.safeParse(d);
  if (!asked.success) return CLOSE.decodeError;
  const { token, intents, shard = [0, 1] } = asked.data;
  if (token !== options.token()) return CLOSE.authenticationFailed;
  if ((intents & ~INTENTS_ALL) !== 0) return CLOSE.invalidIntents;
  if ((intents & PRIVILEGED & ~options.privileged) !== 0) return CLOSE.disallowedIntents;
  if (shard[0] < 0 || shard[0] >= shard[1]) return CLOSE.invalidShard;
  return shard[1] < options.shardsNeeded ? CLOSE.shardingRequired : asked.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
