import {
  DiscordAPIError,
  DiscordjsError,
  GatewayCloseCodes,
  HTTPError,
  RESTJSONErrorCodes,
} from 'discord.js';
import { BotError, systemCode } from '../../src/errors.js';
import type { Say } from '../../src/wording.js';

const PLATFORM = 'Discord';
const HTTP_UNAUTHORIZED = 401;
const HTTP_BAD_REQUEST = 400;
const HTTP_TOO_LARGE = 413;

/** What a request was refused with, without the address and body that the SDK keeps: they hold tokens. */
export class DiscordFault extends Error {
  override readonly name = 'DiscordFault';

  constructor(
    message: string,
    /** The vendor's code, or a system code. */
    readonly code: number | string,
    /** HTTP status; 0 where there was no answer. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** Any error of the SDK as one that may be logged. */
export function safeFault(error: unknown): DiscordFault {
  if (error instanceof DiscordFault) return error;
  if (error instanceof DiscordAPIError) return new DiscordFault(error.message, error.code, error.status);
  if (error instanceof HTTPError) return new DiscordFault(error.message, 'http', error.status);
  const code = systemCode(error);
  if (error instanceof Error && error.name === 'AbortError')
    return new DiscordFault('timed out', 'ETIMEDOUT', 0);
  return new DiscordFault(error instanceof Error ? error.message : String(error), code, 0);
}

/** Runs a request of the SDK; what it throws may be logged. */
export async function guarded<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw safeFault(error);
  }
}

const hasCode = (error: unknown, ...codes: readonly RESTJSONErrorCodes[]): boolean =>
  error instanceof DiscordFault && codes.some((code) => code === error.code);

/**
 * Discord looked at the message and refused it: words alone may pass, also where only cards are forbidden.
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
 */
export const isRefusedMessage = (error: unknown): boolean =>
  error instanceof DiscordFault &&
  ((error.status === HTTP_BAD_REQUEST && !isTooLate(error)) ||
    hasCode(error, RESTJSONErrorCodes.MissingPermissions));

/** The documents were refused, be it for their size or a missing permission: the words may pass without. */
export const isRefusedFile = (error: unknown): boolean =>
  isRefusedMessage(error) ||
  (error instanceof DiscordFault && error.status === HTTP_TOO_LARGE) ||
  hasCode(error, RESTJSONErrorCodes.RequestEntityTooLarge);

/** The person takes no private messages from this bot. */
export const isClosedDirect = (error: unknown): boolean =>
  hasCode(
    error,
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  );

/** The bot may not see or write there. */
export const isShutOut = (error: unknown): boolean =>
  hasCode(error, RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess);

/** An interaction that is over, or that another copy of the bot has taken. */
export const isTooLate = (error: unknown): boolean =>
  hasCode(
    error,
    RESTJSONErrorCodes.UnknownInteraction,
    RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  );

/** Why the gateway closed for good, as the error whose sentence tells the keeper what to do. */
export function closeFault(code: number, sayDiscord: Say): BotError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return tokenFault();
  const detail =
    code === GatewayCloseCodes.DisallowedIntents || code === GatewayCloseCodes.InvalidIntents
      ? sayDiscord('fault.intents')
      : code === GatewayCloseCodes.InvalidShard || code === GatewayCloseCodes.ShardingRequired
        ? sayDiscord('fault.shards')
        : sayDiscord('fault.closed', { code });
  return new BotError('platform-failed', { platform: PLATFORM, detail });
}

/** Why the connection could not be made. */
export function startFault(error: unknown): BotError {
  if (error instanceof BotError) return error;
  if (error instanceof DiscordjsError && error.code === 'TokenInvalid') return tokenFault(error);
  const fault = safeFault(error);
  // The HTTP client refuses a token with signs that no header may hold.
  if (fault.status === HTTP_UNAUTHORIZED || fault.code === 'UND_ERR_INVALID_ARG') return tokenFault(fault);
  const detail = fault.status === 0 ? String(fault.code || fault.message) : `HTTP ${fault.status}`;
  return new BotError('platform-unreachable', { platform: PLATFORM, detail }, { cause: fault });
}

function tokenFault(cause?: unknown): BotError {
  const params = { platform: PLATFORM, setting: 'DISCORD_TOKEN' };
  return new BotError('platform-token-refused', params, cause === undefined ? {} : { cause });
}
